using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>g(z) = min(max(0, z / 6 + 1/2), 1), with g' = 1/6 for -3 &lt; z &lt;= 3, else 0. NaN stays NaN.</summary>
public readonly struct HardSigmoid : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V> =>
        Elementary.AtMost(Elementary.AtLeast(z + V.Create(3), default), V.Create(6)) / V.Create(6);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V> =>
        V.Select(z > V.Create(3), default, V.Select(z > V.Create(-3), V.Create(1.0 / 6), default));
}
