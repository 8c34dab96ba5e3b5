using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// The passes of batch normalisation over a row-major batch: n = (x - mean) / sqrt(var + epsilon), then a = n * gamma + beta, with the mean
/// and the variance of each unit, those of the batch or running ones.
/// </summary>
/// <remarks>
/// Lanes are units, so no sum runs across them. The lanes behind the last unit hold what other layers left there, and count as 0.
/// </remarks>
public static class BatchNorm
{
    /// <summary>n and a.</summary>
    /// <param name="x">[rows x stride].</param>
    /// <param name="mean">[stride].</param>
    /// <param name="variance">[stride].</param>
    /// <param name="gamma">[stride].</param>
    /// <param name="beta">[stride].</param>
    /// <param name="n">[rows x stride]; the same as x where that need not be kept.</param>
    /// <param name="a">[rows x stride].</param>
    /// <param name="stride">The units, padded to whole vectors.</param>
    /// <param name="units">The units.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="rows">The number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Normalize<V, T>(
        Block<T> x, Block<T> mean, Block<T> variance, Block<T> gamma, Block<T> beta, Block<T> n, Block<T> a, int stride, int units,
        double epsilon, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        for (nint column = 0; column < stride; column += V.Count)
        {
            V used = UsedLanes<V, T>(units, column), center = V.Load(mean, column);
            V inverse = InverseDeviation<V, T>(variance, column, epsilon);
            V slope = V.Load(gamma, column), offset = V.Load(beta, column);
            for (nint i = column; i < (nint)rows * stride; i += stride)
            {
                V normalized = ((V.Load(x, i) - center) & used) * inverse;
                V.Store(n, i, normalized);
                V.Store(a, i, V.MultiplyAdd(normalized, slope, offset));
            }
        }
    }

    /// <summary>The mean and the biased variance of a part of the units over all rows.</summary>
    /// <param name="x">[rows x stride].</param>
    /// <param name="stride">The units, padded to whole vectors.</param>
    /// <param name="units">The units.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="mean">[stride].</param>
    /// <param name="variance">[stride].</param>
    /// <param name="part">The part.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Moments<V, T>(Block<T> x, int stride, int units, int rows, Block<T> mean, Block<T> variance, Part part)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        V count = V.Create(rows);
        (int column, int end) = part.Of(stride, V.Count);
        for (; column < end; column += V.Count)
        {
            V used = UsedLanes<V, T>(units, column);
            V center = ColumnSum.Of<V, Values<V, T>>(new(x.At(column), stride), rows) / count;
            V squares = ColumnSum.Of<V, SquaredDeviations<V, T>>(new(x.At(column), stride, center), rows);
            V.Store(mean, column, center & used);
            V.Store(variance, column, squares / count & used);
        }
    }

    /// <summary>
    /// running = (1 - momentum) running + momentum batch, of the mean and of the unbiased variance of a part of the units.
    /// </summary>
    /// <param name="mean">That of the batch, [stride].</param>
    /// <param name="variance">The biased one of the batch, [stride].</param>
    /// <param name="runningMean">[stride].</param>
    /// <param name="runningVariance">[stride].</param>
    /// <param name="stride">The units, padded to whole vectors.</param>
    /// <param name="momentum">How far they are moved, 0 to 1.</param>
    /// <param name="rows">The number of the batch's rows, at least 2.</param>
    /// <param name="part">The part.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Move<V, T>(
        Block<T> mean, Block<T> variance, Block<T> runningMean, Block<T> runningVariance, int stride, double momentum, int rows, Part part)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        V moved = V.Create(momentum), kept = V.Create(1 - momentum), unbiased = V.Create(rows / (rows - 1.0));
        (int column, int end) = part.Of(stride, V.Count);
        for (; column < end; column += V.Count)
        {
            V.Store(runningMean, column, V.MultiplyAdd(moved, V.Load(mean, column), kept * V.Load(runningMean, column)));
            V.Store(
                runningVariance, column,
                V.MultiplyAdd(moved, V.Load(variance, column) * unbiased, kept * V.Load(runningVariance, column)));
        }
    }

    /// <summary>mean(dC/da) and mean(dC/da * n) of a part of the units over all rows.</summary>
    /// <param name="da">[rows x stride].</param>
    /// <param name="n">[rows x stride].</param>
    /// <param name="stride">The units, padded to whole vectors.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="mean">Receives the first, [stride].</param>
    /// <param name="slope">Receives the second, [stride].</param>
    /// <param name="part">The part.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void DeltaMoments<V, T>(Block<T> da, Block<T> n, int stride, int rows, Block<T> mean, Block<T> slope, Part part)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        V count = V.Create(rows);
        (int column, int end) = part.Of(stride, V.Count);
        for (; column < end; column += V.Count)
        {
            V.Store(mean, column, ColumnSum.Of<V, Values<V, T>>(new(da.At(column), stride), rows) / count);
            V.Store(slope, column, ColumnSum.Of<V, Products<V, T>>(new(da.At(column), n.At(column), stride), rows) / count);
        }
    }

    /// <summary>
    /// dC/dx = (dC/da - mean(dC/da) - n mean(dC/da * n)) * gamma / sqrt(var(x) + epsilon), where mean and variance are those of the batch.
    /// </summary>
    /// <param name="da">[rows x stride].</param>
    /// <param name="n">[rows x stride].</param>
    /// <param name="mean">mean(dC/da), [stride].</param>
    /// <param name="slope">mean(dC/da * n), [stride].</param>
    /// <param name="variance">[stride].</param>
    /// <param name="gamma">[stride].</param>
    /// <param name="dx">[rows x stride].</param>
    /// <param name="stride">The units, padded to whole vectors.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="rows">The number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void BatchBackward<V, T>(
        Block<T> da, Block<T> n, Block<T> mean, Block<T> slope, Block<T> variance, Block<T> gamma, Block<T> dx, int stride, double epsilon,
        int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        for (nint column = 0; column < stride; column += V.Count)
        {
            V scale = V.Load(gamma, column) * InverseDeviation<V, T>(variance, column, epsilon);
            V center = V.Load(mean, column), factor = V.Load(slope, column);
            for (nint i = column; i < (nint)rows * stride; i += stride)
                V.Store(dx, i, (V.Load(da, i) - center - V.Load(n, i) * factor) * scale);
        }
    }

    /// <summary>dC/dx = dC/da * gamma / sqrt(var + epsilon), where mean and variance are given.</summary>
    /// <param name="da">[rows x stride].</param>
    /// <param name="variance">[stride].</param>
    /// <param name="gamma">[stride].</param>
    /// <param name="dx">[rows x stride].</param>
    /// <param name="stride">The units, padded to whole vectors.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="rows">The number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Backward<V, T>(
        Block<T> da, Block<T> variance, Block<T> gamma, Block<T> dx, int stride, double epsilon, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        for (nint column = 0; column < stride; column += V.Count)
        {
            V scale = V.Load(gamma, column) * InverseDeviation<V, T>(variance, column, epsilon);
            for (nint i = column; i < (nint)rows * stride; i += stride)
                V.Store(dx, i, V.Load(da, i) * scale);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V InverseDeviation<V, T>(Block<T> variance, nint column, double epsilon)
        where V : struct, IVector<V, T>
        where T : unmanaged =>
        V.Create(1) / V.Sqrt(V.Load(variance, column) + V.Create(epsilon));

    /// <summary>All bits of the lanes from a column on that are units, and none of the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V UsedLanes<V, T>(int units, nint column)
        where V : struct, IVector<V, T>
        where T : unmanaged =>
        V.Indices < V.Create(units - column);

    /// <summary>x.</summary>
    private readonly struct Values<V, T>(Block<T> x, int stride) : IColumn<V>
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V AddTo(V sum, nint row) => sum + V.Load(x, row * stride);
    }

    /// <summary>(x - center)^2.</summary>
    private readonly struct SquaredDeviations<V, T>(Block<T> x, int stride, V center) : IColumn<V>
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V AddTo(V sum, nint row)
        {
            V deviation = V.Load(x, row * stride) - center;
            return V.MultiplyAdd(deviation, deviation, sum);
        }
    }

    /// <summary>x y.</summary>
    private readonly struct Products<V, T>(Block<T> x, Block<T> y, int stride) : IColumn<V>
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V AddTo(V sum, nint row) => V.MultiplyAdd(V.Load(x, row * stride), V.Load(y, row * stride), sum);
    }
}
