namespace GenNet;

/// <summary>Checkpoints as files of a folder, each of which is a model file too.</summary>
internal sealed class CheckpointFolder(string path) : ICheckpointStore
{
    /// <summary>An empty file, which is what a power failure leaves, is none.</summary>
    public byte[]? Load(TrialKey key) => new FileInfo(FileOf(key)) is { Exists: true, Length: > 0 } ? File.ReadAllBytes(FileOf(key)) : null;

    // The disk would be the bottleneck of a search for small networks.
    public void Save(TrialKey key, byte[] checkpoint) =>
        AtomicFile.Write(FileOf(key), stream => stream.Write(checkpoint), outlivesPowerFailure: false);

    private string FileOf(TrialKey key) => Path.Combine(path, key.Hash + ".safetensors");
}
