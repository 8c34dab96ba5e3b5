using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GenNet.Numerics;

/// <summary>Sixty-four bytes of lanes in one 512-bit register.</summary>
/// <typeparam name="T">The type of a lane: <see cref="float"/> (16 lanes) or <see cref="double"/> (8 lanes).</typeparam>
public readonly unsafe struct Wide512<T> : IWideVector<Wide512<T>, T>
    where T : unmanaged
{
    private readonly Vector512<T> _v;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Wide512(Vector512<T> v) => _v = v;

    /// <inheritdoc/>
    public static int Count => 64 / sizeof(T);

    /// <inheritdoc/>
    public static bool IsDouble => typeof(T) == typeof(double);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Create(double value) =>
        new(typeof(T) == typeof(float) ? Vector512.Create((float)value).As<float, T>() : Vector512.Create(value).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> CreateBits(long bits) => Broadcast(Lane.FromBits<T>(bits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Broadcast(T value) => Unsafe.BitCast<Vector512<T>, Wide512<T>>(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator +(Wide512<T> left, Wide512<T> right) => Unsafe.BitCast<Vector512<T>, Wide512<T>>(left._v + right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator -(Wide512<T> left, Wide512<T> right) => Unsafe.BitCast<Vector512<T>, Wide512<T>>(left._v - right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator *(Wide512<T> left, Wide512<T> right) => Unsafe.BitCast<Vector512<T>, Wide512<T>>(left._v * right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator /(Wide512<T> left, Wide512<T> right) => Unsafe.BitCast<Vector512<T>, Wide512<T>>(left._v / right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator -(Wide512<T> value) => Unsafe.BitCast<Vector512<T>, Wide512<T>>(-value._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator <(Wide512<T> left, Wide512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Wide512<T>>(Vector512.LessThan(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator >(Wide512<T> left, Wide512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Wide512<T>>(Vector512.GreaterThan(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator &(Wide512<T> left, Wide512<T> right) => Unsafe.BitCast<Vector512<T>, Wide512<T>>(left._v & right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator |(Wide512<T> left, Wide512<T> right) => Unsafe.BitCast<Vector512<T>, Wide512<T>>(left._v | right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> operator ^(Wide512<T> left, Wide512<T> right) => Unsafe.BitCast<Vector512<T>, Wide512<T>>(left._v ^ right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> MultiplyAdd(Wide512<T> a, Wide512<T> b, Wide512<T> addend) =>
        typeof(T) == typeof(float)
            ? Unsafe.BitCast<Vector512<float>, Wide512<T>>(
                Vector512.FusedMultiplyAdd(a._v.AsSingle(), b._v.AsSingle(), addend._v.AsSingle()))
            : Unsafe.BitCast<Vector512<double>, Wide512<T>>(
                Vector512.FusedMultiplyAdd(a._v.AsDouble(), b._v.AsDouble(), addend._v.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> MultiplyAdd(T a, Wide512<T> b, Wide512<T> addend) => MultiplyAdd(Broadcast(a), b, addend);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> MultiplyAdd(Block<T> a, nint index, Wide512<T> b, Wide512<T> addend)
    {
        if (typeof(T) == typeof(float))
        {
            return Unsafe.BitCast<Vector512<float>, Wide512<T>>(
                Vector512.FusedMultiplyAdd(Vector512.Create(((float*)a.Pointer)[index]), b._v.AsSingle(), addend._v.AsSingle()));
        }

        return Unsafe.BitCast<Vector512<double>, Wide512<T>>(
            Vector512.FusedMultiplyAdd(Vector512.Create(((double*)a.Pointer)[index]), b._v.AsDouble(), addend._v.AsDouble()));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> MultiplyAdd(Block<T> a, nint aIndex, Block<T> b, nint bIndex, Wide512<T> addend)
    {
        if (typeof(T) == typeof(float))
        {
            return Unsafe.BitCast<Vector512<float>, Wide512<T>>(Vector512.FusedMultiplyAdd(
                Vector512.Create(((float*)a.Pointer)[aIndex]), Vector512.Load((float*)b.Pointer + bIndex), addend._v.AsSingle()));
        }

        return Unsafe.BitCast<Vector512<double>, Wide512<T>>(Vector512.FusedMultiplyAdd(
            Vector512.Create(((double*)a.Pointer)[aIndex]), Vector512.Load((double*)b.Pointer + bIndex), addend._v.AsDouble()));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> MultiplyAdd(Wide512<T> a, Block<T> b, nint index, Wide512<T> addend)
    {
        if (typeof(T) == typeof(float))
        {
            float* p = (float*)b.Pointer + index;
            return Unsafe.BitCast<Vector512<float>, Wide512<T>>(
                Vector512.FusedMultiplyAdd(a._v.AsSingle(), Vector512.Load(p), addend._v.AsSingle()));
        }
        else
        {
            double* p = (double*)b.Pointer + index;
            return Unsafe.BitCast<Vector512<double>, Wide512<T>>(
                Vector512.FusedMultiplyAdd(a._v.AsDouble(), Vector512.Load(p), addend._v.AsDouble()));
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Abs(Wide512<T> value) => Unsafe.BitCast<Vector512<T>, Wide512<T>>(Vector512.Abs(value._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Sqrt(Wide512<T> value) => Unsafe.BitCast<Vector512<T>, Wide512<T>>(Vector512.Sqrt(value._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Equal(Wide512<T> left, Wide512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Wide512<T>>(Vector512.Equals(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Wide512<T> mask) => mask._v.AsInt64() != Vector512<long>.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Select(Wide512<T> mask, Wide512<T> whenTrue, Wide512<T> whenFalse) =>
        Unsafe.BitCast<Vector512<T>, Wide512<T>>(Vector512.ConditionalSelect(mask._v, whenTrue._v, whenFalse._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Larger(Wide512<T> a, Wide512<T> b)
    {
        // Of the instruction x86 documents that it gives b where either is NaN or both are zero.
        if (!Avx512F.IsSupported) return Select(a > b, a, b);
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<Vector512<float>, Wide512<T>>(Avx512F.Max(a._v.AsSingle(), b._v.AsSingle()));
        return Unsafe.BitCast<Vector512<double>, Wide512<T>>(Avx512F.Max(a._v.AsDouble(), b._v.AsDouble()));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Smaller(Wide512<T> a, Wide512<T> b)
    {
        // Of the instruction x86 documents that it gives b where either is NaN or both are zero.
        if (!Avx512F.IsSupported) return Select(a < b, a, b);
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<Vector512<float>, Wide512<T>>(Avx512F.Min(a._v.AsSingle(), b._v.AsSingle()));
        return Unsafe.BitCast<Vector512<double>, Wide512<T>>(Avx512F.Min(a._v.AsDouble(), b._v.AsDouble()));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> BitsAdd(Wide512<T> left, Wide512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Wide512<T>>(Bits.Add(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> BitsSubtract(Wide512<T> left, Wide512<T> right) =>
        Unsafe.BitCast<Vector512<T>, Wide512<T>>(Bits.Subtract(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> BitsShiftLeft(Wide512<T> value, int count) =>
        Unsafe.BitCast<Vector512<T>, Wide512<T>>(Bits.ShiftLeft(value._v, count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> BitsShiftRight(Wide512<T> value, int count) =>
        Unsafe.BitCast<Vector512<T>, Wide512<T>>(Bits.ShiftRight(value._v, count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Load(Block<T> source, nint index) =>
        Unsafe.BitCast<Vector512<T>, Wide512<T>>(Vector512.Load(source.Pointer + index));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Block<T> destination, nint index, Wide512<T> value) => value._v.Store(destination.Pointer + index);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Wide512<T> value) => LaneSum.Of(value._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> AddHalves(Wide512<T> a, Wide512<T> b)
    {
        Vector512<double> x = a._v.AsDouble(), y = b._v.AsDouble();
        return new(Avx512F.Shuffle4x128(x, y, 0b01_00_01_00).As<double, T>() + Avx512F.Shuffle4x128(x, y, 0b11_10_11_10).As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> AddQuarters(Wide512<T> a, Wide512<T> b)
    {
        Vector512<double> x = a._v.AsDouble(), y = b._v.AsDouble();
        return new(Avx512F.Shuffle4x128(x, y, 0b10_00_10_00).As<double, T>() + Avx512F.Shuffle4x128(x, y, 0b11_01_11_01).As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> AddPairs(Wide512<T> a, Wide512<T> b)
    {
        Vector512<double> x = a._v.AsDouble(), y = b._v.AsDouble();
        return new(Avx512F.UnpackLow(x, y).As<double, T>() + Avx512F.UnpackHigh(x, y).As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> AddNeighbours(Wide512<T> a, Wide512<T> b)
    {
        Vector512<float> x = a._v.AsSingle(), y = b._v.AsSingle();
        return new((Avx512F.Shuffle(x, y, 0b10_00_10_00) + Avx512F.Shuffle(x, y, 0b11_01_11_01)).As<float, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Spread(Block<T> source, nint index, int count)
    {
        T* p = source.Pointer + index;
        if (typeof(T) == typeof(float))
        {
            Vector512<float> numbers = count == 4
                ? Avx512F.BroadcastVector128ToVector512((float*)p)
                : Vector512.Create(*(double*)p).AsSingle();
            return new(Avx512F.PermuteVar4x32(numbers, count == 4
                ? Vector512.Create(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3)
                : Vector512.Create(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1)).As<float, T>());
        }

        return new(count == 4
            ? Avx512F.PermuteVar8x64(
                Vector256.Load((double*)p).ToVector512Unsafe(), Vector512.Create(0L, 0, 1, 1, 2, 2, 3, 3)).As<double, T>()
            : Vector512.Create(Vector256.Create(p[0]), Vector256.Create(p[1])));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Interleave(Wide512<T> value) => new(typeof(T) == typeof(float)
        ? Vector512.Shuffle(value._v.AsSingle(), Vector512.Create(0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15)).As<float, T>()
        : Vector512.Shuffle(value._v.AsDouble(), Vector512.Create(0L, 4, 1, 5, 2, 6, 3, 7)).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First(Wide512<T> value) => value._v.ToScalar();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> BroadcastLane(Wide512<T> value, int lane) => new(typeof(T) == typeof(float)
        ? Avx512F.PermuteVar16x32(value._v.AsSingle(), Vector512.Create(lane)).As<float, T>()
        : Avx512F.PermuteVar8x64(value._v.AsDouble(), Vector512.Create((long)lane)).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> LoadFour(Block<T> source, nint index)
    {
        if (typeof(T) == typeof(float))
            return new(Avx512F.BroadcastVector128ToVector512((float*)source.Pointer + index).As<float, T>());

        // Not BroadcastVector256ToVector512: .NET 10 encodes a constant distance of its operand as twice what it is.
        Vector256<T> four = Vector256.Load(source.Pointer + index);
        return new(Vector512.Create(four, four));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> BroadcastOfFour(Wide512<T> four, int number)
    {
        if (typeof(T) == typeof(float))
        {
            return new(Vector512.Shuffle(
                four._v.AsInt32(),
                Vector512.Create(0, 0, 0, 0, 4, 4, 4, 4, 8, 8, 8, 8, 12, 12, 12, 12) + Vector512.Create(number)).As<int, T>());
        }

        return new(Vector512.Shuffle(
            four._v.AsInt64(),
            Vector512.Create(0L, 0, 0, 0, 4, 4, 4, 4) + Vector512.Create((long)number)).As<long, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide512<T> Exchange(Wide512<T> value, int distance) => new(LaneExchange.Of(value._v, distance * sizeof(T)));

    /// <inheritdoc/>
    public static Wide512<T> Indices => new(Vector512<T>.Indices);
}
