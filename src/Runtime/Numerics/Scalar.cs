using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GenNet.Numerics;

/// <summary>A vector of one lane: the same source, run for a single sample.</summary>
/// <typeparam name="T">The type of the lane: <see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly struct Scalar<T> : IVector<Scalar<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _v;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Scalar(T v) => _v = v;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static bool IsDouble => typeof(T) == typeof(double);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Create(double value) => new(Lane.Round<T>(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> CreateBits(long bits) => new(Lane.FromBits<T>(bits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Broadcast(T value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator +(Scalar<T> left, Scalar<T> right) => new(left._v + right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator -(Scalar<T> left, Scalar<T> right) => new(left._v - right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator *(Scalar<T> left, Scalar<T> right) => new(left._v * right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator /(Scalar<T> left, Scalar<T> right) => new(left._v / right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator -(Scalar<T> value) => new(-value._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator <(Scalar<T> left, Scalar<T> right) => Mask(left._v < right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator >(Scalar<T> left, Scalar<T> right) => Mask(left._v > right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator &(Scalar<T> left, Scalar<T> right) => FromBits(left.ToBits() & right.ToBits());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator |(Scalar<T> left, Scalar<T> right) => FromBits(left.ToBits() | right.ToBits());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> operator ^(Scalar<T> left, Scalar<T> right) => FromBits(left.ToBits() ^ right.ToBits());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> MultiplyAdd(Scalar<T> a, Scalar<T> b, Scalar<T> addend) => new(Fused.MultiplyAdd(a._v, b._v, addend._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> MultiplyAdd(T a, Scalar<T> b, Scalar<T> addend) => new(Fused.MultiplyAdd(a, b._v, addend._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Scalar<T> MultiplyAdd(Block<T> a, nint index, Scalar<T> b, Scalar<T> addend)
    {
        if (!(Fma.IsSupported || AdvSimd.IsSupported)) return Unsafe.BitCast<T, Scalar<T>>((a.Pointer[index] * b._v) + addend._v);
        if (typeof(T) == typeof(float))
        {
            return Unsafe.BitCast<float, Scalar<T>>(MathF.FusedMultiplyAdd(
                ((float*)a.Pointer)[index], Unsafe.BitCast<Scalar<T>, float>(b), Unsafe.BitCast<Scalar<T>, float>(addend)));
        }

        return Unsafe.BitCast<double, Scalar<T>>(Math.FusedMultiplyAdd(
            ((double*)a.Pointer)[index], Unsafe.BitCast<Scalar<T>, double>(b), Unsafe.BitCast<Scalar<T>, double>(addend)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> MultiplyAdd(Scalar<T> a, Block<T> b, nint index, Scalar<T> addend) => MultiplyAdd(a, Load(b, index), addend);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Abs(Scalar<T> value) => new(T.Abs(value._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Sqrt(Scalar<T> value) => new(T.Sqrt(value._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Equal(Scalar<T> left, Scalar<T> right) => Mask(left._v == right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Scalar<T> mask) => mask.ToBits() != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Select(Scalar<T> mask, Scalar<T> whenTrue, Scalar<T> whenFalse) => mask.ToBits() != 0 ? whenTrue : whenFalse;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Larger(Scalar<T> a, Scalar<T> b) => a._v > b._v ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Smaller(Scalar<T> a, Scalar<T> b) => a._v < b._v ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> BitsAdd(Scalar<T> left, Scalar<T> right) => FromBits(left.ToBits() + right.ToBits());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> BitsSubtract(Scalar<T> left, Scalar<T> right) => FromBits(left.ToBits() - right.ToBits());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> BitsShiftLeft(Scalar<T> value, int count) => FromBits(value.ToBits() << count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> BitsShiftRight(Scalar<T> value, int count) => FromBits(value.ToBits() >> count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Load(Block<T> source, nint index) => new(source[index]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Block<T> destination, nint index, Scalar<T> value) => destination[index] = value._v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Scalar<T> value) => value._v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T First(Scalar<T> value) => value._v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> BroadcastLane(Scalar<T> value, int lane) => value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar<T> Exchange(Scalar<T> value, int distance) => value;

    /// <inheritdoc/>
    public static Scalar<T> Indices => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Scalar<T> Mask(bool set) => FromBits(set ? -1L : 0L);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Scalar<T> FromBits(long bits) => new(Lane.FromBits<T>(bits));

    /// <summary>The bits, sign-extended to 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long ToBits() => typeof(T) == typeof(float) ? Unsafe.BitCast<T, int>(_v) : Unsafe.BitCast<T, long>(_v);
}
