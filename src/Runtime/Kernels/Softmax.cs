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

    /// <summary>The largest of the units, lane by lane.</summary>
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
