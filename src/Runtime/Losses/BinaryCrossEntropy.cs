using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Losses;

/// <summary>
/// C = -(1/n) sum_k [y_k log s(z_k) + (1 - y_k) log(1 - s(z_k))] with s the logistic function, as a function of the logits z:
/// f = max(z, 0) - y z + log(1 + exp(-|z|)), finite for logits of any size, and f' = s(z) - y.
/// </summary>
public readonly struct BinaryCrossEntropy : ILoss
{
    /// <inheritdoc/>
    public static bool IsMean => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V a, V y) where V : struct, IVector<V>
    {
        V positive = V.Larger(default, a);
        return V.MultiplyAdd(-y, a, positive) + Elementary.Softplus(-V.Abs(a));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V a, V y) where V : struct, IVector<V> => Elementary.Sigmoid(a) - y;
}
