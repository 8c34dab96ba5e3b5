using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// a_i = exp(z_i) / sum_j exp(z_j) over the units of a layer, and its derivative delta_i = a_i (dC/da_i - sum_j dC/da_j a_j),
/// with samples in the lanes: unit u of the block's samples stands at u * lanes.
/// </summary>
/// <remarks>The largest z is subtracted first, so no exponential overflows; sums run from the first unit to the last.</remarks>
public static class Softmax
{
    /// <summary>a = softmax(z) for one sample in each lane; in place where both are the same.</summary>
    /// <param name="z">[units x lanes].</param>
    /// <param name="a">[units x lanes].</param>
    /// <param name="units">The number of units.</param>
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

    /// <summary>Turns dC/da into delta = dC/dz for one sample in each lane.</summary>
    /// <param name="a">The outputs, [units x lanes].</param>
    /// <param name="delta">dC/da, replaced by dC/dz; [units x lanes].</param>
    /// <param name="units">The number of units.</param>
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

    /// <summary>The softmax of a row-major batch.</summary>
    /// <param name="z">[rows x stride].</param>
    /// <param name="a">[rows x stride].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="units">The number of units.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="scratch">[units x lanes].</param>
    public static void ForwardRows<V, T>(Block<T> z, Block<T> a, int rows, int units, int stride, Block<T> scratch)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        for (int first = 0; first < rows; first += V.Count)
        {
            int count = Math.Min(V.Count, rows - first);
            Transpose.Copy(z.At((nint)first * stride), stride, scratch, V.Count, count, units);
            Forward<V, T>(scratch, scratch, units);
            Transpose.Copy(scratch, V.Count, a.At((nint)first * stride), stride, units, count);
        }
    }

    /// <summary>Turns dC/da into delta = dC/dz for a row-major batch.</summary>
    /// <param name="a">The outputs, [rows x stride].</param>
    /// <param name="delta">dC/da, replaced by dC/dz; [rows x stride].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="units">The number of units.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="scratch">[2 x units x lanes].</param>
    public static void BackwardRows<V, T>(Block<T> a, Block<T> delta, int rows, int units, int stride, Block<T> scratch)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        Block<T> lanes = scratch.At(units * V.Count);
        for (int first = 0; first < rows; first += V.Count)
        {
            int count = Math.Min(V.Count, rows - first);
            nint at = (nint)first * stride;
            Transpose.Copy(a.At(at), stride, scratch, V.Count, count, units);
            Transpose.Copy(delta.At(at), stride, lanes, V.Count, count, units);
            Backward<V, T>(scratch, lanes, units);
            Transpose.Copy(lanes, V.Count, delta.At(at), stride, units, count);
        }
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
