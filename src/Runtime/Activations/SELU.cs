using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>
/// The scaled exponential linear unit g(z) = lambda z for z &gt; 0, else lambda alpha (exp(z) - 1),
/// with g' = lambda or lambda alpha exp(z).
/// lambda and alpha make mean 0 and variance 1 a stable fixed point of layers whose weights are LeCun normal (Klambauer et al. 2017).
/// </summary>
public readonly struct SELU : IActivation
{
    private const double Alpha = 1.6732632423543772;
    private const double Lambda = 1.0507009873554805;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V> =>
        V.Select(z > default(V), V.Create(Lambda) * z, V.Create(Lambda * Alpha) * Elementary.Expm1(z));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V> =>
        V.Select(z > default(V), V.Create(Lambda), V.Create(Lambda * Alpha) * Elementary.Exp(z));
}
