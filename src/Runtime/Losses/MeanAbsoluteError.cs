using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Losses;

/// <summary>
/// C = (1/n) sum_k |a_k - y_k|, with derivative the sign of a - y, which is 0 at 0.
/// </summary>
public readonly struct MeanAbsoluteError : ILoss
{
    /// <inheritdoc/>
    public static bool IsMean => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V a, V y) where V : struct, IVector<V> => V.Abs(a - y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V a, V y) where V : struct, IVector<V>
    {
        V error = a - y;
        return V.Select(error > default(V), V.Create(1), V.Select(error < default(V), V.Create(-1), error));
    }
}
