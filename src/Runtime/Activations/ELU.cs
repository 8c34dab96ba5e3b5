using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>
/// The exponential linear unit g(z) = z for z &gt; 0, else alpha (exp(z) - 1), with g' = alpha exp(z) = a + alpha for z &lt;= 0
/// (Clevert et al. 2016).
/// </summary>
/// <param name="alpha">The value that -g approaches for large negative z; 1 unless said.</param>
public readonly struct ELU(double alpha) : IActivation
{
    /// <summary>The unit with alpha = 1.</summary>
    public ELU()
        : this(1)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V> => V.Select(z > default(V), z, V.Create(alpha) * Elementary.Expm1(z));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V> =>
        V.Select(z > default(V), V.Create(1.0), V.Create(alpha) * Elementary.Exp(z));
}
