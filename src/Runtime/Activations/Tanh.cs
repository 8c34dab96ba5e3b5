using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>The hyperbolic tangent, with g' = 1 - a^2.</summary>
public readonly struct Tanh : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V> => Elementary.Tanh(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V> => V.MultiplyAdd(-a, a, V.Create(1.0));
}
