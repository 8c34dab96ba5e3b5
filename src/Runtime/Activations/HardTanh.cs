using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>g(z) = min(max(alpha, z), beta), with g' = 1 for alpha &lt; z &lt;= beta, else 0. NaN stays NaN.</summary>
/// <param name="alpha">The least value; -1 unless said.</param>
/// <param name="beta">The largest value, above <paramref name="alpha"/>; 1 unless said.</param>
public readonly struct HardTanh(double alpha, double beta) : IActivation
{
    /// <summary>The unit with alpha = -1 and beta = 1.</summary>
    public HardTanh()
        : this(-1, 1)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V> => Elementary.AtMost(Elementary.AtLeast(z, V.Create(alpha)), V.Create(beta));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V> =>
        V.Select(z > V.Create(beta), default, V.Select(z > V.Create(alpha), V.Create(1), default));
}
