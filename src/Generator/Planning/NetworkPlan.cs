using GenNet.Generator.Model;

namespace GenNet.Generator.Planning;

/// <summary>Every decision about a network's code; the writers only write it down.</summary>
/// <param name="Spec">The declaration.</param>
/// <param name="Form">How the network runs.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Layers">The layers' plans.</param>
/// <param name="ParameterLength">The numbers that the parameters take up, padding included.</param>
/// <param name="OutputStride">The distance between rows of outputs; the outputs themselves where samples are in the lanes.</param>
/// <param name="InputDelta">Where dC/dx stands in each sample's scratch memory, for tiles.</param>
/// <param name="InputDeltaStride">The distance between rows of dC/dx.</param>
/// <param name="Scratch">The numbers of scratch memory for each sample.</param>
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
    int ScratchShared,
    bool LossIsFused)
{
    /// <summary>The C# type of every number.</summary>
    public string Number => Spec.Precision == Precision.Double ? "double" : "float";

    public int NumberSize => Spec.Precision == Precision.Double ? 8 : 4;

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
/// <param name="UnitStep">The distance between the weights of one unit and the next.</param>
/// <param name="InputStep">The distance between the weights of one input and the next.</param>
/// <param name="Bias">Where b starts, or -1.</param>
/// <param name="Slopes">Where PReLU's alpha starts, or -1.</param>
/// <param name="InputStride">The distance between rows of its inputs.</param>
/// <param name="UnitStride">The distance between rows of its outputs.</param>
/// <param name="Chains">The number of partial sums in each unit's sum.</param>
/// <param name="Z">Where z stands in each sample's scratch memory; the same as <paramref name="A"/> where it need not be kept.</param>
/// <param name="A">Where a stands.</param>
/// <param name="Delta">Where delta stands.</param>
/// <param name="Keep">Where the factors of dropout stand, or -1 where the layer has none.</param>
/// <param name="Dropped">Where the outputs that dropout left stand, d = a keep, or -1.</param>
/// <param name="SlopeDelta">Where each sample's dC/dalpha of PReLU stands, or -1.</param>
/// <param name="Transposed">Where W^T stands in the memory that all samples share, for tiles.</param>
/// <param name="ReadsDropped">Whether its inputs are what dropout left of the layer before.</param>
/// <param name="AppliesActivation">Whether the passes apply g; false in the last layer where the loss is fused with it.</param>
/// <param name="UnitChunks">The units that each method of straight-line arithmetic computes; empty for tiles.</param>
/// <param name="InputChunks">The inputs whose deltas each such method computes; empty for tiles.</param>
/// <param name="GradientChunks">The units whose parameters' gradients each such method adds to; empty for tiles.</param>
/// <param name="GradientInputChunks">The inputs of these units that each such method deals with; empty for tiles.</param>
internal sealed record LayerPlan(
    LayerSpec Spec,
    ActivationFacts Facts,
    int Weights,
    int UnitStep,
    int InputStep,
    int Bias,
    int Slopes,
    int InputStride,
    int UnitStride,
    int Chains,
    int Z,
    int A,
    int Delta,
    int Keep,
    int Dropped,
    int SlopeDelta,
    int Transposed,
    bool ReadsDropped,
    bool AppliesActivation,
    EquatableArray<Chunk> UnitChunks,
    EquatableArray<Chunk> InputChunks,
    EquatableArray<Chunk> GradientChunks,
    EquatableArray<Chunk> GradientInputChunks)
{
    public int Number => Spec.Number;

    /// <summary>Whether g is applied while the sums are in registers.</summary>
    public bool IsFused => AppliesActivation && Facts is { Kind: ActivationKind.Elementwise, IsShort: true };

    /// <summary>How the layer is written, for the reader.</summary>
    public string Form =>
        UnitChunks.Count == 0 ? Chains == 1 ? "register tiles" : $"register tiles, {Chains} partial sums"
        : UnitChunks.Count == 1 ? "straight line"
        : $"straight line in {UnitChunks.Count} methods";
}

/// <summary>The numbers from <paramref name="First"/> to before <paramref name="End"/>.</summary>
internal sealed record Chunk(int First, int End);
