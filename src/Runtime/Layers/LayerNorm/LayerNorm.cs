using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// The passes of layer normalisation over a row-major batch: n = (x - mean(x)) / sqrt(var(x) + epsilon), then a = n * gamma + beta.
/// </summary>
/// <remarks>
/// Sums over the units run in one vector of lanes, which are then added in <see cref="IVector{V, T}.Sum"/>'s order: the same at every
/// width, and for one row as for a batch. The lanes behind the last unit hold what other layers left there, and count as 0.
/// </remarks>
public static class LayerNorm
{
    /// <summary>n, and 1 / sqrt(var(x) + epsilon) of each row in all lanes of a vector.</summary>
    /// <param name="x">[rows x stride].</param>
    /// <param name="n">[rows x stride].</param>
    /// <param name="inverseDeviation">[rows x lanes].</param>
    /// <param name="stride">The units, padded to whole vectors.</param>
    /// <param name="units">The units.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="rows">The number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Normalize<V, T>(
        Block<T> x, Block<T> n, Block<T> inverseDeviation, int stride, int units, double epsilon, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        V count = V.Create(units), used = UsedLanes<V, T>(stride, units);
        int last = stride - V.Count;
        for (nint row = 0; row < rows; row++)
        {
            Block<T> from = x.At(row * stride), to = n.At(row * stride);
            V sum = V.Load(from, last) & used;
            for (nint i = 0; i < last; i += V.Count)
                sum += V.Load(from, i);
            V mean = V.Broadcast(V.Sum(sum)) / count;

            V lastDifference = (V.Load(from, last) - mean) & used, squares = lastDifference * lastDifference;
            for (nint i = 0; i < last; i += V.Count)
            {
                V difference = V.Load(from, i) - mean;
                squares = V.MultiplyAdd(difference, difference, squares);
            }

            V inverse = V.Create(1) / V.Sqrt(V.Broadcast(V.Sum(squares)) / count + V.Create(epsilon));
            V.Store(inverseDeviation, row * V.Count, inverse);
            for (nint i = 0; i < last; i += V.Count)
                V.Store(to, i, (V.Load(from, i) - mean) * inverse);
            V.Store(to, last, lastDifference * inverse);
        }
    }

    /// <summary>a = n * gamma + beta.</summary>
    /// <param name="n">[rows x stride].</param>
    /// <param name="gamma">[stride].</param>
    /// <param name="beta">[stride].</param>
    /// <param name="a">[rows x stride].</param>
    /// <param name="stride">The units, padded to whole vectors.</param>
    /// <param name="rows">The number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Scale<V, T>(Block<T> n, Block<T> gamma, Block<T> beta, Block<T> a, int stride, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        for (nint column = 0; column < stride; column += V.Count)
        {
            V g = V.Load(gamma, column), b = V.Load(beta, column);
            for (nint i = column; i < (nint)rows * stride; i += stride)
                V.Store(a, i, V.MultiplyAdd(V.Load(n, i), g, b));
        }
    }

    /// <summary>dC/dn = dC/da * gamma.</summary>
    /// <param name="da">[rows x stride].</param>
    /// <param name="gamma">[stride].</param>
    /// <param name="dn">[rows x stride].</param>
    /// <param name="stride">The units, padded to whole vectors.</param>
    /// <param name="rows">The number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void ScaleBackward<V, T>(Block<T> da, Block<T> gamma, Block<T> dn, int stride, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        for (nint column = 0; column < stride; column += V.Count)
        {
            V g = V.Load(gamma, column);
            for (nint i = column; i < (nint)rows * stride; i += stride)
                V.Store(dn, i, V.Load(da, i) * g);
        }
    }

    /// <summary>dC/dx = (dC/dn - mean(dC/dn) - n mean(dC/dn * n)) / sqrt(var(x) + epsilon); in place where both are the same.</summary>
    /// <param name="n">[rows x stride].</param>
    /// <param name="inverseDeviation">[rows x lanes].</param>
    /// <param name="dn">[rows x stride].</param>
    /// <param name="dx">[rows x stride].</param>
    /// <param name="stride">The units, padded to whole vectors.</param>
    /// <param name="units">The units.</param>
    /// <param name="rows">The number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Backward<V, T>(
        Block<T> n, Block<T> inverseDeviation, Block<T> dn, Block<T> dx, int stride, int units, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        V count = V.Create(units), used = UsedLanes<V, T>(stride, units);
        int last = stride - V.Count;
        for (nint row = 0; row < rows; row++)
        {
            Block<T> normalized = n.At(row * stride), from = dn.At(row * stride), to = dx.At(row * stride);
            V lastDelta = V.Load(from, last) & used, lastN = V.Load(normalized, last), sum = lastDelta, products = lastDelta * lastN;
            for (nint i = 0; i < last; i += V.Count)
            {
                V delta = V.Load(from, i);
                sum += delta;
                products = V.MultiplyAdd(delta, V.Load(normalized, i), products);
            }

            V mean = V.Broadcast(V.Sum(sum)) / count, slope = V.Broadcast(V.Sum(products)) / count;
            V inverse = V.Load(inverseDeviation, row * V.Count);
            for (nint i = 0; i < last; i += V.Count)
                V.Store(to, i, (V.Load(from, i) - mean - V.Load(normalized, i) * slope) * inverse);
            V.Store(to, last, ((lastDelta - mean - lastN * slope) * inverse) & used);
        }
    }

    /// <summary>All bits of the last vector's lanes that are units, and none of the others.</summary>
    private static V UsedLanes<V, T>(int stride, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged =>
        V.Indices < V.Create(units - (stride - V.Count));
}
