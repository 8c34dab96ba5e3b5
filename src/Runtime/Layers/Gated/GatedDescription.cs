namespace GenNet;

/// <summary>A gated activation, a = g(x_1 .. x_n) s(x_(n+1) .. x_2n), which reads twice as many numbers as it writes.</summary>
/// <param name="Activation">g.</param>
/// <param name="Gate">s.</param>
public sealed partial record GatedDescription(ActivationDescription Activation, ActivationDescription Gate)
    : LayerDescription(Activation.Units)
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorDescription> Tensors => [];

    /// <inheritdoc/>
    public override string ToString() => $"Gated({Units}, {Activation}, {Gate})";
}
