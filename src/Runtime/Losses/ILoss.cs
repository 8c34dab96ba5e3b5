using GenNet.Numerics;

namespace GenNet.Losses;

/// <summary>
/// A loss that adds up over the outputs: C = sum_k f(a_k, y_k), or the mean over k.
/// </summary>
public interface ILoss
{
    /// <summary>Whether the sum over the n outputs is divided by n.</summary>
    static abstract bool IsMean { get; }

    /// <summary>f(a, y).</summary>
    V Value<V>(V a, V y) where V : struct, IVector<V>;

    /// <summary>df/da.</summary>
    V Derivative<V>(V a, V y) where V : struct, IVector<V>;
}
