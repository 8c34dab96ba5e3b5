namespace GenNet;

/// <summary>A search that a silo has trials of.</summary>
internal sealed record SiloSearch(string Name, IReadOnlyList<Trial> Trials);

/// <summary>The processors of a silo, each of which runs one trial at a time.</summary>
internal sealed class SiloProcessors
{
    private int _free = Environment.ProcessorCount;

    public bool TryTake()
    {
        if (Interlocked.Decrement(ref _free) >= 0)
            return true;
        Return();
        return false;
    }

    public void Return() => Interlocked.Increment(ref _free);
}
