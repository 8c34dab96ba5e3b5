using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>
/// The Gaussian error linear unit g(z) = z Phi(z) = z (1 + erf(z / sqrt(2))) / 2, with g' = Phi(z) + z phi(z), where Phi is the
/// distribution function and phi the density of the standard normal distribution (Hendrycks and Gimpel 2016).
/// </summary>
public readonly struct GELU : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V> => Elementary.AtLeast(z, V.Create(-40)) * Elementary.Normal(z, out _);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V>
    {
        // Beyond 40 the density is zero, and so is its product with z.
        V probability = Elementary.Normal(z, out V density);
        return V.MultiplyAdd(Elementary.Clamp(z, V.Create(40)), density, probability);
    }
}
