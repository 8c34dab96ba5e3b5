namespace GenNet;

/// <summary>A sum of two values, number by number: a = x + y.</summary>
/// <param name="Units">The numbers that it writes for each sample, as many as each of the values has.</param>
public sealed partial record AddDescription(int Units) : LayerDescription(Units)
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorDescription> Tensors => [];

    /// <inheritdoc/>
    public override string ToString() => $"Add({Units})";
}
