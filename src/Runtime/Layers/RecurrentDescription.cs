namespace GenNet;

/// <summary>A recurrent layer over frames, as PyTorch's of one layer and one direction; gates stand side by side in each tensor.</summary>
/// <param name="Inputs">The numbers of a frame that it reads.</param>
/// <param name="Units">The numbers of its state, which it writes for each frame.</param>
/// <param name="Gates">The number of its gates.</param>
public abstract partial record RecurrentDescription(int Inputs, int Units, int Gates) : LayerDescription(Units)
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorDescription> Tensors =>
    [
        new("Wi", "weight_ih_l0", [Gates * Units, Inputs]),
        new("Wh", "weight_hh_l0", [Gates * Units, Units]),
        new("bi", "bias_ih_l0", [Gates * Units]),
        new("bh", "bias_hh_l0", [Gates * Units]),
    ];
}
