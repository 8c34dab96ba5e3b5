using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GenNet.Numerics;

/// <summary>Sixty-four bytes of lanes in four 128-bit registers.</summary>
/// <typeparam name="T">The type of a lane: <see cref="float"/> (16 lanes) or <see cref="double"/> (8 lanes).</typeparam>
public readonly unsafe struct Wide128<T> : IWideVector<Wide128<T>, T>
    where T : unmanaged
{
    private readonly Vector128<T> _v0, _v1, _v2, _v3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Wide128(Vector128<T> v0, Vector128<T> v1, Vector128<T> v2, Vector128<T> v3)
    {
        _v0 = v0;
        _v1 = v1;
        _v2 = v2;
        _v3 = v3;
    }

    /// <inheritdoc/>
    public static int Count => 64 / sizeof(T);

    /// <inheritdoc/>
    public static bool IsDouble => typeof(T) == typeof(double);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Create(double value)
    {
        Vector128<T> all = typeof(T) == typeof(float)
            ? Vector128.Create((float)value).As<float, T>()
            : Vector128.Create(value).As<double, T>();
        return new(all, all, all, all);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> CreateBits(long bits) => Broadcast(Lane.FromBits<T>(bits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Broadcast(T value)
    {
        Vector128<T> all = Vector128.Create(value);
        return new(all, all, all, all);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator +(Wide128<T> left, Wide128<T> right) =>
        new(left._v0 + right._v0, left._v1 + right._v1, left._v2 + right._v2, left._v3 + right._v3);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator -(Wide128<T> left, Wide128<T> right) =>
        new(left._v0 - right._v0, left._v1 - right._v1, left._v2 - right._v2, left._v3 - right._v3);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator *(Wide128<T> left, Wide128<T> right) =>
        new(left._v0 * right._v0, left._v1 * right._v1, left._v2 * right._v2, left._v3 * right._v3);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator /(Wide128<T> left, Wide128<T> right) =>
        new(left._v0 / right._v0, left._v1 / right._v1, left._v2 / right._v2, left._v3 / right._v3);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator -(Wide128<T> value) => new(-value._v0, -value._v1, -value._v2, -value._v3);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator <(Wide128<T> left, Wide128<T> right) =>
        new(
            Vector128.LessThan(left._v0, right._v0),
            Vector128.LessThan(left._v1, right._v1),
            Vector128.LessThan(left._v2, right._v2),
            Vector128.LessThan(left._v3, right._v3));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator >(Wide128<T> left, Wide128<T> right) =>
        new(
            Vector128.GreaterThan(left._v0, right._v0),
            Vector128.GreaterThan(left._v1, right._v1),
            Vector128.GreaterThan(left._v2, right._v2),
            Vector128.GreaterThan(left._v3, right._v3));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator &(Wide128<T> left, Wide128<T> right) =>
        new(left._v0 & right._v0, left._v1 & right._v1, left._v2 & right._v2, left._v3 & right._v3);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator |(Wide128<T> left, Wide128<T> right) =>
        new(left._v0 | right._v0, left._v1 | right._v1, left._v2 | right._v2, left._v3 | right._v3);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> operator ^(Wide128<T> left, Wide128<T> right) =>
        new(left._v0 ^ right._v0, left._v1 ^ right._v1, left._v2 ^ right._v2, left._v3 ^ right._v3);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> MultiplyAdd(Wide128<T> a, Wide128<T> b, Wide128<T> addend)
    {
        // In place, not by way of Fused: four calls to inline would cost a hundred of them most of the JIT's local variables.
        if (!(Fma.IsSupported || AdvSimd.IsSupported))
        {
            return new(
                (a._v0 * b._v0) + addend._v0, (a._v1 * b._v1) + addend._v1, (a._v2 * b._v2) + addend._v2, (a._v3 * b._v3) + addend._v3);
        }

        if (typeof(T) == typeof(float))
        {
            return new(
                Vector128.FusedMultiplyAdd(a._v0.AsSingle(), b._v0.AsSingle(), addend._v0.AsSingle()).As<float, T>(),
                Vector128.FusedMultiplyAdd(a._v1.AsSingle(), b._v1.AsSingle(), addend._v1.AsSingle()).As<float, T>(),
                Vector128.FusedMultiplyAdd(a._v2.AsSingle(), b._v2.AsSingle(), addend._v2.AsSingle()).As<float, T>(),
                Vector128.FusedMultiplyAdd(a._v3.AsSingle(), b._v3.AsSingle(), addend._v3.AsSingle()).As<float, T>());
        }

        return new(
            Vector128.FusedMultiplyAdd(a._v0.AsDouble(), b._v0.AsDouble(), addend._v0.AsDouble()).As<double, T>(),
            Vector128.FusedMultiplyAdd(a._v1.AsDouble(), b._v1.AsDouble(), addend._v1.AsDouble()).As<double, T>(),
            Vector128.FusedMultiplyAdd(a._v2.AsDouble(), b._v2.AsDouble(), addend._v2.AsDouble()).As<double, T>(),
            Vector128.FusedMultiplyAdd(a._v3.AsDouble(), b._v3.AsDouble(), addend._v3.AsDouble()).As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> MultiplyAdd(T a, Wide128<T> b, Wide128<T> addend) => MultiplyAdd(Broadcast(a), b, addend);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> MultiplyAdd(Block<T> a, nint index, Wide128<T> b, Wide128<T> addend)
    {
        if (!(Fma.IsSupported || AdvSimd.IsSupported))
        {
            Vector128<T> f = Vector128.Create(a.Pointer[index]);
            return new((f * b._v0) + addend._v0, (f * b._v1) + addend._v1, (f * b._v2) + addend._v2, (f * b._v3) + addend._v3);
        }

        if (typeof(T) == typeof(float))
        {
            Vector128<float> factor = Vector128.Create(((float*)a.Pointer)[index]);
            return new(
                Vector128.FusedMultiplyAdd(factor, b._v0.AsSingle(), addend._v0.AsSingle()).As<float, T>(),
                Vector128.FusedMultiplyAdd(factor, b._v1.AsSingle(), addend._v1.AsSingle()).As<float, T>(),
                Vector128.FusedMultiplyAdd(factor, b._v2.AsSingle(), addend._v2.AsSingle()).As<float, T>(),
                Vector128.FusedMultiplyAdd(factor, b._v3.AsSingle(), addend._v3.AsSingle()).As<float, T>());
        }

        Vector128<double> all = Vector128.Create(((double*)a.Pointer)[index]);
        return new(
            Vector128.FusedMultiplyAdd(all, b._v0.AsDouble(), addend._v0.AsDouble()).As<double, T>(),
            Vector128.FusedMultiplyAdd(all, b._v1.AsDouble(), addend._v1.AsDouble()).As<double, T>(),
            Vector128.FusedMultiplyAdd(all, b._v2.AsDouble(), addend._v2.AsDouble()).As<double, T>(),
            Vector128.FusedMultiplyAdd(all, b._v3.AsDouble(), addend._v3.AsDouble()).As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> MultiplyAdd(Block<T> a, nint aIndex, Block<T> b, nint bIndex, Wide128<T> addend)
    {
        if (!(Fma.IsSupported || AdvSimd.IsSupported))
        {
            Vector128<T> f = Vector128.Create(a.Pointer[aIndex]);
            T* s = b.Pointer + bIndex;
            return new(
                (f * Vector128.Load(s)) + addend._v0,
                (f * Vector128.Load(s + Vector128<T>.Count)) + addend._v1,
                (f * Vector128.Load(s + 2 * Vector128<T>.Count)) + addend._v2,
                (f * Vector128.Load(s + 3 * Vector128<T>.Count)) + addend._v3);
        }

        if (typeof(T) == typeof(float))
        {
            Vector128<float> factor = Vector128.Create(((float*)a.Pointer)[aIndex]);
            float* p = (float*)b.Pointer + bIndex;
            return new(
                Vector128.FusedMultiplyAdd(factor, Vector128.Load(p), addend._v0.AsSingle()).As<float, T>(),
                Vector128.FusedMultiplyAdd(factor, Vector128.Load(p + Vector128<float>.Count), addend._v1.AsSingle()).As<float, T>(),
                Vector128.FusedMultiplyAdd(factor, Vector128.Load(p + 2 * Vector128<float>.Count), addend._v2.AsSingle()).As<float, T>(),
                Vector128.FusedMultiplyAdd(factor, Vector128.Load(p + 3 * Vector128<float>.Count), addend._v3.AsSingle()).As<float, T>());
        }

        Vector128<double> all = Vector128.Create(((double*)a.Pointer)[aIndex]);
        double* q = (double*)b.Pointer + bIndex;
        return new(
            Vector128.FusedMultiplyAdd(all, Vector128.Load(q), addend._v0.AsDouble()).As<double, T>(),
            Vector128.FusedMultiplyAdd(all, Vector128.Load(q + Vector128<double>.Count), addend._v1.AsDouble()).As<double, T>(),
            Vector128.FusedMultiplyAdd(all, Vector128.Load(q + 2 * Vector128<double>.Count), addend._v2.AsDouble()).As<double, T>(),
            Vector128.FusedMultiplyAdd(all, Vector128.Load(q + 3 * Vector128<double>.Count), addend._v3.AsDouble()).As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> MultiplyAdd(Wide128<T> a, Block<T> b, nint index, Wide128<T> addend)
    {
        if (!(Fma.IsSupported || AdvSimd.IsSupported))
        {
            T* q = b.Pointer + index;
            return new(
                (a._v0 * Vector128.Load(q)) + addend._v0,
                (a._v1 * Vector128.Load(q + Vector128<T>.Count)) + addend._v1,
                (a._v2 * Vector128.Load(q + 2 * Vector128<T>.Count)) + addend._v2,
                (a._v3 * Vector128.Load(q + 3 * Vector128<T>.Count)) + addend._v3);
        }

        if (typeof(T) == typeof(float))
        {
            float* p = (float*)b.Pointer + index;
            return new(
                Vector128.FusedMultiplyAdd(a._v0.AsSingle(), Vector128.Load(p), addend._v0.AsSingle()).As<float, T>(),
                Vector128.FusedMultiplyAdd(a._v1.AsSingle(), Vector128.Load(p + Vector128<float>.Count), addend._v1.AsSingle())
                    .As<float, T>(),
                Vector128.FusedMultiplyAdd(a._v2.AsSingle(), Vector128.Load(p + 2 * Vector128<float>.Count), addend._v2.AsSingle())
                    .As<float, T>(),
                Vector128.FusedMultiplyAdd(a._v3.AsSingle(), Vector128.Load(p + 3 * Vector128<float>.Count), addend._v3.AsSingle())
                    .As<float, T>());
        }
        else
        {
            double* p = (double*)b.Pointer + index;
            return new(
                Vector128.FusedMultiplyAdd(a._v0.AsDouble(), Vector128.Load(p), addend._v0.AsDouble()).As<double, T>(),
                Vector128.FusedMultiplyAdd(a._v1.AsDouble(), Vector128.Load(p + Vector128<double>.Count), addend._v1.AsDouble())
                    .As<double, T>(),
                Vector128.FusedMultiplyAdd(a._v2.AsDouble(), Vector128.Load(p + 2 * Vector128<double>.Count), addend._v2.AsDouble())
                    .As<double, T>(),
                Vector128.FusedMultiplyAdd(a._v3.AsDouble(), Vector128.Load(p + 3 * Vector128<double>.Count), addend._v3.AsDouble())
                    .As<double, T>());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Abs(Wide128<T> value) =>
        new(Vector128.Abs(value._v0), Vector128.Abs(value._v1), Vector128.Abs(value._v2), Vector128.Abs(value._v3));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Sqrt(Wide128<T> value) =>
        new(Vector128.Sqrt(value._v0), Vector128.Sqrt(value._v1), Vector128.Sqrt(value._v2), Vector128.Sqrt(value._v3));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Equal(Wide128<T> left, Wide128<T> right) =>
        new(
            Vector128.Equals(left._v0, right._v0),
            Vector128.Equals(left._v1, right._v1),
            Vector128.Equals(left._v2, right._v2),
            Vector128.Equals(left._v3, right._v3));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Wide128<T> mask) => (mask._v0 | mask._v1 | mask._v2 | mask._v3).AsInt64() != Vector128<long>.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Select(Wide128<T> mask, Wide128<T> whenTrue, Wide128<T> whenFalse) =>
        new(
            Vector128.ConditionalSelect(mask._v0, whenTrue._v0, whenFalse._v0),
            Vector128.ConditionalSelect(mask._v1, whenTrue._v1, whenFalse._v1),
            Vector128.ConditionalSelect(mask._v2, whenTrue._v2, whenFalse._v2),
            Vector128.ConditionalSelect(mask._v3, whenTrue._v3, whenFalse._v3));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Larger(Wide128<T> a, Wide128<T> b)
    {
        // Of the instruction x86 documents that it gives b where either is NaN or both are zero.
        if (!Sse2.IsSupported) return Select(a > b, a, b);
        if (typeof(T) == typeof(float))
        {
            return new(
                Sse.Max(a._v0.AsSingle(), b._v0.AsSingle()).As<float, T>(),
                Sse.Max(a._v1.AsSingle(), b._v1.AsSingle()).As<float, T>(),
                Sse.Max(a._v2.AsSingle(), b._v2.AsSingle()).As<float, T>(),
                Sse.Max(a._v3.AsSingle(), b._v3.AsSingle()).As<float, T>());
        }

        return new(
            Sse2.Max(a._v0.AsDouble(), b._v0.AsDouble()).As<double, T>(),
            Sse2.Max(a._v1.AsDouble(), b._v1.AsDouble()).As<double, T>(),
            Sse2.Max(a._v2.AsDouble(), b._v2.AsDouble()).As<double, T>(),
            Sse2.Max(a._v3.AsDouble(), b._v3.AsDouble()).As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Smaller(Wide128<T> a, Wide128<T> b)
    {
        // Of the instruction x86 documents that it gives b where either is NaN or both are zero.
        if (!Sse2.IsSupported) return Select(a < b, a, b);
        if (typeof(T) == typeof(float))
        {
            return new(
                Sse.Min(a._v0.AsSingle(), b._v0.AsSingle()).As<float, T>(),
                Sse.Min(a._v1.AsSingle(), b._v1.AsSingle()).As<float, T>(),
                Sse.Min(a._v2.AsSingle(), b._v2.AsSingle()).As<float, T>(),
                Sse.Min(a._v3.AsSingle(), b._v3.AsSingle()).As<float, T>());
        }

        return new(
            Sse2.Min(a._v0.AsDouble(), b._v0.AsDouble()).As<double, T>(),
            Sse2.Min(a._v1.AsDouble(), b._v1.AsDouble()).As<double, T>(),
            Sse2.Min(a._v2.AsDouble(), b._v2.AsDouble()).As<double, T>(),
            Sse2.Min(a._v3.AsDouble(), b._v3.AsDouble()).As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> BitsAdd(Wide128<T> left, Wide128<T> right) =>
        new(Bits.Add(left._v0, right._v0), Bits.Add(left._v1, right._v1), Bits.Add(left._v2, right._v2), Bits.Add(left._v3, right._v3));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> BitsSubtract(Wide128<T> left, Wide128<T> right) =>
        new(
            Bits.Subtract(left._v0, right._v0),
            Bits.Subtract(left._v1, right._v1),
            Bits.Subtract(left._v2, right._v2),
            Bits.Subtract(left._v3, right._v3));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> BitsShiftLeft(Wide128<T> value, int count) =>
        new(
            Bits.ShiftLeft(value._v0, count),
            Bits.ShiftLeft(value._v1, count),
            Bits.ShiftLeft(value._v2, count),
            Bits.ShiftLeft(value._v3, count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> BitsShiftRight(Wide128<T> value, int count) =>
        new(
            Bits.ShiftRight(value._v0, count),
            Bits.ShiftRight(value._v1, count),
            Bits.ShiftRight(value._v2, count),
            Bits.ShiftRight(value._v3, count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Load(Block<T> source, nint index)
    {
        T* p = source.Pointer + index;
        return new(
            Vector128.Load(p),
            Vector128.Load(p + Vector128<T>.Count),
            Vector128.Load(p + 2 * Vector128<T>.Count),
            Vector128.Load(p + 3 * Vector128<T>.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Block<T> destination, nint index, Wide128<T> value)
    {
        T* p = destination.Pointer + index;
        value._v0.Store(p);
        value._v1.Store(p + Vector128<T>.Count);
        value._v2.Store(p + 2 * Vector128<T>.Count);
        value._v3.Store(p + 3 * Vector128<T>.Count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Wide128<T> value) => LaneSum.Of((value._v0 + value._v2) + (value._v1 + value._v3));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> AddHalves(Wide128<T> a, Wide128<T> b) => new(a._v0 + a._v2, a._v1 + a._v3, b._v0 + b._v2, b._v1 + b._v3);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> AddQuarters(Wide128<T> a, Wide128<T> b) => new(a._v0 + a._v1, a._v2 + a._v3, b._v0 + b._v1, b._v2 + b._v3);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> AddPairs(Wide128<T> a, Wide128<T> b)
    {
        // In place: of four calls to inline in each of many additions the JIT would leave some.
        if (Sse2.IsSupported)
        {
            return new(
                Sse2.UnpackLow(a._v0.AsDouble(), b._v0.AsDouble()).As<double, T>()
                    + Sse2.UnpackHigh(a._v0.AsDouble(), b._v0.AsDouble()).As<double, T>(),
                Sse2.UnpackLow(a._v1.AsDouble(), b._v1.AsDouble()).As<double, T>()
                    + Sse2.UnpackHigh(a._v1.AsDouble(), b._v1.AsDouble()).As<double, T>(),
                Sse2.UnpackLow(a._v2.AsDouble(), b._v2.AsDouble()).As<double, T>()
                    + Sse2.UnpackHigh(a._v2.AsDouble(), b._v2.AsDouble()).As<double, T>(),
                Sse2.UnpackLow(a._v3.AsDouble(), b._v3.AsDouble()).As<double, T>()
                    + Sse2.UnpackHigh(a._v3.AsDouble(), b._v3.AsDouble()).As<double, T>());
        }

        return new(LaneSum.Pairs(a._v0, b._v0), LaneSum.Pairs(a._v1, b._v1), LaneSum.Pairs(a._v2, b._v2), LaneSum.Pairs(a._v3, b._v3));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> AddNeighbours(Wide128<T> a, Wide128<T> b)
    {
        if (Sse.IsSupported)
        {
            return new(
                (Sse.Shuffle(a._v0.AsSingle(), b._v0.AsSingle(), 0b10_00_10_00)
                    + Sse.Shuffle(a._v0.AsSingle(), b._v0.AsSingle(), 0b11_01_11_01)).As<float, T>(),
                (Sse.Shuffle(a._v1.AsSingle(), b._v1.AsSingle(), 0b10_00_10_00)
                    + Sse.Shuffle(a._v1.AsSingle(), b._v1.AsSingle(), 0b11_01_11_01)).As<float, T>(),
                (Sse.Shuffle(a._v2.AsSingle(), b._v2.AsSingle(), 0b10_00_10_00)
                    + Sse.Shuffle(a._v2.AsSingle(), b._v2.AsSingle(), 0b11_01_11_01)).As<float, T>(),
                (Sse.Shuffle(a._v3.AsSingle(), b._v3.AsSingle(), 0b10_00_10_00)
                    + Sse.Shuffle(a._v3.AsSingle(), b._v3.AsSingle(), 0b11_01_11_01)).As<float, T>());
        }

        return new(
            LaneSum.Neighbours(a._v0, b._v0), LaneSum.Neighbours(a._v1, b._v1), LaneSum.Neighbours(a._v2, b._v2),
            LaneSum.Neighbours(a._v3, b._v3));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Spread(Block<T> source, nint index, int count)
    {
        T* p = source.Pointer + index;
        Vector128<T> first = Vector128.Create(p[0]), second = Vector128.Create(p[1]);
        return count == 4 ? new(first, second, Vector128.Create(p[2]), Vector128.Create(p[3])) : new(first, first, second, second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Interleave(Wide128<T> value)
    {
        (Vector128<T> v0, Vector128<T> v1) = LaneExchange.Interleave(value._v0, value._v2);
        (Vector128<T> v2, Vector128<T> v3) = LaneExchange.Interleave(value._v1, value._v3);
        return new(v0, v1, v2, v3);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First(Wide128<T> value) => value._v0.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> BroadcastLane(Wide128<T> value, int lane)
    {
        Vector128<T> part = (lane / Vector128<T>.Count) switch
        {
            0 => value._v0,
            1 => value._v1,
            2 => value._v2,
            _ => value._v3,
        };
        return Broadcast(part[lane % Vector128<T>.Count]);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> LoadFour(Block<T> source, nint index)
    {
        Vector128<T> first = Vector128.Load(source.Pointer + index);
        if (typeof(T) == typeof(float))
            return new(first, first, first, first);
        Vector128<T> last = Vector128.Load(source.Pointer + index + Vector128<T>.Count);
        return new(first, last, first, last);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> BroadcastOfFour(Wide128<T> four, int number) =>
        Broadcast(number < Vector128<T>.Count ? four._v0[number] : four._v1[number % Vector128<T>.Count]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide128<T> Exchange(Wide128<T> value, int distance) => (distance * sizeof(T)) switch
    {
        32 => new(value._v2, value._v3, value._v0, value._v1),
        16 => new(value._v1, value._v0, value._v3, value._v2),
        var bytes => new(
            LaneExchange.Of(value._v0, bytes),
            LaneExchange.Of(value._v1, bytes),
            LaneExchange.Of(value._v2, bytes),
            LaneExchange.Of(value._v3, bytes)),
    };

    /// <inheritdoc/>
    public static Wide128<T> Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Vector128<T> indices = Vector128<T>.Indices, count = Vector128.Create(Lane.Round<T>(Vector128<T>.Count));
            return new(indices, indices + count, indices + count + count, indices + count + count + count);
        }
    }
}
