namespace GenNet;

/// <summary>Where the trials of a search run: <see cref="LocalRunner"/> on this machine, or others elsewhere.</summary>
public interface ITrialRunner
{
    /// <summary>Runs a trial, as soon as there is room for it, by <see cref="Trial.Run"/>.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="epochs">How many epochs it is to have had in all.</param>
    /// <param name="progress">Told of its epochs, on any thread.</param>
    /// <param name="cancellationToken">Ends it, or its waiting.</param>
    Task<TrialResult> RunAsync(
        Trial trial, int epochs, IProgress<TrainingProgress> progress, CancellationToken cancellationToken);

    /// <summary>Fetches the last checkpoint of a trial that it has run; null where it has none.</summary>
    /// <param name="key">The trial's key.</param>
    /// <param name="cancellationToken">Ends the fetching.</param>
    Task<byte[]?> LoadAsync(TrialKey key, CancellationToken cancellationToken);
}
