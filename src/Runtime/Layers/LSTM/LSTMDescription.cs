namespace GenNet;

/// <summary>A long short-term memory, as PyTorch's <c>nn.LSTM</c> of one layer and one direction, with the gates i, f, g, o.</summary>
/// <param name="Inputs">The numbers of a frame that it reads.</param>
/// <param name="Units">The numbers of its state, which it writes for each frame.</param>
public sealed partial record LSTMDescription(int Inputs, int Units) : RecurrentDescription(Inputs, Units, Gates: 4)
{
    /// <inheritdoc/>
    public override string ToString() => $"LSTM({Inputs}, {Units})";
}
