namespace GenNet;

/// <summary>Runs a trial on a thread of its own, and keeps its checkpoints in the cluster's storage.</summary>
internal sealed class TrialGrain(
    [PersistentState("trial", ClusterRunner.StorageName)] IPersistentState<TrialState> state,
    IEnumerable<SiloSearch> searches,
    SiloProcessors processors,
    ILocalSiloDetails silo) : Grain, ITrialGrain
{
    private TrialRun? _run;

    public async Task<TrialStatus> StartAsync(TrialOrder order)
    {
        if (_run is { Status.Phase: TrialPhase.Running or TrialPhase.Done } run && run.Epochs == order.Epochs)
            return run.StatusAfter(0);
        if (_run is { Status.Phase: TrialPhase.Running })
            return new(TrialPhase.Full); // It runs for another search, which wants it to come less far or further.
        if (searches.FirstOrDefault(one => one.Name == order.Search) is not { } search)
            return Refused($"it has no search '{order.Search}'");
        if (order.Trial >= search.Trials.Count)
            return Refused($"its search '{order.Search}' has {search.Trials.Count} trials; number {order.Trial} was asked for");

        Trial trial = search.Trials[order.Trial];
        if (TrialKeys.Difference(order.Key, await KeyOf(trial)) is { } difference)
            return Refused(difference);
        if (!processors.TryTake())
        {
            DeactivateOnIdle(); // The next start may find another silo.
            return new(TrialPhase.Full);
        }

        _run = new TrialRun(trial, order.Epochs, state.State.Checkpoint, KeepAsync, processors, TaskScheduler.Current);
        return _run.Status;
    }

    public Task<TrialStatus> PollAsync(int seen) =>
        Task.FromResult(_run?.StatusAfter(seen) ?? new TrialStatus(TrialPhase.Stopped, "The silo that ran it is gone."));

    public Task StopAsync() => _run?.StopAsync() ?? Task.CompletedTask;

    public Task<byte[]?> LoadAsync() => Task.FromResult(state.State.Checkpoint);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        StopAsync().WaitAsync(cancellationToken);

    private static async Task<string[]> KeyOf(Trial trial)
    {
        // A pool's thread makes it: data may have to be read, and are hashed.
        try
        {
            return TrialKeys.Parts(await Task.Run(trial.ComputeKey));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return TrialKeys.None(exception.Message);
        }
    }

    private async Task KeepAsync(byte[] checkpoint)
    {
        byte[]? kept = state.State.Checkpoint;
        try
        {
            state.State.Checkpoint = checkpoint;
            await state.WriteStateAsync();
        }
        catch
        {
            state.State.Checkpoint = kept;
            throw;
        }
    }

    private TrialStatus Refused(string reason) =>
        new(TrialPhase.Refused, $"Silo {silo.Name} refuses trial {this.GetPrimaryKeyString()}: {reason}.");
}
