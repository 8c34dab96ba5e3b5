using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// Operations on all of a network's parameters, or numbers laid out like them, at once. Every length is a multiple of
/// <see cref="Granularity"/>, as the lengths of parameters are.
/// </summary>
internal static unsafe class VectorMath
{
    /// <summary>A whole number of vectors, so that update rules need no tail.</summary>
    public const int Granularity = 16;

    /// <summary>target = addend + factor x.</summary>
    public static void AddScaled<T>(Block<T> target, Block<T> addend, double factor, Block<T> x, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        StoredGradient.HandTo(new ScaledSum<T>(target, addend, T.CreateChecked(factor)), x, length);

    /// <summary>target = factor x.</summary>
    public static void Scale<T>(Block<T> target, double factor, Block<T> x, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        StoredGradient.HandTo(new Scaled<T>(target, T.CreateChecked(factor)), x, length);

    /// <summary>Clamps to [-limit, limit]; NaN stays.</summary>
    public static void Clamp<T>(Block<T> x, double limit, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        StoredGradient.HandTo(new Clamped<T>(x, T.CreateChecked(limit)), x, length);

    /// <summary>The sum of abs(x).</summary>
    public static double SumAbs<T>(Block<T> x, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        foreach (T value in x.AsSpan(length))
            sum += double.CreateTruncating(T.Abs(value));
        return sum;
    }

    /// <summary>The largest abs(x); NaN if there is one.</summary>
    public static double MaxAbs<T>(Block<T> x, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T largest = T.Zero;
        foreach (T value in x.AsSpan(length))
            largest = T.Max(largest, T.Abs(value));
        return double.CreateTruncating(largest);
    }

    /// <summary>
    /// The sum of a b, in double whatever T: of float the products are exact and cannot overflow. Products and sums are rounded one
    /// after the other, in sixteen lanes on every machine, so that all give the same bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot<T>(Block<T> a, Block<T> b, int length) where T : unmanaged
    {
        Vector512<double> low = default, high = default;
        for (nint i = 0; i < length; i += Granularity)
        {
            (Vector512<double> aLow, Vector512<double> aHigh) = Widen(a.Pointer + i);
            (Vector512<double> bLow, Vector512<double> bHigh) = Widen(b.Pointer + i);
            low += aLow * bLow;
            high += aHigh * bHigh;
        }

        return LaneSum.Of(low + high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Low, Vector512<double> High) Widen<T>(T* x) where T : unmanaged =>
        typeof(T) == typeof(float)
            ? Vector512.Widen(Vector512.Load((float*)x))
            : (Vector512.Load((double*)x), Vector512.Load((double*)x + Vector512<double>.Count));

    private readonly struct ScaledSum<T>(Block<T> target, Block<T> addend, T factor) : IGradientSink<T> where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<V>(V x, nint index) where V : struct, IVector<V, T> =>
            V.Store(target, index, V.MultiplyAdd(factor, x, V.Load(addend, index)));
    }

    private readonly struct Scaled<T>(Block<T> target, T factor) : IGradientSink<T> where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<V>(V x, nint index) where V : struct, IVector<V, T> =>
            V.Store(target, index, V.Broadcast(factor) * x);
    }

    private readonly struct Clamped<T>(Block<T> target, T limit) : IGradientSink<T> where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<V>(V x, nint index) where V : struct, IVector<V, T>
        {
            V most = V.Broadcast(limit), least = -most;
            V.Store(target, index, V.Smaller(most, V.Larger(least, x)));
        }
    }
}
