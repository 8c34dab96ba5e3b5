using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// a_i = z_i - log sum_j exp(z_j) over the units of a layer, and its derivative delta_i = dC/da_i - exp(a_i) sum_j dC/da_j.
/// </summary>
/// <remarks>The largest z is subtracted first, so no exponential overflows; sums run from the first unit to the last.</remarks>
public readonly struct LogSoftmax : ILayerActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<V, T>(Block<T> z, Block<T> a, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        V max = Softmax.Max<V, T>(z, units);
        V sum = default;
        for (nint u = 0; u < units; u++)
            sum += Elementary.Exp(V.Load(z, u * V.Count) - max);
        V logSum = Elementary.Log(sum);
        for (nint u = 0; u < units; u++)
            V.Store(a, u * V.Count, V.Load(z, u * V.Count) - max - logSum);
    }

    /// <inheritdoc cref="Softmax.ForwardRow{V, T}"/>
    public static void ForwardRow<V, T>(Block<T> z, Block<T> a, int units)
        where V : struct, IWideVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Forward<Scalar<T>, T>(z, a, units);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<V, T>(Block<T> a, Block<T> delta, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        V sum = default;
        for (nint u = 0; u < units; u++)
            sum += V.Load(delta, u * V.Count);
        for (nint u = 0; u < units; u++)
            V.Store(delta, u * V.Count, V.MultiplyAdd(-Elementary.Exp(V.Load(a, u * V.Count)), sum, V.Load(delta, u * V.Count)));
    }
}
