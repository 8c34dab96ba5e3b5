using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>g(z) = log(1 + exp(z)), with g' the logistic function.</summary>
public readonly struct Softplus : IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V> => Elementary.Softplus(z);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V> => Elementary.Sigmoid(z);
}
