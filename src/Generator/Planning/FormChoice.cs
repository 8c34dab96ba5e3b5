using GenNet.Generator.Layers;
using GenNet.Generator.Model;

namespace GenNet.Generator.Planning;

/// <summary>Which form a network is written in, and why.</summary>
internal static class FormChoice
{
    // A network is unrolled by itself while every layer is narrow, where tiles across units would leave most lanes empty, and while that
    // is faster: by benchmarks/Crossover batches change sides between 20-20-20-10 (1,000 weights) and 24-24-24-10 (1,392), and the mean of
    // batches and single rows at 28-28-28-10 (1,848).
    private const int AutoMaxWidth = 32;
    private const int AutoMaxWeights = 1_536;

    // Unroll.Full: beyond, a unit's sum would outgrow the compiler's inliner, and a network's text the instruction cache. Of a sum of
    // 64 products, whose factors are locals too, RyuJIT leaves 27 to 32 as calls where a vector is four registers.
    private const int FullMaxWidth = 48;
    private const int FullMaxWeights = 8_192;

    public static (NetworkForm Form, string Reason) Of(NetworkSpec spec) => spec.Unroll switch
    {
        _ when spec.Steps > 0 =>
            (NetworkForm.Tiled, $"samples are windows of {spec.Steps} frames, which share the rows of register tiles."),
        _ when spec.Layers.FirstOrDefault(layer => !layer.HasStraightLine) is Layer tiled =>
            (NetworkForm.Tiled, $"there is no straight-line arithmetic for {tiled.Formula}."),
        Unroll.Full when ExceedsFullBudget(spec) => (NetworkForm.Tiled, $"Unroll.Full goes as far as {FullBudget}."),
        Unroll.Full => (NetworkForm.Unrolled, "Unroll.Full asks for it."),
        Unroll.Never => (NetworkForm.Tiled, "Unroll.Never asks for it."),
        _ when Widest(spec) > AutoMaxWidth => (NetworkForm.Tiled, $"a layer is wider than {AutoMaxWidth}."),
        _ when MultiplyAdds(spec) > AutoMaxWeights => (NetworkForm.Tiled, $"there are more than {AutoMaxWeights} weights."),
        _ => (NetworkForm.Unrolled, $"no layer is wider than {AutoMaxWidth}, and there are no more than {AutoMaxWeights} weights."),
    };

    /// <summary>Whether the declaration asks for more straight-line code than there may be.</summary>
    public static bool ExceedsFullBudget(NetworkSpec spec) =>
        spec.Unroll == Unroll.Full && (Widest(spec) > FullMaxWidth || MultiplyAdds(spec) > FullMaxWeights);

    public static string FullBudget => $"{FullMaxWidth} inputs or units a layer and {FullMaxWeights} weights in all";

    private static int Widest(NetworkSpec spec) => Math.Max(spec.InputWidth, spec.Layers.Max(layer => layer.Writes.Width));

    private static long MultiplyAdds(NetworkSpec spec) => spec.Layers.Sum(layer => layer.MultiplyAdds);
}
