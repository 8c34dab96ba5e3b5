using GenNet.Generator.Model;

namespace GenNet.Generator.Planning;

/// <summary>Refuses more memory for the passes of a sample than places, which are ints, can tell apart: many frames take it.</summary>
internal static class WindowMemory
{
    /// <summary>The most numbers that places tell apart.</summary>
    public const int Most = 1 << 29;

    private const int Padding = Planner.CacheLineBytes / sizeof(float);

    /// <summary>What a network has too much of; null where it fits.</summary>
    public static string? Excess(NetworkSpec spec)
    {
        long numbers = spec.Layers.Sum(layer => (long)layer.Writes.Frames * layer.ScratchWidth(Padding))
            + (long)spec.InputFrames * Planner.Padded(spec.InputWidth, Padding);
        if (numbers > Most)
            return $"up to {numbers} numbers of memory for the passes of a sample";

        // Rounded up to a power of two.
        long remembered = spec.Layers.Sum(layer => 2L * (layer.Memory ?? 1) * Planner.Padded(layer.Input.Width, Padding));
        return remembered > Most ? $"up to {remembered} numbers in the state of a stream" : null;
    }
}
