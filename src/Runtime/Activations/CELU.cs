using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>
/// The continuously differentiable exponential linear unit g(z) = z for z &gt; 0, else alpha (exp(z / alpha) - 1),
/// with g' = 1 or exp(z / alpha) (Barron 2017).
/// </summary>
/// <param name="alpha">The value that -g approaches for large negative z, above 0; 1 unless said.</param>
public readonly struct CELU(double alpha) : IActivation
{
    /// <summary>The unit with alpha = 1.</summary>
    public CELU()
        : this(1)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V> =>
        V.Select(z > default(V), z, V.Create(alpha) * Elementary.Expm1(z / V.Create(alpha)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V> =>
        V.Select(z > default(V), V.Create(1), Elementary.Exp(z / V.Create(alpha)));
}
