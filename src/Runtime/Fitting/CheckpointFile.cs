namespace GenNet;

/// <summary>The file that <see cref="Checkpointing"/> asks for.</summary>
internal sealed class CheckpointFile(Checkpointing checkpointing) : ICheckpoints
{
    public string Name => checkpointing.Path;

    public Stream? Open() => File.Exists(Name) ? File.OpenRead(Name) : null;

    public bool IsDue(ScheduleUnit unit, long count) => unit == checkpointing.Unit && count % checkpointing.Interval == 0;

    public void Write(Action<Stream> write) => AtomicFile.Write(Name, write);
}
