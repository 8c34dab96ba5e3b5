namespace GenNet;

/// <summary>
/// Where the checkpoints of trials are kept. Trials that run at the same time call it at the same time, each for its own key.
/// </summary>
public interface ICheckpointStore
{
    /// <summary>The last checkpoint of a trial; null where there is none.</summary>
    byte[]? Load(TrialKey key);

    /// <summary>Replaces the checkpoint of a trial by a later one; once it returns, the store owns the bytes.</summary>
    void Save(TrialKey key, byte[] checkpoint);
}
