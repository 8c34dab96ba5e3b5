using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>
/// g(z) = z tanh(log(1 + exp(z))) = z n / (n + 2) with e = exp(z) and n = e (e + 2), in which nothing cancels,
/// and g' = n / (n + 2) + 4 z e (1 + e) / (n + 2)^2 (Misra 2019).
/// </summary>
public readonly struct Mish : IActivation
{
    /// <returns>z, where it matters: above 24 the gate is 1, and below -800 it is 0, in any precision.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Gate<V>(V z, out V e, out V n, out V d) where V : struct, IVector<V>
    {
        V x = Elementary.AtMost(Elementary.AtLeast(z, V.Create(-800)), V.Create(24));
        e = Elementary.Exp(x);
        n = V.MultiplyAdd(e, e, e + e);
        d = n + V.Create(2);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V>
    {
        Gate(z, out _, out V n, out V d);
        return Elementary.AtLeast(z, V.Create(-800)) * (n / d);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V>
    {
        V x = Gate(z, out V e, out V n, out V d);
        return V.MultiplyAdd(V.Create(4) * x, V.MultiplyAdd(e, e, e) / (d * d), n / d);
    }
}
