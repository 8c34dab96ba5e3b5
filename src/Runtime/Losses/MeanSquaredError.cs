using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Losses;

/// <summary>C = (1/n) sum_k (a_k - y_k)^2.</summary>
public readonly struct MeanSquaredError : ILoss
{
    /// <inheritdoc/>
    public static bool IsMean => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V a, V y) where V : struct, IVector<V> => default(SquaredError).Value(a, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V a, V y) where V : struct, IVector<V> => default(SquaredError).Derivative(a, y);
}
