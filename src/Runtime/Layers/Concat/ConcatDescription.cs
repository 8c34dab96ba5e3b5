namespace GenNet;

/// <summary>Values side by side: a = [x, y, ...].</summary>
/// <param name="Units">The numbers that it writes for each sample.</param>
public sealed partial record ConcatDescription(int Units) : LayerDescription(Units)
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorDescription> Tensors => [];

    /// <inheritdoc/>
    public override string ToString() => $"Concat({Units})";
}
