namespace GenNet;

/// <summary>The last frame of a sequence.</summary>
/// <param name="Units">The numbers of a frame.</param>
public sealed partial record LastDescription(int Units) : LayerDescription(Units)
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorDescription> Tensors => [];

    /// <inheritdoc/>
    public override string ToString() => "Last";
}
