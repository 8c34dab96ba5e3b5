using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GenNet.Numerics;

/// <summary>Sixty-four bytes of lanes in two 256-bit registers.</summary>
/// <typeparam name="T">The type of a lane: <see cref="float"/> (16 lanes) or <see cref="double"/> (8 lanes).</typeparam>
public readonly unsafe struct Wide256<T> : IWideVector<Wide256<T>, T>
    where T : unmanaged
{
    private readonly Vector256<T> _low, _high;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Wide256(Vector256<T> low, Vector256<T> high)
    {
        _low = low;
        _high = high;
    }

    /// <inheritdoc/>
    public static int Count => 64 / sizeof(T);

    /// <inheritdoc/>
    public static bool IsDouble => typeof(T) == typeof(double);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Create(double value)
    {
        Vector256<T> all = typeof(T) == typeof(float)
            ? Vector256.Create((float)value).As<float, T>()
            : Vector256.Create(value).As<double, T>();
        return new(all, all);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> CreateBits(long bits) => Broadcast(Lane.FromBits<T>(bits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Broadcast(T value)
    {
        Vector256<T> all = Vector256.Create(value);
        return new(all, all);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator +(Wide256<T> left, Wide256<T> right) => new(left._low + right._low, left._high + right._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator -(Wide256<T> left, Wide256<T> right) => new(left._low - right._low, left._high - right._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator *(Wide256<T> left, Wide256<T> right) => new(left._low * right._low, left._high * right._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator /(Wide256<T> left, Wide256<T> right) => new(left._low / right._low, left._high / right._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator -(Wide256<T> value) => new(-value._low, -value._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator <(Wide256<T> left, Wide256<T> right) =>
        new(Vector256.LessThan(left._low, right._low), Vector256.LessThan(left._high, right._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator >(Wide256<T> left, Wide256<T> right) =>
        new(Vector256.GreaterThan(left._low, right._low), Vector256.GreaterThan(left._high, right._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator &(Wide256<T> left, Wide256<T> right) => new(left._low & right._low, left._high & right._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator |(Wide256<T> left, Wide256<T> right) => new(left._low | right._low, left._high | right._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> operator ^(Wide256<T> left, Wide256<T> right) => new(left._low ^ right._low, left._high ^ right._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> MultiplyAdd(Wide256<T> a, Wide256<T> b, Wide256<T> addend) =>
        new(Fused.MultiplyAdd(a._low, b._low, addend._low), Fused.MultiplyAdd(a._high, b._high, addend._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> MultiplyAdd(T a, Wide256<T> b, Wide256<T> addend) => MultiplyAdd(Broadcast(a), b, addend);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> MultiplyAdd(Block<T> a, nint index, Wide256<T> b, Wide256<T> addend)
    {
        if (!(Fma.IsSupported || AdvSimd.IsSupported)) return MultiplyAdd(Broadcast(a.Pointer[index]), b, addend);
        if (typeof(T) == typeof(float))
        {
            Vector256<float> factor = Vector256.Create(((float*)a.Pointer)[index]);
            return new(
                Vector256.FusedMultiplyAdd(factor, b._low.AsSingle(), addend._low.AsSingle()).As<float, T>(),
                Vector256.FusedMultiplyAdd(factor, b._high.AsSingle(), addend._high.AsSingle()).As<float, T>());
        }

        Vector256<double> all = Vector256.Create(((double*)a.Pointer)[index]);
        return new(
            Vector256.FusedMultiplyAdd(all, b._low.AsDouble(), addend._low.AsDouble()).As<double, T>(),
            Vector256.FusedMultiplyAdd(all, b._high.AsDouble(), addend._high.AsDouble()).As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> MultiplyAdd(Block<T> a, nint aIndex, Block<T> b, nint bIndex, Wide256<T> addend)
    {
        if (!(Fma.IsSupported || AdvSimd.IsSupported)) return (Broadcast(a.Pointer[aIndex]) * Load(b, bIndex)) + addend;
        if (typeof(T) == typeof(float))
        {
            Vector256<float> factor = Vector256.Create(((float*)a.Pointer)[aIndex]);
            float* p = (float*)b.Pointer + bIndex;
            Vector256<float> low = Vector256.FusedMultiplyAdd(factor, Vector256.Load(p), addend._low.AsSingle());
            Vector256<float> high = Vector256.FusedMultiplyAdd(factor, Vector256.Load(p + Vector256<float>.Count), addend._high.AsSingle());
            return new(low.As<float, T>(), high.As<float, T>());
        }
        else
        {
            Vector256<double> factor = Vector256.Create(((double*)a.Pointer)[aIndex]);
            double* p = (double*)b.Pointer + bIndex;
            Vector256<double> low = Vector256.FusedMultiplyAdd(factor, Vector256.Load(p), addend._low.AsDouble());
            Vector256<double> high =
                Vector256.FusedMultiplyAdd(factor, Vector256.Load(p + Vector256<double>.Count), addend._high.AsDouble());
            return new(low.As<double, T>(), high.As<double, T>());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> MultiplyAdd(Wide256<T> a, Block<T> b, nint index, Wide256<T> addend)
    {
        if (!(Fma.IsSupported || AdvSimd.IsSupported)) return MultiplyAdd(a, Load(b, index), addend);
        if (typeof(T) == typeof(float))
        {
            float* p = (float*)b.Pointer + index;
            Vector256<float> low = Vector256.FusedMultiplyAdd(a._low.AsSingle(), Vector256.Load(p), addend._low.AsSingle());
            Vector256<float> high =
                Vector256.FusedMultiplyAdd(a._high.AsSingle(), Vector256.Load(p + Vector256<float>.Count), addend._high.AsSingle());
            return new(low.As<float, T>(), high.As<float, T>());
        }
        else
        {
            double* p = (double*)b.Pointer + index;
            Vector256<double> low = Vector256.FusedMultiplyAdd(a._low.AsDouble(), Vector256.Load(p), addend._low.AsDouble());
            Vector256<double> high =
                Vector256.FusedMultiplyAdd(a._high.AsDouble(), Vector256.Load(p + Vector256<double>.Count), addend._high.AsDouble());
            return new(low.As<double, T>(), high.As<double, T>());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Abs(Wide256<T> value) => new(Vector256.Abs(value._low), Vector256.Abs(value._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Sqrt(Wide256<T> value) => new(Vector256.Sqrt(value._low), Vector256.Sqrt(value._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Equal(Wide256<T> left, Wide256<T> right) =>
        new(Vector256.Equals(left._low, right._low), Vector256.Equals(left._high, right._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Wide256<T> mask) => (mask._low | mask._high).AsInt64() != Vector256<long>.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Select(Wide256<T> mask, Wide256<T> whenTrue, Wide256<T> whenFalse) =>
        new(
            Vector256.ConditionalSelect(mask._low, whenTrue._low, whenFalse._low),
            Vector256.ConditionalSelect(mask._high, whenTrue._high, whenFalse._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Larger(Wide256<T> a, Wide256<T> b)
    {
        // Of the instruction x86 documents that it gives b where either is NaN or both are zero.
        if (!Avx.IsSupported) return Select(a > b, a, b);
        if (typeof(T) == typeof(float))
        {
            return new(
                Avx.Max(a._low.AsSingle(), b._low.AsSingle()).As<float, T>(),
                Avx.Max(a._high.AsSingle(), b._high.AsSingle()).As<float, T>());
        }

        return new(
            Avx.Max(a._low.AsDouble(), b._low.AsDouble()).As<double, T>(),
            Avx.Max(a._high.AsDouble(), b._high.AsDouble()).As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Smaller(Wide256<T> a, Wide256<T> b)
    {
        // Of the instruction x86 documents that it gives b where either is NaN or both are zero.
        if (!Avx.IsSupported) return Select(a < b, a, b);
        if (typeof(T) == typeof(float))
        {
            return new(
                Avx.Min(a._low.AsSingle(), b._low.AsSingle()).As<float, T>(),
                Avx.Min(a._high.AsSingle(), b._high.AsSingle()).As<float, T>());
        }

        return new(
            Avx.Min(a._low.AsDouble(), b._low.AsDouble()).As<double, T>(),
            Avx.Min(a._high.AsDouble(), b._high.AsDouble()).As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> BitsAdd(Wide256<T> left, Wide256<T> right) =>
        new(Bits.Add(left._low, right._low), Bits.Add(left._high, right._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> BitsSubtract(Wide256<T> left, Wide256<T> right) =>
        new(Bits.Subtract(left._low, right._low), Bits.Subtract(left._high, right._high));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> BitsShiftLeft(Wide256<T> value, int count) =>
        new(Bits.ShiftLeft(value._low, count), Bits.ShiftLeft(value._high, count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> BitsShiftRight(Wide256<T> value, int count) =>
        new(Bits.ShiftRight(value._low, count), Bits.ShiftRight(value._high, count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Load(Block<T> source, nint index)
    {
        T* p = source.Pointer + index;
        return new(Vector256.Load(p), Vector256.Load(p + Vector256<T>.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Block<T> destination, nint index, Wide256<T> value)
    {
        T* p = destination.Pointer + index;
        value._low.Store(p);
        value._high.Store(p + Vector256<T>.Count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Wide256<T> value) => LaneSum.Of(value._low + value._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> AddHalves(Wide256<T> a, Wide256<T> b) => new(a._low + a._high, b._low + b._high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> AddQuarters(Wide256<T> a, Wide256<T> b)
    {
        return new(AddUp(a._low, a._high), AddUp(b._low, b._high));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector256<T> AddUp(Vector256<T> low, Vector256<T> high) =>
            Avx.Permute2x128(low.AsSingle(), high.AsSingle(), 0b0010_0000).As<float, T>()
            + Avx.Permute2x128(low.AsSingle(), high.AsSingle(), 0b0011_0001).As<float, T>();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> AddPairs(Wide256<T> a, Wide256<T> b)
    {
        return new(AddUp(a._low.AsDouble(), b._low.AsDouble()), AddUp(a._high.AsDouble(), b._high.AsDouble()));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector256<T> AddUp(Vector256<double> x, Vector256<double> y) =>
            Avx.UnpackLow(x, y).As<double, T>() + Avx.UnpackHigh(x, y).As<double, T>();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> AddNeighbours(Wide256<T> a, Wide256<T> b)
    {
        return new(AddUp(a._low.AsSingle(), b._low.AsSingle()), AddUp(a._high.AsSingle(), b._high.AsSingle()));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector256<T> AddUp(Vector256<float> x, Vector256<float> y) =>
            (Avx.Shuffle(x, y, 0b10_00_10_00) + Avx.Shuffle(x, y, 0b11_01_11_01)).As<float, T>();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Spread(Block<T> source, nint index, int count)
    {
        T* p = source.Pointer + index;
        return count == 4
            ? new(
                Vector256.Create(Vector128.Create(p[0]), Vector128.Create(p[1])),
                Vector256.Create(Vector128.Create(p[2]), Vector128.Create(p[3])))
            : new(Vector256.Create(p[0]), Vector256.Create(p[1]));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Interleave(Wide256<T> value)
    {
        // Each in its half: the first two of four numbers of either register, and the last two.
        Vector256<T> first, last;
        if (typeof(T) == typeof(float))
        {
            first = Avx.UnpackLow(value._low.AsSingle(), value._high.AsSingle()).As<float, T>();
            last = Avx.UnpackHigh(value._low.AsSingle(), value._high.AsSingle()).As<float, T>();
        }
        else
        {
            first = Avx.UnpackLow(value._low.AsDouble(), value._high.AsDouble()).As<double, T>();
            last = Avx.UnpackHigh(value._low.AsDouble(), value._high.AsDouble()).As<double, T>();
        }

        return new(
            Vector256.Create(first.GetLower(), last.GetLower()),
            Vector256.Create(first.GetUpper(), last.GetUpper()));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First(Wide256<T> value) => value._low.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> BroadcastLane(Wide256<T> value, int lane)
    {
        Vector256<T> part = lane < Vector256<T>.Count ? value._low : value._high;
        return Broadcast(part[lane % Vector256<T>.Count]);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> LoadFour(Block<T> source, nint index)
    {
        Vector256<T> four = typeof(T) == typeof(float)
            ? Avx.BroadcastVector128ToVector256((float*)source.Pointer + index).As<float, T>()
            : Vector256.Load(source.Pointer + index);
        return new(four, four);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> BroadcastOfFour(Wide256<T> four, int number)
    {
        // Within each four, so that it takes one instruction.
        Vector256<T> all = typeof(T) == typeof(float)
            ? Vector256.Shuffle(four._low.AsInt32(), Vector256.Create(0, 0, 0, 0, 4, 4, 4, 4) + Vector256.Create(number)).As<int, T>()
            : Vector256.Shuffle(four._low.AsInt64(), Vector256.Create((long)number)).As<long, T>();
        return new(all, all);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide256<T> Exchange(Wide256<T> value, int distance) =>
        distance * sizeof(T) == 32
            ? new(value._high, value._low)
            : new(LaneExchange.Of(value._low, distance * sizeof(T)), LaneExchange.Of(value._high, distance * sizeof(T)));

    /// <inheritdoc/>
    public static Wide256<T> Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Vector256<T> indices = Vector256<T>.Indices, count = Vector256.Create(Lane.Round<T>(Vector256<T>.Count));
            return new(indices, indices + count);
        }
    }
}
