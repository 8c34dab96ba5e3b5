using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>g(z) = log(1 + exp(beta z)) / beta, with g' = s(beta z) and s the logistic function.</summary>
/// <param name="beta">How closely it follows max(0, z), above 0; 1 unless said.</param>
public readonly struct Softplus(double beta) : IActivation
{
    /// <summary>The function with beta = 1.</summary>
    public Softplus()
        : this(1)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V> => Elementary.Softplus(V.Create(beta) * z) / V.Create(beta);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V> => Elementary.Sigmoid(V.Create(beta) * z);
}
