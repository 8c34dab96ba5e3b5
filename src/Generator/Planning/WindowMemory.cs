using GenNet.Generator.Model;

namespace GenNet.Generator.Planning;

/// <summary>The memory that many frames take.</summary>
internal static class WindowMemory
{
    /// <summary>The most numbers whose places, which are ints, can be told apart.</summary>
    public const int Max = 1 << 29;

    // The runtime's limit where all of a batch is in memory at once.
    private const int MaxBatch = 1_000_000_000;

    private const int Padding = Planner.CacheLineBytes / sizeof(float);

    /// <summary>What of a network takes more, and how much it may; none where its samples are no windows.</summary>
    public static IEnumerable<(string What, int Most)> Excess(NetworkSpec spec)
    {
        if (spec.Steps == 0)
            yield break;
        long numbers = spec.Layers.Sum(layer => (long)layer.Writes.Frames * layer.ScratchWidth(Padding))
            + (long)spec.InputFrames * Planner.Padded(spec.InputWidth, Padding)
            + (spec.Outputs.Count > 1 ? 2L * Math.Max(1, spec.OutputSteps) * Planner.Padded(spec.OutputWidth, Padding) : 0);
        int samples = spec.Layers.Max(layer => layer.Description.LeastBatch);
        long transposed = spec.Layers.Sum(layer => layer.PaddedLength(Padding)), batch = (samples * numbers) + transposed;
        if (numbers > Max)
            yield return ($"up to {numbers} numbers of memory for the passes of a sample", Max);
        else if (spec.IsTrained && batch > MaxBatch && spec.Layers.Any(layer => layer.Description.IsBatchwise))
            yield return ($"up to {batch} numbers of memory for the least batch whose statistics can be taken, of {samples}", MaxBatch);

        // With room around the rings, whose frames are rounded up to a power of two.
        long remembered = spec.Layers.Sum(layer => 2L * ((layer.Memory ?? 0) + 96) * Planner.Padded(layer.Input.Width, Padding));
        if (remembered > Max)
            yield return ($"up to {remembered} numbers in the state of a stream", Max);
    }
}
