using GenNet.Generator.Model;

namespace GenNet.Generator.Planning;

/// <summary>Decides how a network is written: the form, the places of the parameters and activations, the order of every sum.</summary>
internal static class Planner
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

    // RyuJIT stops inlining in methods with 512 locals. With four registers to a vector a multiply-add takes six of them, which
    // leaves room for 85 in a method; the rest is for the locals that a person sees.
    // A sum counts one more, for its start and its end: 48 sums of one product each were too many.
    private const int MaxMultiplyAddsPerMethod = 66;

    // With AVX2 there are 16 registers, two to a vector: six sums, the operand that they share, and a broadcast weight.
    private const int SumsAtATime = 6;

    // A single sample's multiply-adds load both factors, which takes more of them.
    private const int MaxRowMultiplyAddsPerMethod = 52;

    // With weights of several inputs in a vector, the inputs have to be spread over its lanes first, which takes as many again.
    private const int SharedVectorMultiplyAdds = 2;

    // Rows of weights and activations are padded to whole cache lines, which are the runtime's vectors.
    public const int CacheLineBytes = 64;

    public static NetworkPlan Plan(NetworkSpec spec)
    {
        (NetworkForm form, string reason) = ChooseForm(spec);
        bool trains = !spec.PredictsOnly, lossIsFused = trains && spec.LossFacts.IsFusedWith(spec.Layers[spec.Layers.Count - 1].Activation);
        int line = CacheLineBytes / (spec.Precision == Precision.Double ? sizeof(double) : sizeof(float));
        var layers = new List<LayerPlan>();
        int parameters = 0, scratch = 0, laneScratch = 0;
        bool inlinesRow = spec.Layers.Sum(layer => RowMultiplyAdds(layer, layer.Units, line)) <= MaxRowMultiplyAddsPerMethod;
        foreach (LayerSpec layer in spec.Layers)
        {
            bool isLast = layer.Number == spec.Layers.Count;
            bool appliesActivation = !(isLast && lossIsFused);
            bool readsDropped = layers.Count > 0 && layers[layers.Count - 1].Spec.HasDropout;
            LayerPlan plan = form == NetworkForm.Tiled
                ? Tiled(layer, line, ref parameters, ref scratch, readsDropped, appliesActivation, trains)
                : Unrolled(layer, line, ref parameters, ref scratch, ref laneScratch, inlinesRow, readsDropped, appliesActivation, trains);
            layers.Add(plan);
        }

        LayerPlan last = layers[layers.Count - 1];
        int inputDelta = 0, inputDeltaStride = Padded(spec.Inputs, line), shared = 0;
        if (form == NetworkForm.Tiled && trains)
        {
            inputDelta = Take(ref scratch, inputDeltaStride);
            for (int i = layers.Count - 1; i >= 0; i--)
                layers[i] = layers[i] with { Transposed = Take(ref shared, layers[i].Spec.Units * Padded(layers[i].Spec.Inputs, line)) };
        }

        return new(
            spec, form, reason, layers.ToEquatableArray(), parameters, last.UnitStride, inputDelta, inputDeltaStride, scratch, laneScratch,
            shared, lossIsFused);
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
    private static LayerPlan Tiled(
        LayerSpec layer, int line, ref int parameters, ref int scratch, bool readsDropped, bool appliesActivation, bool trains)
    {
        int stride = Padded(layer.Units, line);
        (int weights, int bias, int slopes) = Parameters(layer, stride, stride, ref parameters);
        Places places = TakePlaces(layer, stride, appliesActivation, trains, ref scratch);
        int inputStride = layer.Number == 1 ? layer.Inputs : Padded(layer.Inputs, line);
        return new(
            layer, layer.Facts, weights, InputStep: stride, bias, slopes, inputStride, stride, InputsPerVector: 1,
            Chains(layer.Inputs, stride / line), places, places, Transposed: 0, readsDropped, appliesActivation, null);
    }

    /// <summary>Parameters as for tiles; z, a and delta in such rows for a single sample, and in lanes of samples for a batch.</summary>
    private static LayerPlan Unrolled(
        LayerSpec layer, int line, ref int parameters, ref int scratch, ref int laneScratch, bool inlinesRow, bool readsDropped,
        bool appliesActivation, bool trains)
    {
        int stride = Padded(layer.Units, line), inputsPerVector = InputsPerVector(layer, line);
        int chains = StraightChains(layer.Inputs) / inputsPerVector;
        (int weights, int bias, int slopes) = Parameters(layer, stride, stride / inputsPerVector, ref parameters);
        Places rows = TakePlaces(layer, stride, appliesActivation, trains, ref scratch);
        Places lanes = TakePlaces(layer, layer.Units, appliesActivation, trains, ref laneScratch);
        int rowUnits = Math.Max(1, MaxRowMultiplyAddsPerMethod / RowMultiplyAdds(layer, line, line)) * line;
        int unitTile = SumsAtATime / SumsInFlight(inputsPerVector, chains);
        return new(
            layer, layer.Facts, weights, InputStep: stride / inputsPerVector, bias, slopes, Padded(layer.Inputs, line), stride,
            inputsPerVector, chains, rows, lanes, Transposed: 0, readsDropped, appliesActivation,
            new(
                Tiles(layer.Units, MaxMultiplyAddsPerMethod / (layer.Inputs + inputsPerVector * chains), unitTile), unitTile,
                Tiles(layer.Inputs, MaxMultiplyAddsPerMethod / (layer.Units + 2), SumsAtATime), SumsAtATime,
                Chunks(layer.Units, line).Select(units => Gradients(units, stride / inputsPerVector, inputsPerVector, line)).ToEquatableArray(),
                Chunks(layer.Units, rowUnits), Chunks(layer.Inputs, line), inlinesRow));
    }

    /// <summary>
    /// How many partial sums of a unit there are at a time, if they are added as soon as that is possible: ranges one after the other,
    /// and by halves where inputs share a vector.
    /// </summary>
    private static int SumsInFlight(int inputsPerVector, int chains) =>
        inputsPerVector * chains == 1 ? 1 : inputsPerVector == 1 || inputsPerVector * chains == 2 ? 2 : 3;

    /// <summary>
    /// LaneSum adds vectors four by four, lane i to i + n/4, i + n/2 and i + 3n/4 of n; so their sums over the samples can be computed in
    /// tiles of such fours.
    /// </summary>
    private static GradientChunk Gradients(Chunk units, int inputStep, int inputsPerVector, int line)
    {
        int count = units.End - units.First;
        return new(units, Fours(lane => lane % inputStep < count && lane / inputStep < inputsPerVector), Fours(lane => lane < count));

        EquatableArray<Chunk> Fours(Func<int, bool> isUsed)
        {
            var tiles = new List<Chunk>();
            int fours = line / 4, first = 0, sums = 0;
            for (int four = 0; four < fours; four++)
            {
                int more = Enumerable.Range(0, 4).Count(i => isUsed(four + i * fours));
                if (sums > 0 && sums + more > SumsAtATime)
                {
                    tiles.Add(new(first, four));
                    (first, sums) = (four, 0);
                }

                sums += more;
            }

            tiles.Add(new(first, fours));
            return tiles.ToEquatableArray();
        }
    }

    /// <summary>
    /// How many inputs' weights of a few units fit into a vector: a sample alone goes through so many times fewer vectors then, and an
    /// update rule too. Each input of a vector has partial sums of its own, which are to be no more than they would be without.
    /// </summary>
    private static int InputsPerVector(LayerSpec layer, int line)
    {
        int inputs = 4;
        while (inputs > 1 && (inputs * layer.Units > line || inputs > StraightChains(layer.Inputs) || layer.Inputs % inputs != 0))
            inputs /= 2;
        return inputs;
    }

    /// <summary>The vectors of weights that a single sample goes through for some units, and those that start and end its sums.</summary>
    private static int RowMultiplyAdds(LayerSpec layer, int units, int line)
    {
        int inputsPerVector = InputsPerVector(layer, line);
        int vectors = layer.Inputs / inputsPerVector, sums = StraightChains(layer.Inputs) / inputsPerVector;
        return inputsPerVector == 1
            ? Padded(units, line) / line * (vectors + sums)
            : SharedVectorMultiplyAdds * (vectors + sums + inputsPerVector);
    }

    private static (int Weights, int Bias, int Slopes) Parameters(LayerSpec layer, int stride, int inputStep, ref int parameters) => (
        Take(ref parameters, layer.Inputs * inputStep),
        layer.HasBias ? Take(ref parameters, stride) : -1,
        layer.Activation == Activation.PReLU ? Take(ref parameters, stride) : -1);

    private static Places TakePlaces(LayerSpec layer, int count, bool appliesActivation, bool trains, ref int scratch)
    {
        int z = Take(ref scratch, count);
        return new(
            z,
            trains && KeepsZ(layer.Facts, appliesActivation) ? Take(ref scratch, count) : z,
            trains ? Take(ref scratch, count) : -1,
            layer.HasDropout ? Take(ref scratch, count) : -1,
            layer.HasDropout ? Take(ref scratch, count) : -1,
            trains && layer.Activation == Activation.PReLU ? Take(ref scratch, count) : -1);
    }

    private static bool KeepsZ(ActivationFacts facts, bool appliesActivation) => facts.DerivativeNeedsZ && appliesActivation;

    /// <summary>
    /// Two multiply-add units of four cycles' latency want eight sums at a time; a single row through a layer of fewer than eight
    /// vectors has them only if each sum is split. Chains are of equal length, so their number divides the inputs, and not shorter than
    /// eight.
    /// </summary>
    private static int Chains(int inputs, int vectors)
    {
        int chains = vectors switch { 1 => 8, 2 => 4, 3 or 4 => 2, _ => 1 };
        while (inputs % chains != 0 || (chains > 1 && inputs / chains < 8))
            chains /= 2;
        return chains;
    }

    /// <summary>
    /// A single sample waits for each sum, so a long one is split; where all is in a straight line, ranges may be as short as four products
    /// and differ in length.
    /// </summary>
    private static int StraightChains(int inputs) => Math.Min(4, Math.Max(1, inputs / 4));

    /// <summary>Divides numbers among methods that take so many each.</summary>
    private static EquatableArray<Chunk> Chunks(int count, int size) => new Chunk(0, count).Parts(Math.Max(1, size)).ToEquatableArray();

    /// <summary>Likewise, in whole tiles where they need several methods that have room for one.</summary>
    private static EquatableArray<Chunk> Tiles(int count, int size, int tile) =>
        Chunks(count, size < count && size > tile ? size / tile * tile : size);

    private static int Padded(int count, int line) => (count + line - 1) / line * line;

    private static int Take(ref int length, int count)
    {
        int start = length;
        length += count;
        return start;
    }
}
