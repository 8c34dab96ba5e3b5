using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using GenNet.Networks;

namespace GenNet.Generator.Layers;

/// <summary>A causal convolution over frames: z_t = sum over taps j of W_j x_(t - (K - 1 - j) d) + b.</summary>
/// <param name="Reads">x [T x inputs].</param>
/// <param name="Writes">z [T x channels].</param>
/// <param name="Kernel">K, the number of taps.</param>
/// <param name="Dilation">d, the distance between taps.</param>
/// <param name="Groups">The number of groups of inputs and channels.</param>
/// <param name="HasBias">Whether it has a bias.</param>
/// <param name="Initializer">How the weights are drawn.</param>
internal sealed record Conv1DLayer(
    EquatableArray<Value> Reads, Value Writes, int Kernel, int Dilation, int Groups, bool HasBias, Initializer Initializer)
    : Layer(Reads, Writes)
{
    /// <summary>The numbers that its taps see for a frame.</summary>
    public int Seen => Kernel * Input.Width;

    public override string Kind =>
        $"Conv1D {Kernel}" + (Dilation == 1 ? "" : $", dilation {Dilation}") + (Groups == 1 ? "" : $", {Groups} groups");

    public override string Formula =>
        $"{Writes.Name}_t = sum over j of W{Number}_j {Input.Name}_(t{Past}){(HasBias ? $" + b{Number}" : "")}";

    public override LayerDescription Description => new Conv1DDescription(Input.Width, Writes.Width, Kernel, Dilation, Groups, HasBias);

    public override IEnumerable<Tensor> Tensors => base.Tensors.Select(tensor => tensor.Name == "weight"
        ? tensor with { Initializer = Initializer, Block = Groups == 1 ? 0 : Writes.Width / Groups }
        : tensor);

    public override long PaddedLength(int padding) => (long)(Seen + 1) * Planner.Padded(Writes.Width, padding);

    public override long ScratchWidth(int padding) => base.ScratchWidth(padding) + 2L * Planner.Padded(Seen + 2 * padding, padding);

    public override long MultiplyAdds => (long)Seen / Groups * Writes.Width;

    public override bool AppliesActivation => true;

    public override int? Memory => (Kernel - 1) * Dilation;

    public override LayerPlan Plan(Planner planner) => Conv1DPlan.Of(this, planner);

    /// <summary>Where a tap sees: - 2 (3 - j).</summary>
    private string Past => Dilation == 1 ? $" - ({Kernel - 1} - j)" : $" - {Dilation} ({Kernel - 1} - j)";
}
