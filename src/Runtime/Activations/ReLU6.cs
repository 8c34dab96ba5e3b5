using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>
/// g(z) = min(max(0, z), 6), with g' = 1 for 0 &lt; z &lt;= 6, else 0 (Krizhevsky, "Convolutional deep belief networks on CIFAR-10", 2010).
/// NaN stays NaN.
/// </summary>
public readonly struct ReLU6 : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V> => Elementary.AtMost(Elementary.AtLeast(z, default), V.Create(6));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V> =>
        V.Select(z > V.Create(6), default, V.Select(z > default(V), V.Create(1), default));
}
