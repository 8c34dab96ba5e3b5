using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GenNet.Benchmarks;

/// <summary>
/// The most that the arithmetic units of one core can do: independent chains of fused multiply-adds on the widest registers, more
/// than it takes to hide their latency, with nothing to load or store.
/// </summary>
internal static class FmaPeak
{
    private const int Rounds = 100_000;

    /// <summary>
    /// Floating-point operations a second, two for each multiply-add and lane; NaN on a machine without fused multiply-add.
    /// </summary>
    /// <exception cref="InvalidOperationException">The machine was not quiet.</exception>
    public static double Measure()
    {
        if (!Fma.IsSupported && !AdvSimd.IsSupported)
            return double.NaN;
        (Func<float> run, int perRound) = Vector512.IsHardwareAccelerated
            ? ((Func<float>)Run512, 16 * Vector512<float>.Count)
            : (Run256, 12 * Vector256<float>.Count);
        Timing timing = Stopclock.Measure(() => Sink = run());
        return 2.0 * perRound * Rounds / timing.Seconds
            ?? throw new InvalidOperationException($"The machine is busy: it was quiet for {timing.Quiet:P0} of the time.");
    }

    /// <summary>Keeps the loop's result alive.</summary>
    private static float Sink { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run512()
    {
        Vector512<float> x = Vector512.Create(1.0001f), y = Vector512.Create(0.9999f);
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x, m = x, n = x, o = x, p = x;
        for (int round = 0; round < Rounds; round++)
        {
            a = Vector512.FusedMultiplyAdd(x, y, a);
            b = Vector512.FusedMultiplyAdd(x, y, b);
            c = Vector512.FusedMultiplyAdd(x, y, c);
            d = Vector512.FusedMultiplyAdd(x, y, d);
            e = Vector512.FusedMultiplyAdd(x, y, e);
            f = Vector512.FusedMultiplyAdd(x, y, f);
            g = Vector512.FusedMultiplyAdd(x, y, g);
            h = Vector512.FusedMultiplyAdd(x, y, h);
            i = Vector512.FusedMultiplyAdd(x, y, i);
            j = Vector512.FusedMultiplyAdd(x, y, j);
            k = Vector512.FusedMultiplyAdd(x, y, k);
            l = Vector512.FusedMultiplyAdd(x, y, l);
            m = Vector512.FusedMultiplyAdd(x, y, m);
            n = Vector512.FusedMultiplyAdd(x, y, n);
            o = Vector512.FusedMultiplyAdd(x, y, o);
            p = Vector512.FusedMultiplyAdd(x, y, p);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p);
    }

    // Twelve chains and the two factors fill what AVX2's sixteen registers have room for.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run256()
    {
        Vector256<float> x = Vector256.Create(1.0001f), y = Vector256.Create(0.9999f);
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int round = 0; round < Rounds; round++)
        {
            a = Vector256.FusedMultiplyAdd(x, y, a);
            b = Vector256.FusedMultiplyAdd(x, y, b);
            c = Vector256.FusedMultiplyAdd(x, y, c);
            d = Vector256.FusedMultiplyAdd(x, y, d);
            e = Vector256.FusedMultiplyAdd(x, y, e);
            f = Vector256.FusedMultiplyAdd(x, y, f);
            g = Vector256.FusedMultiplyAdd(x, y, g);
            h = Vector256.FusedMultiplyAdd(x, y, h);
            i = Vector256.FusedMultiplyAdd(x, y, i);
            j = Vector256.FusedMultiplyAdd(x, y, j);
            k = Vector256.FusedMultiplyAdd(x, y, k);
            l = Vector256.FusedMultiplyAdd(x, y, l);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
