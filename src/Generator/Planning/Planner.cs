using GenNet.Generator.Model;

namespace GenNet.Generator.Planning;

/// <summary>Decides how a network is written: the form, the places of the parameters and activations, the order of every sum.</summary>
internal static class Planner
{
    // A network is unrolled by itself while every layer is narrow, where tiles across units would leave most lanes empty,
    // and while the text stays of a size that a person reads.
    private const int AutoMaxWidth = 32;
    private const int AutoMaxWeights = 1_024;

    // Unroll.Full: beyond, a unit's sum would outgrow the compiler's inliner, and a network's text the instruction cache. Of a sum of
    // 64 products, whose factors are locals too, RyuJIT leaves 27 to 32 as calls where a vector is four registers.
    private const int FullMaxWidth = 48;
    private const int FullMaxWeights = 8_192;

    // RyuJIT stops inlining in methods with 512 locals. With four registers to a vector a multiply-add takes six of them, which
    // leaves room for 85 in a method; the rest is for the locals that a person sees. One that adds to memory takes twice as many.
    // A sum counts one more, for its start and its end: 48 sums of one product each were too many.
    private const int MaxMultiplyAddsPerMethod = 66;
    private const int MaxAccumulationsPerMethod = 32;

    // Rows of weights and activations are padded to whole cache lines, which are the runtime's vectors.
    private const int CacheLineBytes = 64;

    public static NetworkPlan Plan(NetworkSpec spec)
    {
        (NetworkForm form, string reason) = ChooseForm(spec);
        bool trains = !spec.PredictsOnly, lossIsFused = trains && spec.LossFacts.IsFusedWith(spec.Layers[spec.Layers.Count - 1].Activation);
        int line = CacheLineBytes / (spec.Precision == Precision.Double ? sizeof(double) : sizeof(float));
        var layers = new List<LayerPlan>();
        int parameters = 0, scratch = 0, transposed = 0, lanes = 0;
        foreach (LayerSpec layer in spec.Layers)
        {
            bool isLast = layer.Number == spec.Layers.Count;
            bool readsDropped = layers.Count > 0 && layers[layers.Count - 1].Spec.HasDropout;
            LayerPlan plan = form == NetworkForm.Tiled
                ? Tiled(layer, line, ref parameters, ref scratch, readsDropped, !(isLast && lossIsFused), trains)
                : Unrolled(layer, ref parameters, ref scratch, readsDropped, !(isLast && lossIsFused), trains);
            layers.Add(plan);
            if (form == NetworkForm.Tiled)
            {
                if (trains)
                    transposed = Math.Max(transposed, layer.Units * Padded(layer.Inputs, line));
                if (plan.Facts.Kind == ActivationKind.AcrossUnits)
                    lanes = Math.Max(lanes, 2 * layer.Units * line);
            }
        }

        LayerPlan last = layers[layers.Count - 1];
        int inputDelta = form == NetworkForm.Tiled && trains ? Take(ref scratch, Padded(spec.Inputs, line)) : 0;
        return new(
            spec, form, reason, layers.ToEquatableArray(), parameters, last.UnitStride, inputDelta, scratch, transposed + lanes, transposed, lossIsFused);
    }

    /// <summary>Whether the declaration asks for more straight-line code than there may be.</summary>
    public static bool ExceedsFullBudget(NetworkSpec spec) =>
        spec.Unroll == Unroll.Full && (Widest(spec) > FullMaxWidth || Weights(spec) > FullMaxWeights);

    public static string FullBudget => $"{FullMaxWidth} inputs or units a layer and {FullMaxWeights} weights in all";

    private static (NetworkForm Form, string Reason) ChooseForm(NetworkSpec spec) => spec.Unroll switch
    {
        Unroll.Full when ExceedsFullBudget(spec) => (NetworkForm.Tiled, $"Unroll.Full goes as far as {FullBudget}."),
        Unroll.Full => (NetworkForm.Unrolled, "Unroll.Full asks for it."),
        Unroll.Never => (NetworkForm.Tiled, "Unroll.Never asks for it."),
        _ when Widest(spec) > AutoMaxWidth => (NetworkForm.Tiled, $"a layer is wider than {AutoMaxWidth}."),
        _ when Weights(spec) > AutoMaxWeights => (NetworkForm.Tiled, $"there are more than {AutoMaxWeights} weights."),
        _ => (NetworkForm.Unrolled, $"no layer is wider than {AutoMaxWidth}, and there are no more than {AutoMaxWeights} weights."),
    };

    private static int Widest(NetworkSpec spec) => Math.Max(spec.Inputs, spec.Layers.Max(layer => layer.Units));

    private static long Weights(NetworkSpec spec) => spec.Layers.Sum(layer => layer.WeightCount);

    /// <summary>Input-major weights in rows of whole cache lines; z, a and delta likewise.</summary>
    private static LayerPlan Tiled(LayerSpec layer, int line, ref int parameters, ref int scratch, bool readsDropped, bool appliesActivation, bool trains)
    {
        int stride = Padded(layer.Units, line);
        int weights = Take(ref parameters, layer.Inputs * stride);
        int bias = layer.HasBias ? Take(ref parameters, stride) : -1;
        int slopes = layer.Activation == Activation.PReLU ? Take(ref parameters, stride) : -1;
        ActivationFacts facts = layer.Facts;
        int z = Take(ref scratch, stride);
        int a = trains && KeepsZ(facts, appliesActivation) ? Take(ref scratch, stride) : z;
        int delta = trains ? Take(ref scratch, stride) : -1;
        int keep = layer.HasDropout ? Take(ref scratch, stride) : -1;
        int dropped = layer.HasDropout ? Take(ref scratch, stride) : -1;
        int inputStride = layer.Number == 1 ? layer.Inputs : Padded(layer.Inputs, line);
        return new(
            layer, facts, weights, UnitStep: 1, InputStep: stride, bias, slopes, inputStride, stride,
            Chains(layer.Inputs, stride / line), z, a, delta, keep, dropped, readsDropped, appliesActivation, default, default, default, default);
    }

    /// <summary>Parameters in canonical order, one number after the other; z, a and delta in lanes of samples.</summary>
    private static LayerPlan Unrolled(LayerSpec layer, ref int parameters, ref int scratch, bool readsDropped, bool appliesActivation, bool trains)
    {
        int weights = Take(ref parameters, layer.Inputs * layer.Units);
        int bias = layer.HasBias ? Take(ref parameters, layer.Units) : -1;
        int slopes = layer.Activation == Activation.PReLU ? Take(ref parameters, layer.Units) : -1;
        ActivationFacts facts = layer.Facts;
        int z = Take(ref scratch, layer.Units);
        int a = trains && KeepsZ(facts, appliesActivation) ? Take(ref scratch, layer.Units) : z;
        int delta = trains ? Take(ref scratch, layer.Units) : -1;
        int keep = layer.HasDropout ? Take(ref scratch, layer.Units) : -1;
        int dropped = layer.HasDropout ? Take(ref scratch, layer.Units) : -1;
        return new(
            layer, facts, weights, UnitStep: layer.Inputs, InputStep: 1, bias, slopes, layer.Inputs, layer.Units,
            Chains: 1, z, a, delta, keep, dropped, readsDropped, appliesActivation, Chunks(layer.Units, layer.Inputs + 1, MaxMultiplyAddsPerMethod),
            Chunks(layer.Inputs, layer.Units + 1, MaxMultiplyAddsPerMethod), Chunks(layer.Units, layer.Inputs + 1, MaxAccumulationsPerMethod),
            Chunks(layer.Inputs, 1, MaxAccumulationsPerMethod));
    }

    private static bool KeepsZ(ActivationFacts facts, bool appliesActivation) => facts.DerivativeNeedsZ && appliesActivation;

    /// <summary>
    /// Two multiply-add units of four cycles' latency want eight sums at a time; a single row through a layer of fewer than eight
    /// vectors has them only if each sum is split. Ranges are equal, so their number divides the inputs, and not shorter than eight.
    /// </summary>
    private static int Chains(int inputs, int vectors)
    {
        int chains = vectors switch { 1 => 8, 2 => 4, 3 or 4 => 2, _ => 1 };
        while (inputs % chains != 0 || (chains > 1 && inputs / chains < 8))
            chains /= 2;
        return chains;
    }

    /// <summary>Divides numbers, each of which costs so many multiply-adds, among methods of the allowed size.</summary>
    private static EquatableArray<Chunk> Chunks(int count, int cost, int limit)
    {
        int size = Math.Max(1, limit / cost);
        return Enumerable.Range(0, (count + size - 1) / size)
            .Select(i => new Chunk(i * size, Math.Min(count, (i + 1) * size)))
            .ToEquatableArray();
    }

    private static int Padded(int count, int line) => (count + line - 1) / line * line;

    private static int Take(ref int length, int count)
    {
        int start = length;
        length += count;
        return start;
    }
}
