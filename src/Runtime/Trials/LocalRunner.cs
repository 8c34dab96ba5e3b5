namespace GenNet;

/// <summary>Runs trials on this machine: several whole trials at a time, each by one thread and with its own memory.</summary>
public sealed class LocalRunner : ITrialRunner
{
    private readonly SemaphoreSlim _free;
    private readonly ICheckpointStore _checkpoints;

    /// <summary>Prepares for trials.</summary>
    /// <param name="workers">How many trials run at a time, at least 1; null for as many as there are processors.</param>
    /// <param name="folder">
    /// Where checkpoints are kept, each trial's in a file of its own: a search that was killed goes on from there. It is made where there
    /// is none. Null to keep them in memory.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 1 worker.</exception>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public LocalRunner(int? workers = null, string? folder = null)
    {
        _free = new(Hyperparameter.AtLeast(1, workers ?? Environment.ProcessorCount, nameof(workers)));
        _checkpoints = folder is null ? new CheckpointMemory() : new CheckpointFolder(Directory.CreateDirectory(folder).FullName);
    }

    /// <inheritdoc/>
    public async Task<TrialResult> RunAsync(
        Trial trial, int epochs, IProgress<TrainingProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trial);
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // On the pool's threads, which keep their scratch memory from trial to trial.
            return await Task.Run(() => trial.Run(epochs, _checkpoints, progress, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public Task<byte[]?> LoadAsync(TrialKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Task.FromResult(_checkpoints.Load(key));
    }
}
