using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>
/// The parametric rectified linear unit: g(z) = z for z &gt; 0, else alpha z, with a learned alpha for each unit (He et al. 2015).
/// </summary>
public static class PReLU
{
    /// <summary>g(z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Forward<V>(V z, V alpha) where V : struct, IVector<V> => V.Select(z > default(V), z, alpha * z);

    /// <summary>dg/dz: 1 for z &gt; 0, else alpha.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Derivative<V>(V z, V alpha) where V : struct, IVector<V> => V.Select(z > default(V), V.Create(1.0), alpha);

    /// <summary>dg/dalpha: 0 for z &gt; 0, else z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V AlphaDerivative<V>(V z) where V : struct, IVector<V> => V.Select(z > default(V), default, z);
}
