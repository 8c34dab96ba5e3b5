using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>
/// The approximation of <see cref="GELU"/> g(z) = z (1 + tanh(u)) / 2 = z s(2 u) with u = sqrt(2 / pi) (z + 0.044715 z^3) and s the
/// logistic function, which does not cancel as 1 + tanh does, and g' = s(2 u) + 2 z u' s(2 u) s(-2 u) (Hendrycks and Gimpel 2016).
/// </summary>
public readonly struct GELUTanh : IActivation
{
    // 2 u = Linear z + Cubic z^3
    private const double Linear = 1.5957691216057308;
    private const double Cubic = 0.044715 * Linear;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V>
    {
        // Below -40 the gate is zero, and so is its product with z.
        V x = Elementary.AtLeast(z, V.Create(-40));
        return x * Elementary.Sigmoid(x * V.MultiplyAdd(V.Create(Cubic), x * x, V.Create(Linear)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V>
    {
        V x = Elementary.Clamp(z, V.Create(40)), square = x * x;
        V gate = Elementary.Sigmoid(x * V.MultiplyAdd(V.Create(Cubic), square, V.Create(Linear)), out V complement);
        V slope = V.MultiplyAdd(V.Create(3 * Cubic), square, V.Create(Linear));
        return gate * V.MultiplyAdd(x * slope, complement, V.Create(1));
    }
}
