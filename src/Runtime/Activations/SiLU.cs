using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>
/// The sigmoid linear unit, or swish: g(z) = z s(z) with s the logistic function, and g' = s(z) (1 + z s(-z)) (Elfwing et al. 2017).
/// </summary>
public readonly struct SiLU : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V> => Elementary.AtLeast(z, V.Create(-800)) * Elementary.Sigmoid(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V>
    {
        // Beyond 800 the gate is 0 or 1 in any precision.
        V gate = Elementary.Sigmoid(z, out V complement);
        return gate * V.MultiplyAdd(Elementary.Clamp(z, V.Create(800)), complement, V.Create(1));
    }
}
