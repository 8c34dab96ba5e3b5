using System.Diagnostics;
using System.Runtime.InteropServices;
using GenNet.Numerics;

namespace GenNet;

/// <summary>One training of one network, whose arguments have been checked.</summary>
internal sealed class FittingRun<TNetwork>(
    TNetwork network,
    Dataset training,
    Optimizer optimizer,
    TrainingOptions options,
    IProgress<TrainingProgress>? progress,
    CancellationToken cancellationToken)
    where TNetwork : class, INeuralNetwork<TNetwork, float>
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    private readonly int batchSize = Math.Min(options.BatchSize, training.Count);
    private readonly int[] order = [.. Enumerable.Range(0, training.Count)];
    private readonly Minibatch batch = new(training, Math.Min(options.BatchSize, training.Count));
    private readonly RandomSource random = new((ulong)options.Seed);
    private readonly List<EpochResult> epochs = [];
    private readonly List<double> losses = [];
    private readonly double initialRate = optimizer.LearningRate;
    private readonly float[] bestParameters = new float[options.EarlyStopping is { RestoreBest: true } ? TNetwork.ParameterCount : 0];
    private readonly long began = Stopwatch.GetTimestamp();
    private long lastReport = Stopwatch.GetTimestamp();
    private EpochResult? best;

    private int StepCount => (training.Count - 1) / batchSize + 1;

    public TrainingHistory Run()
    {
        var stopReason = StopReason.EpochsCompleted;
        for (int epoch = 1; epoch <= options.Epochs && stopReason == StopReason.EpochsCompleted; epoch++)
        {
            EpochResult result = RunEpoch(epoch);
            epochs.Add(result);
            losses.Add(result.ValidationLoss ?? result.TrainingLoss);
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

            Report(epoch, StepCount, result.TrainingLoss, result);
        }

        if (bestParameters.Length > 0 && best != epochs[^1])
            network.SetParameters(bestParameters);
        return new TrainingHistory(epochs, best!, stopReason);
    }

    private EpochResult RunEpoch(int epoch)
    {
        long epochBegan = Stopwatch.GetTimestamp();
        if (batchSize < training.Count)
            random.Shuffle<int>(order);

        double loss = 0;
        for (int step = 1; step <= StepCount; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int start = (step - 1) * batchSize;
            int count = Math.Min(batchSize, training.Count - start);
            SetRate(epoch, step);
            float batchLoss = TrainOn(order.AsSpan(start, count));
            CheckLoss("training loss", epoch, step, batchLoss);
            loss += NeuralNetworkExtensions.SumOfLosses<TNetwork>(batchLoss, count);
            if (progress is not null && step < StepCount && Stopwatch.GetElapsedTime(lastReport) >= ReportInterval)
                Report(epoch, step, loss / (start + count), null);
        }

        EvaluationResult? validation = options.Validation is { } data ? network.Evaluate(data, options.Threshold) : null;
        if (validation is not null)
            CheckLoss("validation loss", epoch, StepCount, validation.Loss);
        return new EpochResult
        {
            Epoch = epoch,
            TrainingLoss = loss / training.Count,
            TrainingAccuracy = options.MeasureTrainingAccuracy && training.HasLabels
                ? network.MeasureAccuracy(training, options.Threshold)
                : null,
            ValidationLoss = validation?.Loss,
            ValidationAccuracy = validation?.Accuracy,
            LearningRate = optimizer.LearningRate,
            Duration = Stopwatch.GetElapsedTime(epochBegan),
        };
    }

    private void SetRate(int epoch, int step)
    {
        if (options.Schedule is not { } schedule)
            return;
        if (schedule.Unit == ScheduleUnit.Step)
            optimizer.LearningRate = schedule.GetRate(initialRate, (epoch - 1L) * StepCount + step - 1, CollectionsMarshal.AsSpan(losses));
        else if (step == 1)
            optimizer.LearningRate = schedule.GetRate(initialRate, epoch - 1, CollectionsMarshal.AsSpan(losses));
    }

    private float TrainOn(ReadOnlySpan<int> samples)
    {
        batch.Gather(samples);
        return training.HasLabels
            ? network.Train(batch.Features, batch.Labels, optimizer)
            : network.Train(batch.Features, batch.Targets, optimizer);
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
            : -(result.ValidationLoss ?? result.TrainingLoss);
        return double.IsNaN(score) ? double.NegativeInfinity : score;
    }

    private void Report(int epoch, int step, double loss, EpochResult? result)
    {
        lastReport = Stopwatch.GetTimestamp();
        progress?.Report(new(epoch, options.Epochs, step, StepCount, loss, Stopwatch.GetElapsedTime(began), result));
    }
}
