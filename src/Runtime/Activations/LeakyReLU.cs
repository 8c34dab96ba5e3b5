using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>
/// The leaky rectified linear unit: g(z) = z for z &gt; 0, else alpha z, with g' = 1 for z &gt; 0, else alpha (Maas et al. 2013).
/// </summary>
/// <param name="alpha">The slope below 0, at least 0, so that the outputs tell the sign of z; 0.01 unless said.</param>
public readonly struct LeakyReLU(double alpha) : IActivation
{
    /// <summary>The unit with alpha = 0.01.</summary>
    public LeakyReLU()
        : this(0.01)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V> => V.Select(z > default(V), z, V.Create(alpha) * z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V> => V.Select(a > default(V), V.Create(1), V.Create(alpha));
}
