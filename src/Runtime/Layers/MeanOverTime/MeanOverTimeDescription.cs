namespace GenNet;

/// <summary>The mean of a sequence's frames.</summary>
/// <param name="Units">The numbers of a frame.</param>
public sealed partial record MeanOverTimeDescription(int Units) : LayerDescription(Units)
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorDescription> Tensors => [];

    /// <inheritdoc/>
    public override string ToString() => "MeanOverTime";
}
