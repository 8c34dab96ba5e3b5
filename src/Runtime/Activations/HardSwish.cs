using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>
/// g(z) = z min(max(0, z + 3), 6) / 6, with g' = 0 for z &lt;= -3, 1 for z &gt; 3, else (2 z + 3) / 6 (Howard et al. 2019).
/// </summary>
public readonly struct HardSwish : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V>
    {
        V x = Elementary.AtLeast(z, V.Create(-3));
        return x * (Elementary.AtMost(x + V.Create(3), V.Create(6)) / V.Create(6));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V>
    {
        V inside = (z + z + V.Create(3)) / V.Create(6);
        return V.Select(z > V.Create(3), V.Create(1), V.Select(z > V.Create(-3), inside, default));
    }
}
