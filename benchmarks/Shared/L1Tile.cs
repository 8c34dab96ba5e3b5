using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GenNet.Benchmarks;

/// <summary>
/// A tile of fused multiply-adds as a kernel has it, on operands that stay in the first-level cache. It tells whether the core is
/// shared: a busy sibling takes the slots of its loads, which a loop on registers alone, as that of FmaPeak, does not need.
/// </summary>
internal static unsafe class L1Tile
{
    private const int Steps = 64, Rounds = 200;
    private const int Rows = 8, Columns = 32; // The larger of the two tiles.

    private static readonly float* s_a = Zeros(Steps * Rows), s_b = Zeros(Steps * Columns);

    /// <summary>The least seconds that <see cref="Run()"/> has taken in this process.</summary>
    public static double Best { get; private set; } = double.PositiveInfinity;

    /// <summary>What share of the peak of fused multiply-adds it has reached at best.</summary>
    public static double ShareOf(double peak) =>
        2.0 * Rounds * Steps * (Vector512.IsHardwareAccelerated ? 16 * Vector512<float>.Count : 12 * Vector256<float>.Count) / Best / peak;

    /// <summary>Runs it for some 20 microseconds.</summary>
    /// <returns>The seconds that it took.</returns>
    public static double Run()
    {
        Run(rounds: 1); // Back into the cache.
        long begin = Stopwatch.GetTimestamp();
        Run(Rounds);
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        Best = Math.Min(Best, seconds);
        return seconds;
    }

    /// <summary>Keeps the result alive.</summary>
    private static float Sink { get; set; }

    private static void Run(int rounds) =>
        Sink = Vector512.IsHardwareAccelerated ? Run512(s_a, s_b, rounds) : Run256(s_a, s_b, rounds);

    private static float* Zeros(int length)
    {
        void* memory = NativeMemory.AlignedAlloc((nuint)length * sizeof(float), 64);
        NativeMemory.Clear(memory, (nuint)length * sizeof(float));
        return (float*)memory;
    }

    // 8 x 2 sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run512(float* a, float* b, int rounds)
    {
        Vector512<float> s00 = default, s10 = s00, s20 = s00, s30 = s00, s40 = s00, s50 = s00, s60 = s00, s70 = s00;
        Vector512<float> s01 = default, s11 = s01, s21 = s01, s31 = s01, s41 = s01, s51 = s01, s61 = s01, s71 = s01;
        for (int round = 0; round < rounds; round++)
        {
            float* x = a, y = b;
            for (int k = 0; k < Steps; k++, x++, y += 2 * Vector512<float>.Count)
            {
                Vector512<float> b0 = Vector512.Load(y), b1 = Vector512.Load(y + Vector512<float>.Count);
                Multiply(x[0 * Steps], b0, b1, ref s00, ref s01);
                Multiply(x[1 * Steps], b0, b1, ref s10, ref s11);
                Multiply(x[2 * Steps], b0, b1, ref s20, ref s21);
                Multiply(x[3 * Steps], b0, b1, ref s30, ref s31);
                Multiply(x[4 * Steps], b0, b1, ref s40, ref s41);
                Multiply(x[5 * Steps], b0, b1, ref s50, ref s51);
                Multiply(x[6 * Steps], b0, b1, ref s60, ref s61);
                Multiply(x[7 * Steps], b0, b1, ref s70, ref s71);
            }
        }

        return Vector512.Sum(s00 + s01 + s10 + s11 + s20 + s21 + s30 + s31 + s40 + s41 + s50 + s51 + s60 + s61 + s70 + s71);
    }

    // 6 x 2 sums, which AVX2's sixteen registers have room for.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run256(float* a, float* b, int rounds)
    {
        Vector256<float> s00 = default, s10 = s00, s20 = s00, s30 = s00, s40 = s00, s50 = s00;
        Vector256<float> s01 = default, s11 = s01, s21 = s01, s31 = s01, s41 = s01, s51 = s01;
        for (int round = 0; round < rounds; round++)
        {
            float* x = a, y = b;
            for (int k = 0; k < Steps; k++, x++, y += 2 * Vector256<float>.Count)
            {
                Vector256<float> b0 = Vector256.Load(y), b1 = Vector256.Load(y + Vector256<float>.Count);
                Multiply(x[0 * Steps], b0, b1, ref s00, ref s01);
                Multiply(x[1 * Steps], b0, b1, ref s10, ref s11);
                Multiply(x[2 * Steps], b0, b1, ref s20, ref s21);
                Multiply(x[3 * Steps], b0, b1, ref s30, ref s31);
                Multiply(x[4 * Steps], b0, b1, ref s40, ref s41);
                Multiply(x[5 * Steps], b0, b1, ref s50, ref s51);
            }
        }

        return Vector256.Sum(s00 + s01 + s10 + s11 + s20 + s21 + s30 + s31 + s40 + s41 + s50 + s51);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(float x, Vector512<float> b0, Vector512<float> b1, ref Vector512<float> s0, ref Vector512<float> s1)
    {
        Vector512<float> f = Vector512.Create(x);
        s0 = Vector512.MultiplyAddEstimate(f, b0, s0);
        s1 = Vector512.MultiplyAddEstimate(f, b1, s1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(float x, Vector256<float> b0, Vector256<float> b1, ref Vector256<float> s0, ref Vector256<float> s1)
    {
        Vector256<float> f = Vector256.Create(x);
        s0 = Vector256.MultiplyAddEstimate(f, b0, s0);
        s1 = Vector256.MultiplyAddEstimate(f, b1, s1);
    }
}
