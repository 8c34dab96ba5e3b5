namespace GenNet;

/// <summary>A gated recurrent unit, as PyTorch's <c>nn.GRU</c> of one layer and one direction, with the gates r, z, n.</summary>
/// <param name="Inputs">The numbers of a frame that it reads.</param>
/// <param name="Units">The numbers of its state, which it writes for each frame.</param>
public sealed partial record GRUDescription(int Inputs, int Units) : RecurrentDescription(Inputs, Units, Gates: 3)
{
    /// <inheritdoc/>
    public override string ToString() => $"GRU({Inputs}, {Units})";
}
