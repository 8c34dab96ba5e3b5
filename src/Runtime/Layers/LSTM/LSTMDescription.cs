namespace GenNet;

/// <summary>A long short-term memory, as PyTorch's <c>nn.LSTM</c> of one layer and one direction, with the gates i, f, g, o.</summary>
/// <param name="Inputs">The numbers of a frame that it reads.</param>
/// <param name="Units">The numbers of its state, which it writes for each frame.</param>
/// <param name="HasInitialState">Whether h and c before the first frame are numbers of a file's, which do not learn; otherwise they are 0.</param>
public sealed partial record LSTMDescription(int Inputs, int Units, bool HasInitialState = false)
    : RecurrentDescription(Inputs, Units, Gates: 4)
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorDescription> Tensors => !HasInitialState
        ? base.Tensors
        :
        [
            .. base.Tensors, new("hi", "initial_hidden", [Units], IsBuffer: true), new("ci", "initial_cell", [Units], IsBuffer: true),
        ];

    /// <inheritdoc/>
    public override string ToString() => $"LSTM({Inputs}, {Units}{(HasInitialState ? ", from a state" : "")})";
}
