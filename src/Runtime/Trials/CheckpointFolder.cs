namespace GenNet;

/// <summary>Checkpoints as files of a folder, each of which is a model file too.</summary>
internal sealed class CheckpointFolder(string path) : ICheckpointStore
{
    public byte[]? Load(TrialKey key) => File.Exists(FileOf(key)) ? File.ReadAllBytes(FileOf(key)) : null;

    public void Save(TrialKey key, byte[] checkpoint) => AtomicFile.Write(FileOf(key), stream => stream.Write(checkpoint));

    private string FileOf(TrialKey key) => Path.Combine(path, key.Hash + ".safetensors");
}
