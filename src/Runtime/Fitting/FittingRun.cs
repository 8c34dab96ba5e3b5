using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using GenNet.Numerics;

namespace GenNet;

/// <summary>One training of one network, whose arguments have been checked.</summary>
internal sealed class FittingRun<T>(
    INeuralNetwork<T> network,
    Dataset<T> training,
    Optimizer optimizer,
    TrainingOptions<T> options,
    IProgress<TrainingProgress>? progress,
    CancellationToken cancellationToken)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    private readonly int batchSize = Math.Min(options.BatchSize, training.Count);
    private readonly int[] order = [.. Enumerable.Range(0, training.Count)];
    private readonly Minibatch<T> batch = new(training, Math.Min(options.BatchSize, training.Count));
    private readonly RandomSource random = new((ulong)options.Seed);
    private readonly List<EpochResult> epochs = [];
    private readonly List<double> losses = [];
    private readonly T[] bestParameters = new T[options.EarlyStopping is { RestoreBest: true } ? network.ParameterCount : 0];
    private readonly long began = Stopwatch.GetTimestamp();
    private long lastReport = Stopwatch.GetTimestamp();
    private double initialRate = optimizer.LearningRate;
    private EpochResult? best;

    // Of the epoch under way, the steps that are over and the sum of their losses.
    private int stepsOver;
    private double lossSum;

    private int StepCount => (training.Count - 1) / batchSize + 1;

    public TrainingHistory Run()
    {
        StopReason stopReason = Resume();
        for (int epoch = epochs.Count + 1; epoch <= options.Epochs && stopReason == StopReason.EpochsCompleted; epoch++)
        {
            EpochResult result = RunEpoch(epoch);
            epochs.Add(result);
            losses.Add(Loss(result));
            if (best is null || Score(result) > Score(best) + (options.EarlyStopping?.MinDelta ?? 0))
            {
                best = result;
                if (bestParameters.Length > 0)
                    network.GetParameters(bestParameters);
            }
            else if (epoch - best.Epoch >= options.EarlyStopping?.Patience)
            {
                stopReason = StopReason.EarlyStopping;
            }

            stepsOver = 0;
            lossSum = 0;
            if (options.Checkpointing is { Unit: ScheduleUnit.Epoch, Interval: var interval } && epoch % interval == 0
                || stopReason != StopReason.EpochsCompleted || epoch == options.Epochs)
            {
                SaveCheckpoint(stopReason);
            }

            Report(epoch, StepCount, result.TrainingLoss, result);
        }

        if (bestParameters.Length > 0 && best != epochs[^1])
            network.SetParameters(bestParameters);
        return new TrainingHistory(epochs, best!, stopReason);
    }

    private EpochResult RunEpoch(int epoch)
    {
        long epochBegan = Stopwatch.GetTimestamp();
        Shuffle();
        for (int step = stepsOver + 1; step <= StepCount; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int start = (step - 1) * batchSize;
            int count = Math.Min(batchSize, training.Count - start);
            SetRate(epoch, step);
            double batchLoss = double.CreateTruncating(TrainOn(order.AsMemory(start, count)));
            CheckLoss("training loss", epoch, step, batchLoss);
            lossSum += network.SumOfLosses(batchLoss, count);
            stepsOver = step;
            if (options.Checkpointing is { Unit: ScheduleUnit.Step, Interval: var interval }
                && ((epoch - 1L) * StepCount + step) % interval == 0)
            {
                SaveCheckpoint(StopReason.EpochsCompleted);
            }

            if (progress is not null && step < StepCount && Stopwatch.GetElapsedTime(lastReport) >= ReportInterval)
                Report(epoch, step, lossSum / (start + count), null);
        }

        EvaluationResult? validation = options.Validation is { } data ? network.Evaluate(data, options.Threshold) : null;
        if (validation is not null)
            CheckLoss("validation loss", epoch, StepCount, validation.Loss);
        return new EpochResult
        {
            Epoch = epoch,
            TrainingLoss = lossSum / training.Count,
            TrainingAccuracy = options.MeasureTrainingAccuracy && training.HasLabels
                ? network.Evaluate(training, options.Threshold).Accuracy
                : null,
            ValidationLoss = validation?.Loss,
            ValidationAccuracy = validation?.Accuracy,
            LearningRate = optimizer.LearningRate,
            Duration = Stopwatch.GetElapsedTime(epochBegan),
        };
    }

    private void Shuffle()
    {
        if (batchSize < training.Count)
            random.Shuffle<int>(order);
    }

    /// <summary>Takes up the training that the checkpoint is of, if there is one.</summary>
    /// <returns>Why that training ended, if it did.</returns>
    private StopReason Resume()
    {
        if (options.Checkpointing is not { } checkpointing || !File.Exists(checkpointing.Path))
            return StopReason.EpochsCompleted;

        var reason = StopReason.EpochsCompleted;
        using (FileStream file = File.OpenRead(checkpointing.Path))
            ModelFile.NamingFile(file, () => reason = Resume(Checkpoint.Read(file, network.Parameters, optimizer)));
        return reason;
    }

    private StopReason Resume(LoadedCheckpoint<T> checkpoint)
    {
        FittingState state = checkpoint.State.Fitting ?? throw new ModelFileException("The checkpoint is none of Fit's.");
        Check("seed", state.Seed, options.Seed);
        Check("batch size", state.BatchSize, batchSize);
        Check("number of samples", state.SampleCount, training.Count);
        if (!state.IsConsistent(StepCount))
            throw new ModelFileException("The checkpoint's state is none that Fit comes to.");
        if (bestParameters.Length > 0 && state.BestEpoch > 0 && !state.HasBest)
            throw new ModelFileException("The checkpoint lacks the best parameters, which early stopping is to restore.");

        checkpoint.Apply();
        epochs.AddRange(state.Epochs);
        losses.AddRange(epochs.Select(Loss));
        best = state.BestEpoch > 0 ? epochs[state.BestEpoch - 1] : null;
        if (bestParameters.Length > 0)
            checkpoint.Best?.CopyTo(bestParameters);
        initialRate = state.InitialRate;
        stepsOver = state.Step;
        lossSum = state.LossSum;
        foreach (EpochResult _ in epochs)
            Shuffle();
        return state.Stopped ? StopReason.EarlyStopping : StopReason.EpochsCompleted;

        static void Check(string what, int saved, int given)
        {
            if (saved != given)
                throw new ModelFileException($"The checkpoint is of a training whose {what} is {saved}; {given} was given.");
        }
    }

    private void SaveCheckpoint(StopReason stopReason)
    {
        if (options.Checkpointing is not { } checkpointing)
            return;
        bool hasBest = bestParameters.Length > 0 && best is not null;
        FittingState state = new()
        {
            Seed = options.Seed,
            BatchSize = batchSize,
            SampleCount = training.Count,
            InitialRate = initialRate,
            Epochs = [.. epochs],
            BestEpoch = best?.Epoch ?? 0,
            HasBest = hasBest,
            Step = stepsOver,
            LossSum = lossSum,
            Stopped = stopReason == StopReason.EarlyStopping,
        };
        AtomicFile.Write(
            checkpointing.Path, stream => Checkpoint.Write(stream, network.Parameters, optimizer, state, hasBest ? bestParameters : null));
    }

    private static double Loss(EpochResult result) => result.ValidationLoss ?? result.TrainingLoss;

    private void SetRate(int epoch, int step)
    {
        if (options.Schedule is not { } schedule)
            return;
        if (schedule.Unit == ScheduleUnit.Step)
            optimizer.LearningRate = schedule.GetRate(initialRate, (epoch - 1L) * StepCount + step - 1, CollectionsMarshal.AsSpan(losses));
        else if (step == 1)
            optimizer.LearningRate = schedule.GetRate(initialRate, epoch - 1, CollectionsMarshal.AsSpan(losses));
    }

    private T TrainOn(ReadOnlyMemory<int> samples)
    {
        batch.Gather(samples, network.Threads);
        return (training.HasLabels, training.SampleWeights.IsEmpty) switch
        {
            (true, true) => network.Train(batch.Features, batch.Labels, optimizer),
            (true, false) => network.Train(batch.Features, batch.Labels, batch.Weights, optimizer),
            (false, true) => network.Train(batch.Features, batch.Targets, optimizer),
            (false, false) => network.Train(batch.Features, batch.Targets, batch.Weights, optimizer),
        };
    }

    private void CheckLoss(string lossName, int epoch, int step, double loss)
    {
        if (options.StopOnDivergence && !double.IsFinite(loss))
            throw new TrainingDivergedException(lossName, epoch, step, loss);
    }

    /// <summary>What makes an epoch the best: higher is better, and a loss or accuracy that is NaN is worst.</summary>
    private double Score(EpochResult result)
    {
        double score = options.EarlyStopping?.Monitor == EarlyStoppingMonitor.ValidationAccuracy
            ? result.ValidationAccuracy!.Value
            : -Loss(result);
        return double.IsNaN(score) ? double.NegativeInfinity : score;
    }

    private void Report(int epoch, int step, double loss, EpochResult? result)
    {
        lastReport = Stopwatch.GetTimestamp();
        progress?.Report(new(epoch, options.Epochs, step, StepCount, loss, Stopwatch.GetElapsedTime(began), result));
    }
}
