using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GenNet.Numerics;

/// <summary>Integer operations on the bits of floating-point lanes: 32-bit integers under floats, 64-bit ones under doubles.</summary>
internal static class Bits
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add<T>(Vector512<T> left, Vector512<T> right) =>
        typeof(T) == typeof(float)
            ? Vector512.Add(left.AsInt32(), right.AsInt32()).As<int, T>()
            : Vector512.Add(left.AsInt64(), right.AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Subtract<T>(Vector512<T> left, Vector512<T> right) =>
        typeof(T) == typeof(float)
            ? Vector512.Subtract(left.AsInt32(), right.AsInt32()).As<int, T>()
            : Vector512.Subtract(left.AsInt64(), right.AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> ShiftLeft<T>(Vector512<T> value, int count) =>
        typeof(T) == typeof(float)
            ? Vector512.ShiftLeft(value.AsInt32(), count).As<int, T>()
            : Vector512.ShiftLeft(value.AsInt64(), count).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> ShiftRight<T>(Vector512<T> value, int count) =>
        typeof(T) == typeof(float)
            ? Vector512.ShiftRightArithmetic(value.AsInt32(), count).As<int, T>()
            : Vector512.ShiftRightArithmetic(value.AsInt64(), count).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Add<T>(Vector256<T> left, Vector256<T> right) =>
        typeof(T) == typeof(float)
            ? Vector256.Add(left.AsInt32(), right.AsInt32()).As<int, T>()
            : Vector256.Add(left.AsInt64(), right.AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Subtract<T>(Vector256<T> left, Vector256<T> right) =>
        typeof(T) == typeof(float)
            ? Vector256.Subtract(left.AsInt32(), right.AsInt32()).As<int, T>()
            : Vector256.Subtract(left.AsInt64(), right.AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> ShiftLeft<T>(Vector256<T> value, int count) =>
        typeof(T) == typeof(float)
            ? Vector256.ShiftLeft(value.AsInt32(), count).As<int, T>()
            : Vector256.ShiftLeft(value.AsInt64(), count).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> ShiftRight<T>(Vector256<T> value, int count) =>
        typeof(T) == typeof(float)
            ? Vector256.ShiftRightArithmetic(value.AsInt32(), count).As<int, T>()
            : Vector256.ShiftRightArithmetic(value.AsInt64(), count).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Add<T>(Vector128<T> left, Vector128<T> right) =>
        typeof(T) == typeof(float)
            ? Vector128.Add(left.AsInt32(), right.AsInt32()).As<int, T>()
            : Vector128.Add(left.AsInt64(), right.AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Subtract<T>(Vector128<T> left, Vector128<T> right) =>
        typeof(T) == typeof(float)
            ? Vector128.Subtract(left.AsInt32(), right.AsInt32()).As<int, T>()
            : Vector128.Subtract(left.AsInt64(), right.AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> ShiftLeft<T>(Vector128<T> value, int count) =>
        typeof(T) == typeof(float)
            ? Vector128.ShiftLeft(value.AsInt32(), count).As<int, T>()
            : Vector128.ShiftLeft(value.AsInt64(), count).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> ShiftRight<T>(Vector128<T> value, int count) =>
        typeof(T) == typeof(float)
            ? Vector128.ShiftRightArithmetic(value.AsInt32(), count).As<int, T>()
            : Vector128.ShiftRightArithmetic(value.AsInt64(), count).As<long, T>();
}
