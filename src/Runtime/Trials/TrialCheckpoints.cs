using System.Diagnostics;

namespace GenNet;

/// <summary>
/// The checkpoints of one trial: one at its end, and at the ends of epochs so many before that they take at most a twentieth of the time.
/// When they are made changes no result.
/// </summary>
internal sealed class TrialCheckpoints(ICheckpointStore store, TrialKey key) : ICheckpoints
{
    private const int Share = 20;

    private TimeSpan _wait = TimeSpan.FromSeconds(1);
    private long _last = Stopwatch.GetTimestamp();

    public string Name => key.Hash + ".safetensors";

    public Stream? Open() => store.Load(key) is { } checkpoint ? new MemoryStream(checkpoint, writable: false) : null;

    public bool IsDue(ScheduleUnit unit, long count) => unit == ScheduleUnit.Epoch && Stopwatch.GetElapsedTime(_last) >= _wait;

    public void Write(Action<Stream> write)
    {
        long began = Stopwatch.GetTimestamp();
        using var stream = new MemoryStream();
        write(stream);
        store.Save(key, stream.ToArray());
        _last = Stopwatch.GetTimestamp();
        TimeSpan wait = Share * Stopwatch.GetElapsedTime(began);
        _wait = wait > _wait ? wait : _wait;
    }
}
