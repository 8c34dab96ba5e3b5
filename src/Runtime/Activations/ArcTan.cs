using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>g(z) = arctan(z), with g' = 1 / (1 + z^2).</summary>
public readonly struct ArcTan : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V> => Elementary.Atan(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V> => V.Create(1.0) / V.MultiplyAdd(z, z, V.Create(1.0));
}
