using System.Runtime.CompilerServices;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Losses;

/// <summary>
/// C = sum_k y_k (log y_k - log p_k) with p = softmax(z), as a function of the logits z: the cross-entropy less the entropy of y,
/// where 0 log 0 = 0; dC/dz_k = p_k sum_j y_j - y_k.
/// </summary>
public static class KullbackLeibler
{
    /// <inheritdoc cref="CrossEntropy.Value{V, T, TLanes}(Block{T}, Block{T}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, T, TLanes>(Block<T> z, Block<T> y, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLanes : struct, ILaneLayout =>
        CrossEntropy.Value<V, T, TLanes>(z, y, units) - Entropy<V, T, TLanes>(y, units);

    /// <inheritdoc cref="CrossEntropy.Gradient{V, T, TLanes}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Gradient<V, T, TLanes>(Block<T> z, Block<T> y, int units, T scale, Block<T> delta)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLanes : struct, ILaneLayout =>
        CrossEntropy.Gradient<V, T, TLanes>(z, y, units, scale, delta) - Entropy<V, T, TLanes>(y, units);

    /// <summary>-sum_k y_k log y_k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Entropy<V, T, TLanes>(Block<T> y, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLanes : struct, ILaneLayout
    {
        V sum = default;
        for (int i = 0; i < TLanes.Vectors<V>(units); i++)
        {
            V target = V.Load(y, i * V.Count);
            sum = TLanes.Add<V, T>(sum, -V.Select(V.Equal(target, default), default, target * Elementary.Log(target)), i, units);
        }

        return sum;
    }
}
