using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenNet;

/// <summary>What any network can do with a <see cref="Dataset{T}"/>: be fitted to it, be judged by it, predict it.</summary>
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
    public static TrainingHistory Fit<T>(
        this INeuralNetwork<T> network,
        Dataset<T> training,
        Optimizer optimizer,
        TrainingOptions<T>? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        options ??= new();
        CheckTraining(network, training, optimizer, options);
        CheckpointFile? checkpoints = options.Checkpointing is { } checkpointing ? new(checkpointing) : null;
        return new FittingRun<T>(network, training, optimizer, options, options.Epochs, checkpoints, progress, cancellationToken).Run();
    }

    /// <summary>What <c>Fit</c> has checked before anything changes.</summary>
    internal static void CheckTraining<T>(
        INeuralNetwork<T> network, Dataset<T> training, Optimizer optimizer, TrainingOptions<T> options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        CheckSamples(network, training, nameof(training));
        CheckBatches(network, training, options.BatchSize);
        if (options.DataParallel is not null && network.LeastBatch() > 1)
        {
            throw new ArgumentException(
                $"{nameof(options.DataParallel)} was given; the network has {Batchwise(network)}, which normalises by the statistics of "
                + "the whole batch, and a shard has those of its own samples alone. LayerNorm normalises each sample by itself.",
                nameof(options));
        }

        if (options.Validation is { } validation)
            CheckSamples(network, validation, nameof(options));
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
    }

    /// <summary>
    /// The mean loss of a network over a dataset, each sample's times its weight, and, when that has labels, the accuracy; from one
    /// forward pass. Of several outputs, the same for each: the accuracy where its targets are classes.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="dataset">As many features as the network has inputs, and targets or labels that fit its outputs.</param>
    /// <param name="threshold">For a single output only: what it exceeds for class 1; 0.5 for a probability, 0 for a logit.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network.</exception>
    public static EvaluationResult Evaluate<T>(this INeuralNetwork<T> network, Dataset<T> dataset, double threshold = 0.5)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        CheckDataset(network, dataset, nameof(dataset));
        IReadOnlyList<OutputDescription> several = network.Outputs.Count > 1 ? network.Outputs : [];
        bool needsOutputs = dataset.HasLabels || several.Any(output => output.TakesClasses);
        var outputs = new T[needsOutputs ? Math.Min(ChunkSize, dataset.Count) * network.OutputSize : 0];
        var outputLosses = new T[several.Count];
        double loss = 0;
        int correct = 0;
        double[] losses = new double[several.Count];
        long[] corrects = new long[several.Count];
        for (int start = 0, count; start < dataset.Count; start += count)
        {
            count = Math.Min(ChunkSize, dataset.Count - start);
            Span<T> chunkOutputs = outputs.AsSpan(0, Math.Min(outputs.Length, count * network.OutputSize));
            T chunkLoss = network.ComputeLoss(dataset.SamplesAt(start, count), chunkOutputs, outputLosses);
            loss += network.SumOfLosses(double.CreateTruncating(chunkLoss), count);
            if (dataset.HasLabels)
                correct += Metrics.CountCorrect<T>(chunkOutputs, dataset.Labels.Slice(start, count), threshold);
            ReadOnlySpan<T> targets = dataset.Targets.Slice(start * dataset.TargetCount, count * dataset.TargetCount);
            for (int k = 0; k < several.Count; k++)
            {
                losses[k] += network.SumOfLosses(double.CreateTruncating(outputLosses[k]), count);
                if (several[k].TakesClasses)
                    corrects[k] += CountCorrect(chunkOutputs, targets, network.OutputSize, several[k], threshold);
            }
        }

        return new EvaluationResult(loss / dataset.Count, dataset.HasLabels ? (double)correct / dataset.Count : null)
        {
            Outputs = several.Count == 0
                ? OutputResults.None
                : new(several.Select((output, k) => new OutputResult(
                    output.Name, losses[k] / dataset.Count, output.TakesClasses ? (double)corrects[k] / Classes(output) : null))),
        };

        long Classes(OutputDescription output) => (long)dataset.Count * (output.Frames - output.BurnIn);
    }

    /// <summary>
    /// The number of samples, or of their frames with a loss, of whose class one of several outputs tells the same as the targets do.
    /// </summary>
    private static int CountCorrect<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, int rowSize, OutputDescription output, double threshold)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int correct = 0, size = output.Size / output.Frames, frameSize = rowSize / output.Frames;
        for (int frame = 0; frame < targets.Length / frameSize; frame++)
        {
            int start = frame * frameSize + output.Start;
            if (frame % output.Frames >= output.BurnIn
                && Metrics.PredictedLabel(outputs.Slice(start, size), threshold) == Metrics.PredictedLabel(targets.Slice(start, size)))
                correct++;
        }

        return correct;
    }

    /// <summary>A network's outputs for all samples of a dataset, whose targets or labels do not matter.</summary>
    /// <param name="network">The network.</param>
    /// <param name="dataset">As many features as the network has inputs.</param>
    /// <returns>[n x outputs], row-major.</returns>
    /// <exception cref="ArgumentException">The dataset does not fit the network.</exception>
    public static T[] Predict<T>(this IPredictor<T> network, Dataset<T> dataset)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        CheckFeatures(network, dataset, nameof(dataset));
        var outputs = new T[checked(dataset.Count * network.OutputSize)];
        for (int start = 0, count; start < dataset.Count; start += count)
        {
            count = Math.Min(ChunkSize, dataset.Count - start);
            ReadOnlySpan<T> features = dataset.Features.Slice(start * dataset.FeatureCount, count * dataset.FeatureCount);
            network.Predict(features, outputs.AsSpan(start * network.OutputSize, count * network.OutputSize));
        }

        return outputs;
    }

    /// <summary>
    /// A network's outputs for one sample or several, in a new array: where that matters, the member with a span for the outputs allocates
    /// nothing.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">[m x inputs], row-major; m may be 0.</param>
    /// <returns>[m x outputs], row-major.</returns>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    [OverloadResolutionPriority(-1)] // A null is a dataset.
    public static T[] Predict<T>(this IPredictor<T> network, ReadOnlySpan<T> inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        var outputs = new T[checked(inputs.Length / network.InputSize * network.OutputSize)];
        network.Predict(inputs, outputs);
        return outputs;
    }

    /// <summary>The sum of the losses of m samples, from what the network makes of them.</summary>
    internal static double SumOfLosses<T>(this INeuralNetwork<T> network, double loss, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        network.Reduction == Reduction.Mean ? loss * count : loss;

    /// <summary>The fewest samples that a step can be taken on.</summary>
    internal static int LeastBatch<T>(this INeuralNetwork<T> network) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        network.Layers.Select(layer => layer.LeastBatch).Append(1).Max();

    /// <summary>The first layer that normalises by the batch, and so needs several samples.</summary>
    private static LayerDescription Batchwise<T>(INeuralNetwork<T> network) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        network.Layers.First(layer => layer.LeastBatch > 1);

    private static void CheckBatches<T>(INeuralNetwork<T> network, Dataset<T> training, int batchSize)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int least = network.LeastBatch();
        if (training.Count < least)
        {
            throw new ArgumentException(
                $"{training.Count} sample was given; the network has {Batchwise(network)}, which normalises by the batch and needs "
                + $"{least}.",
                nameof(training));
        }

        if (batchSize < least)
        {
            throw new ArgumentException(
                $"{nameof(TrainingOptions<T>.BatchSize)} is {batchSize}; the network has {Batchwise(network)}, which normalises by the "
                + $"batch and needs {least} samples.",
                "options");
        }
    }

    private static void CheckFeatures<T>(IPredictor<T> network, Dataset<T> dataset, string argument)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(dataset, argument);
        if (dataset.FeatureCount != network.InputSize)
        {
            throw new ArgumentException(
                $"Samples of {dataset.FeatureCount} features were given; the network needs {network.InputSize}.", argument);
        }

        network.CheckInputs(dataset.Features, argument);
    }

    /// <summary>Checks all that can be told of samples before they are learned from.</summary>
    private static void CheckSamples<T>(INeuralNetwork<T> network, Dataset<T> dataset, string argument)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckDataset(network, dataset, argument);
        if (dataset.Content.FindOther(canBeMissing: false) is { } other)
        {
            throw new ArgumentException(
                $"{other.Text}; a network learns from finite numbers alone. An {nameof(Imputer)} fills in missing features.", argument);
        }
    }

    internal static void CheckDataset<T>(INeuralNetwork<T> network, Dataset<T> dataset, string argument)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckFeatures(network, dataset, argument);
        if (dataset.HasLabels && network.Outputs.Count > 1)
        {
            throw new ArgumentException(
                $"Samples with labels were given; the network has {network.Outputs.Count} outputs, which need targets side by side, "
                + $"{network.OutputSize} numbers a sample.",
                argument);
        }

        int classCount = Math.Max(2, network.OutputSize);
        if (dataset.HasLabels && dataset.ClassCount > classCount)
        {
            string hint = dataset.Labels.Contains(0)
                ? $" A last layer [Dense({dataset.ClassCount}, Activation.Softmax)] tells as many apart as there are."
                : $" No sample is of class 0: if the labels start at 1, {nameof(CsvDataOptions)}.{nameof(CsvDataOptions.FirstLabel)} = 1 "
                    + "reads them so.";
            throw new ArgumentException(
                $"Labels of {dataset.ClassCount} classes were given; the network's {network.OutputSize} outputs tell {classCount} apart."
                + hint,
                argument);
        }

        if (!dataset.HasLabels && dataset.TargetCount != network.OutputSize)
        {
            string hint = LabelHint.LookLikeLabels(dataset) ? " If they are the numbers of classes, make them labels, of int." : "";
            throw new ArgumentException(
                $"Samples of {dataset.TargetCount} targets were given; the network needs {network.OutputSize}.{hint}", argument);
        }
    }
}
