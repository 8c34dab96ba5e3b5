namespace GenNet;

/// <summary>
/// A long short-term memory (Hochreiter, Schmidhuber 1997) over the frames of a window, as PyTorch's <c>nn.LSTM</c> of one layer and one
/// direction: with sums W_ih x_t + b_ih + W_hh h_(t-1) + b_hh of each gate, i, f and o the sigmoids and g the tanh of theirs,
/// c_t = f c_(t-1) + i g, and h_t = o tanh(c_t). Both start from zero.
/// </summary>
/// <remarks>
/// Files name its tensors <c>weight_ih_l0</c> [4 units x inputs], <c>weight_hh_l0</c> [4 units x units], <c>bias_ih_l0</c> and
/// <c>bias_hh_l0</c> [4 units], with the gates i, f, g, o below each other. They are drawn as PyTorch draws them, uniformly up to
/// 1 / sqrt(units).
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LSTMAttribute : LayerAttribute
{
    /// <summary>Adds a layer after those above.</summary>
    /// <param name="units">The numbers of its state, which it writes for each frame; at least 1.</param>
    public LSTMAttribute(int units) => Units = units;

    /// <summary>The numbers of its state.</summary>
    public int Units { get; }
}
