using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>g(z) = z / (1 + |z|), with g' = 1 / (1 + |z|)^2 (Bergstra et al. 2009).</summary>
public readonly struct Softsign : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V>
    {
        // Beyond 1e30 it is 1 in any precision, without a quotient of infinities.
        V x = Elementary.Clamp(z, V.Create(1e30));
        return x / (V.Create(1) + V.Abs(x));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V>
    {
        V q = V.Create(1) / (V.Create(1) + V.Abs(z));
        return q * q;
    }
}
