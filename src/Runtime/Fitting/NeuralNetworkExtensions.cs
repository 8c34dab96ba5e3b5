namespace GenNet;

/// <summary>What any network can do with a <see cref="Dataset"/>: be fitted to it, be judged by it, predict it.</summary>
public static class NeuralNetworkExtensions
{
    /// <summary>The most samples given to a network at once where no step is taken, which bounds its scratch memory.</summary>
    private const int ChunkSize = 1024;

    /// <summary>Trains a network.</summary>
    /// <param name="network">The network, which nothing else may use meanwhile.</param>
    /// <param name="training">
    /// The samples to learn from: as many features as the network has inputs, and targets or labels that fit its outputs.
    /// </param>
    /// <param name="optimizer">The update rule; an instance serves one network.</param>
    /// <param name="options">Epochs, batch size, validation and so on; null for the defaults.</param>
    /// <param name="progress">Told of each epoch, and of steps at most ten times a second.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>What each epoch came to.</returns>
    /// <exception cref="ArgumentException">Data, network and options do not fit each other; nothing has changed.</exception>
    /// <exception cref="OperationCanceledException">
    /// Training was cancelled; the network has the parameters of the last finished step and stays usable.
    /// </exception>
    /// <exception cref="ModelFileException">
    /// The checkpoint to go on from is damaged, or that of another training; nothing has changed.
    /// </exception>
    /// <exception cref="TrainingDivergedException">A loss became NaN or infinite, and the options do not allow it.</exception>
    public static TrainingHistory Fit<TNetwork>(
        this TNetwork network,
        Dataset training,
        Optimizer optimizer,
        TrainingOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TNetwork : class, INeuralNetwork<TNetwork, float>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        CheckDataset<TNetwork>(training, nameof(training));
        options ??= new();
        if (options.Validation is { } validation)
            CheckDataset<TNetwork>(validation, nameof(options));
        if (options.EarlyStopping is { } stopping)
        {
            if (options.Validation is null)
            {
                throw new ArgumentException(
                    $"{nameof(options.EarlyStopping)} was given without {nameof(options.Validation)}, which it needs.", nameof(options));
            }

            if (stopping.Monitor == EarlyStoppingMonitor.ValidationAccuracy && !options.Validation.HasLabels)
            {
                throw new ArgumentException(
                    $"{nameof(options.EarlyStopping)} is to monitor the accuracy on validation data with targets; it needs labels.",
                    nameof(options));
            }
        }

        if (options.Checkpointing is { } checkpointing && Path.GetDirectoryName(Path.GetFullPath(checkpointing.Path)) is var folder
            && !Directory.Exists(folder))
        {
            throw new ArgumentException($"Checkpoints are to be saved in the folder '{folder}', which does not exist.", nameof(options));
        }

        return new FittingRun<TNetwork>(network, training, optimizer, options, progress, cancellationToken).Run();
    }

    /// <summary>The mean loss of a network over a dataset and, when that has labels, the accuracy.</summary>
    /// <param name="network">The network.</param>
    /// <param name="dataset">As many features as the network has inputs, and targets or labels that fit its outputs.</param>
    /// <param name="threshold">For a single output only: what it exceeds for class 1; 0.5 for a probability, 0 for a logit.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network.</exception>
    public static EvaluationResult Evaluate<TNetwork>(this TNetwork network, Dataset dataset, float threshold = 0.5f)
        where TNetwork : class, INeuralNetwork<TNetwork, float>
    {
        ArgumentNullException.ThrowIfNull(network);
        CheckDataset<TNetwork>(dataset, nameof(dataset));
        double loss = 0;
        foreach (Dataset chunk in Chunks(dataset))
        {
            float chunkLoss = chunk.HasLabels
                ? network.ComputeLoss(chunk.Features, chunk.Labels)
                : network.ComputeLoss(chunk.Features, chunk.Targets);
            loss += SumOfLosses<TNetwork>(chunkLoss, chunk.Count);
        }

        return new EvaluationResult(loss / dataset.Count, dataset.HasLabels ? network.MeasureAccuracy(dataset, threshold) : null);
    }

    /// <summary>A network's outputs for all samples of a dataset, whose targets or labels do not matter.</summary>
    /// <param name="network">The network.</param>
    /// <param name="dataset">As many features as the network has inputs.</param>
    /// <returns>[n x outputs], row-major.</returns>
    /// <exception cref="ArgumentException">The dataset does not fit the network.</exception>
    public static float[] Predict<TNetwork>(this TNetwork network, Dataset dataset)
        where TNetwork : class, IPredictor<TNetwork, float>
    {
        ArgumentNullException.ThrowIfNull(network);
        CheckFeatures<TNetwork>(dataset, nameof(dataset));
        var outputs = new float[checked(dataset.Count * TNetwork.OutputSize)];
        int start = 0;
        foreach (Dataset chunk in Chunks(dataset))
        {
            Span<float> chunkOutputs = outputs.AsSpan(start, chunk.Count * TNetwork.OutputSize);
            network.Predict(chunk.Features, chunkOutputs);
            start += chunkOutputs.Length;
        }

        return outputs;
    }

    /// <summary>The share of labelled samples whose class a network tells rightly.</summary>
    internal static double MeasureAccuracy<TNetwork>(this TNetwork network, Dataset dataset, float threshold)
        where TNetwork : class, INeuralNetwork<TNetwork, float>
    {
        var outputs = new float[Math.Min(ChunkSize, dataset.Count) * TNetwork.OutputSize];
        int correct = 0;
        foreach (Dataset chunk in Chunks(dataset))
        {
            Span<float> chunkOutputs = outputs.AsSpan(0, chunk.Count * TNetwork.OutputSize);
            network.Predict(chunk.Features, chunkOutputs);
            correct += Metrics.CountCorrect(chunkOutputs, chunk.Labels, threshold);
        }

        return (double)correct / dataset.Count;
    }

    /// <summary>The sum of the losses of m samples, from what the network makes of them.</summary>
    internal static double SumOfLosses<TNetwork>(double loss, int count)
        where TNetwork : class, INeuralNetwork<TNetwork, float> =>
        TNetwork.Reduction == Reduction.Mean ? loss * count : loss;

    private static IEnumerable<Dataset> Chunks(Dataset dataset)
    {
        for (int start = 0; start < dataset.Count; start += ChunkSize)
            yield return dataset.Slice(start, Math.Min(ChunkSize, dataset.Count - start));
    }

    private static void CheckFeatures<TNetwork>(Dataset dataset, string argument)
        where TNetwork : class, IPredictor<TNetwork, float>
    {
        ArgumentNullException.ThrowIfNull(dataset, argument);
        if (dataset.FeatureCount != TNetwork.InputSize)
        {
            throw new ArgumentException(
                $"Samples of {dataset.FeatureCount} features were given; the network needs {TNetwork.InputSize}.", argument);
        }
    }

    private static void CheckDataset<TNetwork>(Dataset dataset, string argument)
        where TNetwork : class, INeuralNetwork<TNetwork, float>
    {
        CheckFeatures<TNetwork>(dataset, argument);
        int classCount = Math.Max(2, TNetwork.OutputSize);
        if (dataset.HasLabels && dataset.ClassCount > classCount)
        {
            throw new ArgumentException(
                $"Labels of {dataset.ClassCount} classes were given; the network's {TNetwork.OutputSize} outputs tell {classCount} apart.",
                argument);
        }

        if (!dataset.HasLabels && dataset.TargetCount != TNetwork.OutputSize)
        {
            throw new ArgumentException(
                $"Samples of {dataset.TargetCount} targets were given; the network needs {TNetwork.OutputSize}.", argument);
        }
    }
}
