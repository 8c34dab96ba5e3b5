using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>The rectified linear unit g(z) = max(0, z), with g'(0) = 0. NaN stays NaN.</summary>
public readonly struct ReLU : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V> => V.Larger(default, z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V> => V.Select(a > default(V), V.Create(1.0), default);
}
