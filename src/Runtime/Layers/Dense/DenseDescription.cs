namespace GenNet;

/// <summary>A fully connected layer, z = W x + b.</summary>
/// <param name="Inputs">The numbers that it reads for each sample.</param>
/// <param name="Units">The numbers that it writes.</param>
/// <param name="HasBias">Whether it has a bias b.</param>
public sealed partial record DenseDescription(int Inputs, int Units, bool HasBias = true) : LayerDescription(Units)
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorDescription> Tensors
    {
        get
        {
            TensorDescription weights = new("W", "weight", [Units, Inputs]);
            return HasBias ? [weights, new("b", "bias", [Units])] : [weights];
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"Dense({Inputs}, {Units}{(HasBias ? "" : ", no bias")})";
}
