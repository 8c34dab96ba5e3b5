using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Losses;

/// <summary>
/// C = sum_k y_k (log y_k - log p_k) with p = softmax(z), as a function of the logits z: the cross-entropy less the entropy of y,
/// where 0 log 0 = 0; dC/dz_k = p_k sum_j y_j - y_k. Samples are in the lanes.
/// </summary>
public static class KullbackLeibler
{
    /// <inheritdoc cref="CrossEntropy.Value{V, T}(Block{T}, Block{T}, int)"/>
    public static V Value<V, T>(Block<T> z, Block<T> y, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged =>
        CrossEntropy.Value<V, T>(z, y, units) - Entropy<V, T>(y, units);

    /// <inheritdoc cref="CrossEntropy.Gradient{V, T}"/>
    public static V Gradient<V, T>(Block<T> z, Block<T> y, int units, T scale, Block<T> delta)
        where V : struct, IVector<V, T>
        where T : unmanaged =>
        CrossEntropy.Gradient<V, T>(z, y, units, scale, delta) - Entropy<V, T>(y, units);

    /// <inheritdoc cref="CrossEntropy.GradientRow{V, T}"/>
    public static T GradientRow<V, T>(Block<T> z, Block<T> y, int units, T scale, Block<T> delta)
        where V : struct, IWideVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        CrossEntropy.GradientRow<V, T>(z, y, units, scale, delta) - Scalar<T>.Sum(Entropy<Scalar<T>, T>(y, units));

    /// <summary>-sum_k y_k log y_k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static V Entropy<V, T>(Block<T> y, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        V sum = default;
        for (nint u = 0; u < units; u++)
        {
            V target = V.Load(y, u * V.Count);
            sum -= V.Select(V.Equal(target, default), default, target * Elementary.Log(target));
        }

        return sum;
    }
}
