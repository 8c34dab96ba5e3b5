using System.Collections.Concurrent;

namespace GenNet;

/// <summary>Checkpoints that are gone with the process.</summary>
internal sealed class CheckpointMemory : ICheckpointStore
{
    private readonly ConcurrentDictionary<string, byte[]> _checkpoints = [];

    public byte[]? Load(TrialKey key) => _checkpoints.GetValueOrDefault(key.Hash);

    public void Save(TrialKey key, byte[] checkpoint) => _checkpoints[key.Hash] = checkpoint;
}
