using System.Text.Json;

namespace GenNet;

/// <summary>A training under way, on a thread of its own.</summary>
internal sealed class TrialRun : IProgress<TrainingProgress>, ICheckpointStore
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _epochs = [];
    private readonly Func<byte[], Task> _keep;
    private readonly TaskScheduler _grain;
    private readonly Task _ended;
    private byte[]? _checkpoint;
    private volatile TrialStatus _status = new(TrialPhase.Running);

    /// <param name="trial">The trial; the caller has taken a processor for it.</param>
    /// <param name="epochs">How many epochs it is to have had in all.</param>
    /// <param name="checkpoint">Where it goes on from; null for the beginning.</param>
    /// <param name="keep">Keeps a checkpoint.</param>
    /// <param name="processors">Takes the processor back.</param>
    /// <param name="grain">What runs <paramref name="keep"/>.</param>
    public TrialRun(
        Trial trial, int epochs, byte[]? checkpoint, Func<byte[], Task> keep, SiloProcessors processors, TaskScheduler grain)
    {
        Epochs = epochs;
        _checkpoint = checkpoint;
        _keep = keep;
        _grain = grain;
        _ended = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        void Run()
        {
            try
            {
                TrialResult result = trial.Run(epochs, this, this, _stop.Token);
                _status = new(TrialPhase.Done, JsonSerializer.Serialize(result, TrialJson.Default.TrialResult));
            }
            catch (OperationCanceledException exception)
            {
                _status = new(TrialPhase.Stopped, exception.InnerException?.Message ?? "It was stopped.");
            }
            finally
            {
                processors.Return();
            }
        }
    }

    public int Epochs { get; }

    public TrialStatus Status => _status;

    /// <summary>How far it has come, with the reports from a number on.</summary>
    public TrialStatus StatusAfter(int seen)
    {
        // Before the reports: one that is done has them all.
        TrialStatus status = _status;
        lock (_epochs)
            return status with { Epochs = [.. _epochs.Skip(seen)] };
    }

    public Task StopAsync()
    {
        _stop.Cancel();
        return _ended;
    }

    void IProgress<TrainingProgress>.Report(TrainingProgress value)
    {
        if (value.Result is null)
            return;
        lock (_epochs)
            _epochs.Add(JsonSerializer.Serialize(value, TrialJson.Default.TrainingProgress));
    }

    byte[]? ICheckpointStore.Load(TrialKey key) => _checkpoint;

    void ICheckpointStore.Save(TrialKey key, byte[] checkpoint)
    {
        _checkpoint = checkpoint;
        try
        {
            Task.Factory.StartNew(() => _keep(checkpoint), CancellationToken.None, TaskCreationOptions.None, _grain)
                .Unwrap().GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            // Not the trial has failed, but the storage, or this silo has been taken for dead and another one runs the trial.
            _stop.Cancel();
            throw new OperationCanceledException("The checkpoint could not be kept.", exception, _stop.Token);
        }
    }
}
