using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;

namespace GenNet;

/// <summary>
/// One training of one network, whose arguments have been checked, up to an epoch: that of the options, or one on the way there.
/// </summary>
internal sealed class FittingRun<T>(
    INeuralNetwork<T> network,
    Dataset<T> training,
    Optimizer optimizer,
    TrainingOptions<T> options,
    int lastEpoch,
    ICheckpoints? checkpoints,
    IProgress<TrainingProgress>? progress,
    CancellationToken cancellationToken)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly TimeSpan s_reportInterval = TimeSpan.FromMilliseconds(100);

    private readonly int _batchSize = Math.Min(options.BatchSize, training.Count);

    // Samples left over that are fewer than a batch needs join the last batch.
    private readonly int _leastBatch = network.LeastBatch();
    private readonly EpochOrder _order = new(training.Count, options.Seed);
    private readonly Minibatch<T>? _batch = options.DataParallel is not null
        ? null
        : new(training, Math.Min(options.BatchSize, training.Count - network.LeastBatch() + 1) + network.LeastBatch() - 1);

    private readonly ShardedTraining<T>? _sharded = options.DataParallel is { } parallel
        ? new(network, training, parallel, cancellationToken)
        : null;

    private readonly List<EpochResult> _epochs = [];
    private readonly List<double> _losses = [];
    private readonly DateTimeOffset _beganAt = DateTimeOffset.UtcNow;
    private readonly long _began = Stopwatch.GetTimestamp();
    private long _lastReport = Stopwatch.GetTimestamp();
    private double _initialRate = optimizer.LearningRate;
    private EpochResult? _best;

    // The network's parameters and buffers after it, where they are to be restored.
    private T[]? _bestState;

    // Of several outputs, the losses of the last batch.
    private readonly T[] _outputLosses = new T[network.Outputs.Count > 1 ? network.Outputs.Count : 0];

    // Of the epoch under way, the steps that are over and the sums of their losses, also for each of several outputs.
    private readonly double[] _outputLossSums = new double[network.Outputs.Count > 1 ? network.Outputs.Count : 0];
    private int _stepsOver;
    private double _lossSum;

    private int StepCount => (training.Count - _leastBatch) / _batchSize + 1;

    private bool RestoresBest => options.EarlyStopping is { RestoreBest: true };

    public TrainingHistory Run()
    {
        StopReason stopReason = Resume();
        for (int epoch = _epochs.Count + 1; epoch <= lastEpoch && stopReason == StopReason.EpochsCompleted; epoch++)
        {
            EpochResult result = RunEpoch(epoch);
            _epochs.Add(result);
            _losses.Add(EpochRanking.Loss(result));
            if (EpochRanking.IsBetter(result, _best, options.EarlyStopping))
            {
                _best = result;
                if (RestoresBest)
                    _bestState = network.Parameters.GetState();
            }
            else if (epoch - _best.Epoch >= options.EarlyStopping?.Patience)
            {
                stopReason = StopReason.EarlyStopping;
            }

            _stepsOver = 0;
            _lossSum = 0;
            Array.Clear(_outputLossSums);
            bool isOver = stopReason != StopReason.EpochsCompleted || epoch == lastEpoch;
            if (isOver || checkpoints?.IsDue(ScheduleUnit.Epoch, epoch) == true)
                SaveCheckpoint(stopReason);

            Report(epoch, StepCount, result.TrainingLoss, result.TrainingOutputs, result, isOver ? stopReason : null);
        }

        if (_bestState is not null && _best != _epochs[^1])
            network.Parameters.SetState(_bestState);
        var setup = TrainingSetup.Of(network, training, optimizer, _initialRate, options, _beganAt);
        return new TrainingHistory(_epochs, _best!, stopReason, setup, ParameterHash.Of(network))
        {
            Hint = LabelHint.Of(network, training),
        };
    }

    private EpochResult RunEpoch(int epoch)
    {
        long epochBegan = Stopwatch.GetTimestamp();
        for (int step = _stepsOver + 1; step <= StepCount; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int start = (step - 1) * _batchSize;
            int count = step == StepCount ? training.Count - start : _batchSize;
            SetRate(epoch, step);
            double batchLoss = double.CreateTruncating(TrainOn(epoch, start, count));
            CheckLoss("training loss", epoch, step, batchLoss);
            _lossSum += network.SumOfLosses(batchLoss, count);
            for (int k = 0; k < _outputLosses.Length; k++)
                _outputLossSums[k] += network.SumOfLosses(double.CreateTruncating(_outputLosses[k]), count);
            _stepsOver = step;
            if (checkpoints?.IsDue(ScheduleUnit.Step, (epoch - 1L) * StepCount + step) == true)
                SaveCheckpoint(StopReason.EpochsCompleted);

            if (progress is not null && step < StepCount && Stopwatch.GetElapsedTime(_lastReport) >= s_reportInterval)
                Report(epoch, step, _lossSum / (start + count), OutputResults(start + count, null), null, null);
        }

        EvaluationResult? validation = options.Validation is { } data ? network.Evaluate(data, options.Threshold) : null;
        if (validation is not null)
            CheckLoss("validation loss", epoch, StepCount, validation.Loss);
        EvaluationResult? measured = options.MeasureTrainingAccuracy && (training.HasLabels || _outputLosses.Length > 0)
            ? network.Evaluate(training, options.Threshold)
            : null;
        return new EpochResult
        {
            Epoch = epoch,
            TrainingLoss = _lossSum / training.Count,
            TrainingAccuracy = measured?.Accuracy,
            TrainingOutputs = OutputResults(training.Count, measured),
            ValidationLoss = validation?.Loss,
            ValidationAccuracy = validation?.Accuracy,
            ValidationOutputs = validation?.Outputs ?? GenNet.OutputResults.None,
            LearningRate = optimizer.LearningRate,
            Duration = Stopwatch.GetElapsedTime(epochBegan),
        };
    }

    /// <summary>Takes up the training that the checkpoint is of, if there is one.</summary>
    /// <returns>Why that training ended, if it did.</returns>
    private StopReason Resume()
    {
        using Stream? checkpoint = checkpoints?.Open();
        var reason = StopReason.EpochsCompleted;
        if (checkpoint is not null)
            ModelFile.NamingFile(checkpoints!.Name, () => reason = Resume(Checkpoint.Read(checkpoint, network.Parameters, optimizer)));
        return reason;
    }

    private StopReason Resume(LoadedCheckpoint<T> checkpoint)
    {
        FittingState state = checkpoint.State.Fitting ?? throw new ModelFileException("The checkpoint is none of Fit's.");
        Check("seed", state.Seed, options.Seed);
        Check("batch size", state.BatchSize, _batchSize);
        Check("number of samples", state.SampleCount, training.Count);
        if (!state.IsConsistent(StepCount, network.Outputs.Count))
            throw new ModelFileException("The checkpoint's state is none that Fit comes to.");
        if (RestoresBest && state.BestEpoch > 0 && !state.HasBest)
            throw new ModelFileException("The checkpoint lacks the best parameters, which early stopping is to restore.");

        checkpoint.Apply();
        _epochs.AddRange(state.Epochs);
        _losses.AddRange(_epochs.Select(EpochRanking.Loss));
        _best = state.BestEpoch > 0 ? _epochs[state.BestEpoch - 1] : null;
        if (RestoresBest)
            _bestState = checkpoint.Best;
        _initialRate = state.InitialRate;
        _stepsOver = state.Step;
        _lossSum = state.LossSum;
        state.OutputLossSums.CopyTo(_outputLossSums, 0);
        return state.Stopped ? StopReason.EarlyStopping : StopReason.EpochsCompleted;

        static void Check(string what, int saved, int given)
        {
            if (saved != given)
                throw new ModelFileException($"The checkpoint is of a training whose {what} is {saved}; {given} was given.");
        }
    }

    private void SaveCheckpoint(StopReason stopReason)
    {
        if (checkpoints is null)
            return;
        FittingState state = new()
        {
            Seed = options.Seed,
            BatchSize = _batchSize,
            SampleCount = training.Count,
            InitialRate = _initialRate,
            Epochs = [.. _epochs],
            BestEpoch = _best?.Epoch ?? 0,
            HasBest = _bestState is not null,
            Step = _stepsOver,
            LossSum = _lossSum,
            OutputLossSums = [.. _outputLossSums],
            Stopped = stopReason == StopReason.EarlyStopping,
        };
        checkpoints.Write(stream => Checkpoint.Write(stream, network.Parameters, optimizer, state, _bestState));
    }

    private void SetRate(int epoch, int step)
    {
        if (options.Schedule is not { } schedule)
            return;
        if (schedule.Unit == ScheduleUnit.Step)
        {
            long steps = (epoch - 1L) * StepCount + step - 1;
            optimizer.LearningRate = schedule.GetRate(_initialRate, steps, CollectionsMarshal.AsSpan(_losses));
        }
        else if (step == 1)
            optimizer.LearningRate = schedule.GetRate(_initialRate, epoch - 1, CollectionsMarshal.AsSpan(_losses));
    }

    private T TrainOn(int epoch, int start, int count)
    {
        int order = _batchSize < training.Count ? epoch : 0;
        if (_sharded is not null)
            return _sharded.Train(options.Seed, order, start, count, optimizer, _outputLosses);
        _batch!.Gather(_order.In(order).Slice(start, count), network.Threads);
        return network.Train(_batch.Samples, optimizer, _outputLosses);
    }

    /// <summary>The mean losses of the epoch so far for each of several outputs, with the accuracies that have been measured.</summary>
    private OutputResults OutputResults(int samples, EvaluationResult? measured) => _outputLosses.Length == 0
        ? GenNet.OutputResults.None
        : new(network.Outputs.Select((output, k) =>
            new OutputResult(output.Name, _outputLossSums[k] / samples, measured?.Outputs[k].Accuracy)));

    private void CheckLoss(string lossName, int epoch, int step, double loss)
    {
        if (options.StopOnDivergence && !double.IsFinite(loss))
            throw new TrainingDivergedException(lossName, epoch, step, loss);
    }

    private void Report(int epoch, int step, double loss, OutputResults outputs, EpochResult? result, StopReason? stopReason)
    {
        _lastReport = Stopwatch.GetTimestamp();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_began);
        progress?.Report(new(epoch, options.Epochs, step, StepCount, loss, elapsed, result, stopReason) { Outputs = outputs });
    }
}
