using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GenNet.Numerics;

/// <summary>Sixteen bytes of lanes in one 128-bit register: the one vector that an interpreter keeps out of memory.</summary>
/// <typeparam name="T">The type of a lane: <see cref="float"/> (4 lanes) or <see cref="double"/> (2 lanes).</typeparam>
internal readonly unsafe struct Narrow128<T> : IVector<Narrow128<T>>, ILanes<T>
    where T : unmanaged
{
    private readonly Vector128<T> _v;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Narrow128(Vector128<T> v) => _v = v;

    /// <inheritdoc/>
    public static int Count => 16 / sizeof(T);

    /// <inheritdoc/>
    public static bool IsDouble => typeof(T) == typeof(double);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> Create(double value) =>
        new(typeof(T) == typeof(float) ? Vector128.Create((float)value).As<float, T>() : Vector128.Create(value).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> CreateBits(long bits) => new(Vector128.Create(Lane.FromBits<T>(bits)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> operator +(Narrow128<T> left, Narrow128<T> right) => new(left._v + right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> operator -(Narrow128<T> left, Narrow128<T> right) => new(left._v - right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> operator *(Narrow128<T> left, Narrow128<T> right) => new(left._v * right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> operator /(Narrow128<T> left, Narrow128<T> right) => new(left._v / right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> operator -(Narrow128<T> value) => new(-value._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> operator <(Narrow128<T> left, Narrow128<T> right) => new(Vector128.LessThan(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> operator >(Narrow128<T> left, Narrow128<T> right) => new(Vector128.GreaterThan(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> operator &(Narrow128<T> left, Narrow128<T> right) => new(left._v & right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> operator |(Narrow128<T> left, Narrow128<T> right) => new(left._v | right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> operator ^(Narrow128<T> left, Narrow128<T> right) => new(left._v ^ right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> MultiplyAdd(Narrow128<T> a, Narrow128<T> b, Narrow128<T> addend)
    {
        if (!(Fma.IsSupported || AdvSimd.IsSupported)) return new((a._v * b._v) + addend._v);
        if (typeof(T) == typeof(float))
            return new(Vector128.FusedMultiplyAdd(a._v.AsSingle(), b._v.AsSingle(), addend._v.AsSingle()).As<float, T>());
        return new(Vector128.FusedMultiplyAdd(a._v.AsDouble(), b._v.AsDouble(), addend._v.AsDouble()).As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> Abs(Narrow128<T> value) => new(Vector128.Abs(value._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> Sqrt(Narrow128<T> value) => new(Vector128.Sqrt(value._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> Equal(Narrow128<T> left, Narrow128<T> right) => new(Vector128.Equals(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Narrow128<T> mask) => mask._v.AsInt64() != Vector128<long>.Zero;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> Select(Narrow128<T> mask, Narrow128<T> whenTrue, Narrow128<T> whenFalse) =>
        new(Vector128.ConditionalSelect(mask._v, whenTrue._v, whenFalse._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> Larger(Narrow128<T> a, Narrow128<T> b) => Select(a > b, a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> Smaller(Narrow128<T> a, Narrow128<T> b) => Select(a < b, a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> BitsAdd(Narrow128<T> left, Narrow128<T> right) => new(Bits.Add(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> BitsSubtract(Narrow128<T> left, Narrow128<T> right) => new(Bits.Subtract(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> BitsShiftLeft(Narrow128<T> value, int count) => new(Bits.ShiftLeft(value._v, count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> BitsShiftRight(Narrow128<T> value, int count) => new(Bits.ShiftRight(value._v, count));

    /// <summary>The numbers from <paramref name="index"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Narrow128<T> Load(Block<T> source, nint index) => new(Vector128.Load(source.Pointer + index));

    /// <summary>Writes the lanes from <paramref name="index"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Block<T> destination, nint index, Narrow128<T> value) => value._v.Store(destination.Pointer + index);
}
