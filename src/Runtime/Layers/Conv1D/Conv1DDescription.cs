namespace GenNet;

/// <summary>A causal convolution, z_t = sum over taps j of W_j x_(t - (Kernel - 1 - j) Dilation) + b, with zeros before it.</summary>
/// <param name="Inputs">The numbers of a frame that it reads.</param>
/// <param name="Units">The numbers of a frame that it writes, its channels.</param>
/// <param name="Kernel">The number of taps.</param>
/// <param name="Dilation">The distance between taps, in frames.</param>
/// <param name="Groups">The number of groups of inputs and channels; those of different groups have nothing to do with each other.</param>
/// <param name="HasBias">Whether it has a bias b.</param>
public sealed partial record Conv1DDescription(int Inputs, int Units, int Kernel, int Dilation = 1, int Groups = 1, bool HasBias = true)
    : LayerDescription(Units)
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorDescription> Tensors
    {
        get
        {
            TensorDescription weights = new("W", "weight", [Units, Inputs / Groups, Kernel]);
            return HasBias ? [weights, new("b", "bias", [Units])] : [weights];
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"Conv1D({Inputs}, {Units}, {Kernel}{(Dilation == 1 ? "" : $", dilation {Dilation}")}{(Groups == 1 ? "" : $", {Groups} groups")}"
        + $"{(HasBias ? "" : ", no bias")})";
}
