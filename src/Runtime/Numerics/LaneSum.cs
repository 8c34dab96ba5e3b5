using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace GenNet.Numerics;

/// <summary>
/// Sums the lanes of a vector by adding its upper half to its lower half until one lane is left,
/// so that one 512-bit register, two of 256 and four of 128 bits give the same bits.
/// </summary>
public static class LaneSum
{
    /// <summary>A vector whose lanes are the sums over the lanes of 16 vectors of floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(
        V s0, V s1 = default, V s2 = default, V s3 = default, V s4 = default, V s5 = default, V s6 = default, V s7 = default,
        V s8 = default, V s9 = default, V s10 = default, V s11 = default, V s12 = default, V s13 = default, V s14 = default,
        V s15 = default)
        where V : struct, IWideVector<V, float>
    {
        V low = V.AddPairs(Quarters(s0, s4, s8, s12), Quarters(s1, s5, s9, s13));
        V high = V.AddPairs(Quarters(s2, s6, s10, s14), Quarters(s3, s7, s11, s15));
        return V.AddNeighbours(low, high);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V Quarters(V a, V b, V c, V d) => V.AddQuarters(V.AddHalves(a, b), V.AddHalves(c, d));
    }

    /// <summary>A vector whose lanes are the sums over the lanes of 8 vectors of doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfDoubles<V>(
        V s0, V s1 = default, V s2 = default, V s3 = default, V s4 = default, V s5 = default, V s6 = default, V s7 = default)
        where V : struct, IWideVector<V, double>
    {
        return V.AddPairs(Quarters(s0, s2, s4, s6), Quarters(s1, s3, s5, s7));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V Quarters(V a, V b, V c, V d) => V.AddQuarters(V.AddHalves(a, b), V.AddHalves(c, d));
    }

    /// <summary>
    /// A vector whose lanes are the sums over the quarters of vectors: over those of number 0, then of 1, ... With floats there are four
    /// vectors, and with doubles two.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfQuarters<V, T>(V s0, V s1 = default, V s2 = default, V s3 = default)
        where V : struct, IWideVector<V, T>
        where T : unmanaged
    {
        V sums = V.AddPairs(s0, s1);
        if (typeof(T) == typeof(float))
            sums = V.AddNeighbours(sums, V.AddPairs(s2, s3));
        return V.Interleave(V.Interleave(sums));
    }

    /// <summary>
    /// A vector whose lanes are the sums over the halves of vectors: over those of number 0, then of 1, ... With floats there are eight
    /// vectors, and with doubles four.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfHalves<V, T>(
        V s0, V s1 = default, V s2 = default, V s3 = default, V s4 = default, V s5 = default, V s6 = default, V s7 = default)
        where V : struct, IWideVector<V, T>
        where T : unmanaged
    {
        V first = V.AddQuarters(s0, s1), second = V.AddQuarters(s2, s3);
        return typeof(T) == typeof(float)
            ? OfQuarters<V, T>(first, second, V.AddQuarters(s4, s5), V.AddQuarters(s6, s7))
            : OfQuarters<V, T>(first, second);
    }

    /// <summary>The sum of a vector's quarters, or halves, in each of them.</summary>
    /// <param name="value">The vector.</param>
    /// <param name="parts">4 for quarters, (q0 + q2) + (q1 + q3), or 2 for halves.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfParts<V, T>(V value, int parts)
        where V : struct, IWideVector<V, T>
        where T : unmanaged
    {
        value += V.Exchange(value, V.Count / 2);
        return parts == 4 ? value + V.Exchange(value, V.Count / 4) : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Of<T>(Vector512<T> value) where T : unmanaged => Of(value.GetLower() + value.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Of<T>(Vector256<T> value) where T : unmanaged => Of(value.GetLower() + value.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Of<T>(Vector128<T> value) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Vector128<float> v = value.AsSingle();
            float even = v[0] + v[2];
            float odd = v[1] + v[3];
            return Unsafe.BitCast<float, T>(even + odd);
        }

        Vector128<double> w = value.AsDouble();
        return Unsafe.BitCast<double, T>(w[0] + w[1]);
    }

    /// <summary>With halves of eight bytes: a0 + a1, b0 + b1; where there is no instruction of x86 for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<T> Pairs<T>(Vector128<T> a, Vector128<T> b) where T : unmanaged
    {
        if (AdvSimd.Arm64.IsSupported)
        {
            return AdvSimd.Arm64.ZipLow(a.AsDouble(), b.AsDouble()).As<double, T>()
                + AdvSimd.Arm64.ZipHigh(a.AsDouble(), b.AsDouble()).As<double, T>();
        }

        return Vector128.Create(a.GetLower(), b.GetLower()) + Vector128.Create(a.GetUpper(), b.GetUpper());
    }

    /// <summary>Of four floats each: a0 + a1, a2 + a3, b0 + b1, b2 + b3; likewise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<T> Neighbours<T>(Vector128<T> a, Vector128<T> b) where T : unmanaged
    {
        Vector128<float> x = a.AsSingle(), y = b.AsSingle();
        if (AdvSimd.Arm64.IsSupported) return (AdvSimd.Arm64.UnzipEven(x, y) + AdvSimd.Arm64.UnzipOdd(x, y)).As<float, T>();
        return Vector128.Create(x[0] + x[1], x[2] + x[3], y[0] + y[1], y[2] + y[3]).As<float, T>();
    }
}
