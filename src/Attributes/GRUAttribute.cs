namespace GenNet;

/// <summary>
/// A gated recurrent unit (Cho et al. 2014) over the frames of a window, as PyTorch's <c>nn.GRU</c> of one layer and one direction: with
/// i = W_ih x_t + b_ih and h = W_hh h_(t-1) + b_hh, r = s(i_r + h_r), z = s(i_z + h_z), n = tanh(i_n + r h_n), and
/// h_t = (1 - z) n + z h_(t-1), which starts from zero.
/// </summary>
/// <remarks>
/// Files name its tensors <c>weight_ih_l0</c> [3 units x inputs], <c>weight_hh_l0</c> [3 units x units], <c>bias_ih_l0</c> and
/// <c>bias_hh_l0</c> [3 units], with the gates r, z, n below each other. They are drawn as PyTorch draws them, uniformly up to
/// 1 / sqrt(units).
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GRUAttribute : LayerAttribute
{
    /// <summary>Adds a layer after those above.</summary>
    /// <param name="units">The numbers of its state, which it writes for each frame; at least 1.</param>
    public GRUAttribute(int units) => Units = units;

    /// <summary>The numbers of its state.</summary>
    public int Units { get; }
}
