using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Losses;

/// <summary>C = sum_k (a_k - y_k)^2, with derivative 2 (a - y).</summary>
public readonly struct SquaredError : ILoss
{
    /// <inheritdoc/>
    public static bool IsMean => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V a, V y) where V : struct, IVector<V>
    {
        V error = a - y;
        return error * error;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V a, V y) where V : struct, IVector<V>
    {
        V error = a - y;
        return error + error;
    }
}
