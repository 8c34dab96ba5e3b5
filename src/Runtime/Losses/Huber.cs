using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Losses;

/// <summary>
/// C = (1/n) sum_k f(a_k - y_k) with f(e) = e^2 / 2 for |e| &lt;= 1 and |e| - 1/2 beyond, that is with delta = 1,
/// and f' = e, cut at -1 and 1 (Huber 1964).
/// </summary>
public readonly struct Huber : ILoss
{
    /// <inheritdoc/>
    public static bool IsMean => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V a, V y) where V : struct, IVector<V>
    {
        V error = V.Abs(a - y);
        V half = V.Create(0.5);
        return V.Select(error > V.Create(1), error - half, half * error * error);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V a, V y) where V : struct, IVector<V> => Elementary.Clamp(a - y, V.Create(1));
}
