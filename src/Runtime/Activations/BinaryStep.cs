using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>The Heaviside step: g(z) = 1 for z &gt; 0, else 0. Its derivative is 0 everywhere.</summary>
public readonly struct BinaryStep : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V> => V.Select(z > default(V), V.Create(1.0), V.Select(V.Equal(z, z), default, z));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V> => default;
}
