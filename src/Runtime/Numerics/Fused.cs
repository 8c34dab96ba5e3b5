using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GenNet.Numerics;

/// <summary>
/// a b + c, rounded once where the machine can do that in one instruction. Elsewhere a fused operation would be
/// a library call a lane, so the product and the sum are rounded one after the other.
/// </summary>
/// <remarks>
/// The methods below ask the machine in place instead of through <see cref="IsSupported"/>: the JIT then drops the other
/// branch before it inlines anything, which matters where hundreds of these are inlined into one method.
/// </remarks>
internal static class Fused
{
    /// <summary>Whether the machine has fused multiply-add, so that results are those of every other machine that has it.</summary>
    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Fma.IsSupported || AdvSimd.IsSupported;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd<T>(Vector512<T> a, Vector512<T> b, Vector512<T> addend)
    {
        if (typeof(T) == typeof(float)) return Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), addend.AsSingle()).As<float, T>();
        return Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), addend.AsDouble()).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd<T>(Vector256<T> a, Vector256<T> b, Vector256<T> addend)
    {
        if (!(Fma.IsSupported || AdvSimd.IsSupported)) return (a * b) + addend;
        if (typeof(T) == typeof(float)) return Vector256.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), addend.AsSingle()).As<float, T>();
        return Vector256.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), addend.AsDouble()).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MultiplyAdd<T>(T a, T b, T addend) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            float x = Unsafe.BitCast<T, float>(a), y = Unsafe.BitCast<T, float>(b), z = Unsafe.BitCast<T, float>(addend);
            return Unsafe.BitCast<float, T>(Fma.IsSupported || AdvSimd.IsSupported ? MathF.FusedMultiplyAdd(x, y, z) : (x * y) + z);
        }

        double u = Unsafe.BitCast<T, double>(a), v = Unsafe.BitCast<T, double>(b), w = Unsafe.BitCast<T, double>(addend);
        return Unsafe.BitCast<double, T>(Fma.IsSupported || AdvSimd.IsSupported ? Math.FusedMultiplyAdd(u, v, w) : (u * v) + w);
    }
}
