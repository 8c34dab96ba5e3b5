using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// a_i = exp(z_i) / sum_j exp(z_j) over the units of a layer, and its derivative delta_i = a_i (dC/da_i - sum_j dC/da_j a_j).
/// </summary>
/// <remarks>The largest z is subtracted first, so no exponential overflows; sums run from the first unit to the last.</remarks>
public readonly struct Softmax : ILayerActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<V, T>(Block<T> z, Block<T> a, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        V max = Max<V, T>(z, units);
        V sum = default;
        for (nint u = 0; u < units; u++)
        {
            V e = Elementary.Exp(V.Load(z, u * V.Count) - max);
            V.Store(a, u * V.Count, e);
            sum += e;
        }

        for (nint u = 0; u < units; u++)
            V.Store(a, u * V.Count, V.Load(a, u * V.Count) / sum);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<V, T>(Block<T> a, Block<T> delta, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        V sum = default;
        for (nint u = 0; u < units; u++)
            sum = V.MultiplyAdd(V.Load(delta, u * V.Count), V.Load(a, u * V.Count), sum);
        for (nint u = 0; u < units; u++)
            V.Store(delta, u * V.Count, V.Load(a, u * V.Count) * (V.Load(delta, u * V.Count) - sum));
    }

    /// <summary>a = g(z) for a single sample with its units across the lanes; in place where both are the same.</summary>
    /// <param name="z">[units, padded].</param>
    /// <param name="a">[units, padded].</param>
    /// <param name="units">The number of units.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void ForwardRow<V, T>(Block<T> z, Block<T> a, int units)
        where V : struct, IWideVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V sum = V.Broadcast(ExponentialsRow<V, T>(z, a, units, Max<Scalar<T>, T>(z, units)));
        for (nint i = 0; i < units; i += V.Count)
            V.Store(a, i, V.Load(a, i) / sum);
    }

    /// <summary>e = exp(z - max) for a single sample with its units across the lanes.</summary>
    /// <returns>Their sum, from the first unit to the last as for samples in lanes, so that the bits are the same.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T ExponentialsRow<V, T>(Block<T> z, Block<T> e, int units, Scalar<T> max)
        where V : struct, IWideVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V largest = V.Broadcast(Scalar<T>.Sum(max));
        for (nint i = 0; i < units; i += V.Count)
            V.Store(e, i, Elementary.Exp(V.Load(z, i) - largest));
        T sum = T.Zero;
        for (nint u = 0; u < units; u++)
            sum += e[u];
        return sum;
    }

    /// <summary>The largest of the units, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Max<V, T>(Block<T> z, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        V max = V.Load(z, 0);
        for (nint u = 1; u < units; u++)
        {
            V value = V.Load(z, u * V.Count);
            max = V.Select(value > max, value, max);
        }

        return max;
    }
}
