using GenNet.Generator.Model;

namespace GenNet.Generator.Planning;

/// <summary>Every decision about a network's code; the writers only write it down.</summary>
/// <param name="Spec">The declaration.</param>
/// <param name="Form">How the network runs.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Layers">The layers' plans.</param>
/// <param name="ParameterLength">The numbers that the parameters take up, padding included.</param>
/// <param name="OutputStride">The distance between rows of outputs.</param>
/// <param name="InputDelta">Where dC/dx stands in each row's scratch memory, for tiles.</param>
/// <param name="InputDeltaStride">The distance between rows of dC/dx.</param>
/// <param name="Scratch">The numbers of scratch memory for each row of a batch, or for a single sample of a network without tiles.</param>
/// <param name="LaneScratch">The numbers of scratch memory for each sample in a lane; 0 for tiles.</param>
/// <param name="ScratchShared">The numbers of scratch memory besides: the transposed weights.</param>
/// <param name="LossIsFused">Whether the loss reads the last layer's z, so that its activation is applied for predictions only.</param>
internal sealed record NetworkPlan(
    NetworkSpec Spec,
    NetworkForm Form,
    string Reason,
    EquatableArray<LayerPlan> Layers,
    int ParameterLength,
    int OutputStride,
    int InputDelta,
    int InputDeltaStride,
    int Scratch,
    int LaneScratch,
    int ScratchShared,
    bool LossIsFused)
{
    /// <summary>The C# type of every number.</summary>
    public string Number => Spec.Precision == Precision.Double ? "double" : "float";

    /// <summary>The C# type of a place in memory.</summary>
    public string Block => $"Block<{Number}>";

    public int NumberSize => Spec.Precision == Precision.Double ? 8 : 4;

    /// <summary>The numbers in a cache line, which is a vector of the runtime's.</summary>
    public int Line => Planner.CacheLineBytes / NumberSize;

    public LayerPlan Last => Layers[Layers.Count - 1];

    /// <summary>Whether the loss is a function of z: fused with the activation, or given logits.</summary>
    public bool LossReadsZ => LossIsFused || Spec.LossFacts.TakesLogits;

    public int ParameterCount => (int)Spec.Layers.Sum(layer => layer.ParameterCount);
}

internal enum NetworkForm
{
    /// <summary>Straight-line arithmetic, weight by weight, with one sample in each vector lane.</summary>
    Unrolled,

    /// <summary>Register tiles, with the units of a layer across the vector lanes.</summary>
    Tiled,
}

/// <summary>The plan of one layer.</summary>
/// <param name="Spec">The declaration.</param>
/// <param name="Facts">What is to be known of its activation.</param>
/// <param name="Weights">Where W starts among the parameters.</param>
/// <param name="InputStep">The distance between the weights of one input and the next.</param>
/// <param name="Bias">Where b starts, or -1.</param>
/// <param name="Slopes">Where PReLU's alpha starts, or -1.</param>
/// <param name="InputStride">The distance between rows of its inputs.</param>
/// <param name="UnitStride">The distance between rows of its outputs.</param>
/// <param name="InputsPerVector">
/// How many inputs' weights share a vector: 2 or 4 where the units are so few, each with a partial sum of its own; else 1.
/// </param>
/// <param name="Chains">The number of partial sums in each unit's sum, for each of the inputs that share a vector.</param>
/// <param name="Rows">Its places in the scratch memory of a row.</param>
/// <param name="Lanes">Its places in the scratch memory of a sample in a lane; those of a row again for tiles.</param>
/// <param name="Transposed">Where W^T stands in the memory that all samples share, for tiles.</param>
/// <param name="ReadsDropped">Whether its inputs are what dropout left of the layer before.</param>
/// <param name="AppliesActivation">Whether the passes apply g; false in the last layer where the loss is fused with it.</param>
/// <param name="Straight">How straight-line arithmetic is cut into methods; null for tiles.</param>
internal sealed record LayerPlan(
    LayerSpec Spec,
    ActivationFacts Facts,
    int Weights,
    int InputStep,
    int Bias,
    int Slopes,
    int InputStride,
    int UnitStride,
    int InputsPerVector,
    int Chains,
    Places Rows,
    Places Lanes,
    int Transposed,
    bool ReadsDropped,
    bool AppliesActivation,
    StraightLine? Straight)
{
    public int Number => Spec.Number;

    /// <summary>Whether g is applied while the sums are in registers.</summary>
    public bool IsFused => AppliesActivation && Facts is { Kind: ActivationKind.Elementwise, IsShort: true };

    /// <summary>Whether g' is applied to the sums of the layer after it while they are in registers.</summary>
    public bool FusesDerivative => IsFused && Facts.Formula.Length > 0 && !Spec.HasDropout;

    /// <summary>How the layer is written, for the reader.</summary>
    public string Form
    {
        get
        {
            string form = Straight switch
            {
                null => "register tiles",
                { Units.Count: 1 } => "straight line",
                _ => $"straight line in {Straight.Units.Count} methods",
            };
            return PartialSums == 1 ? form : $"{form}, {PartialSums} partial sums";
        }
    }

    /// <summary>The number of partial sums in each unit's sum.</summary>
    public int PartialSums => InputsPerVector * Chains;

    /// <summary>The vectors of weights, or the inputs if they have one each, of each of the <see cref="Chains"/>.</summary>
    public IEnumerable<Chunk> Ranges
    {
        get
        {
            int vectors = Spec.Inputs / InputsPerVector;
            return Enumerable.Range(0, Chains).Select(i => new Chunk(i * vectors / Chains, (i + 1) * vectors / Chains));
        }
    }
}

/// <summary>Where a layer's numbers stand in scratch memory.</summary>
/// <param name="Z">Where z stands; the same as <paramref name="A"/> where it need not be kept.</param>
/// <param name="A">Where a stands.</param>
/// <param name="Delta">Where delta stands.</param>
/// <param name="Keep">Where the factors of dropout stand, or -1 where the layer has none.</param>
/// <param name="Dropped">Where the outputs that dropout left stand, d = a keep, or -1.</param>
/// <param name="SlopeDelta">Where each sample's dC/dalpha of PReLU stands, or -1.</param>
internal sealed record Places(int Z, int A, int Delta, int Keep, int Dropped, int SlopeDelta);

/// <summary>
/// How a layer's straight-line arithmetic is cut into methods, and these into tiles: what they sum at a time, using each operand as soon as
/// it is loaded. Passes with samples in the lanes come first, then those of a row.
/// </summary>
/// <param name="Units">The units whose sums each method of the forward pass computes.</param>
/// <param name="UnitTile">How many of them it sums at a time.</param>
/// <param name="Inputs">The inputs whose deltas each method of the backward pass computes.</param>
/// <param name="InputTile">How many of them it sums at a time.</param>
/// <param name="Gradients">The units whose parameters' gradients each method computes: a vector of them.</param>
/// <param name="RowUnits">The units whose sums each method of the forward pass of a row computes.</param>
/// <param name="RowInputs">The inputs whose deltas each method of its backward pass computes: a vector of them.</param>
/// <param name="InlinesRow">Whether all layers of a row's forward pass fit into one method.</param>
internal sealed record StraightLine(
    EquatableArray<Chunk> Units, int UnitTile, EquatableArray<Chunk> Inputs, int InputTile, EquatableArray<GradientChunk> Gradients,
    EquatableArray<Chunk> RowUnits, EquatableArray<Chunk> RowInputs, bool InlinesRow);

/// <summary>The parameters' gradients of some units.</summary>
/// <param name="Units">The units.</param>
/// <param name="WeightTiles">What is summed over the samples at a time of the weights that share a vector.</param>
/// <param name="UnitTiles">What is summed over the samples at a time of the units.</param>
internal sealed record GradientChunk(Chunk Units, EquatableArray<Chunk> WeightTiles, EquatableArray<Chunk> UnitTiles);

/// <summary>The numbers from <paramref name="First"/> to before <paramref name="End"/>.</summary>
internal sealed record Chunk(int First, int End)
{
    public IEnumerable<int> Numbers => Enumerable.Range(First, End - First);

    /// <summary>Its parts of so many numbers each, the last of what is left.</summary>
    public IEnumerable<Chunk> Parts(int size)
    {
        for (int first = First; first < End; first += size)
            yield return new(first, Math.Min(End, first + size));
    }
}
