using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GenNet.Kernels;

/// <summary>Transposes as many rows of as many columns as its name says, which fit into registers.</summary>
internal unsafe interface ITransposeBlock<T> where T : unmanaged
{
    static abstract int Rows { get; }

    static abstract int Columns { get; }

    /// <summary>
    /// Reads so many of the rows, with zeros in the places of the others, and writes so many of the columns; each as a whole, whatever
    /// their number.
    /// </summary>
    static abstract void Copy(T* from, nint fromStride, int rows, T* to, nint toStride, int columns);
}

/// <summary>First blocks of four numbers in four registers are transposed, then the blocks.</summary>
internal readonly unsafe struct Floats16x16 : ITransposeBlock<float>
{
    public static int Rows => 16;

    public static int Columns => 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Copy(float* from, nint fromStride, int rows, float* to, nint toStride, int columns)
    {
        Vector512<float> r0 = Row(0);
        Vector512<float> r1 = Row(1);
        Vector512<float> r2 = Row(2);
        Vector512<float> r3 = Row(3);
        Vector512<float> r4 = Row(4);
        Vector512<float> r5 = Row(5);
        Vector512<float> r6 = Row(6);
        Vector512<float> r7 = Row(7);
        Vector512<float> r8 = Row(8);
        Vector512<float> r9 = Row(9);
        Vector512<float> rA = Row(10);
        Vector512<float> rB = Row(11);
        Vector512<float> rC = Row(12);
        Vector512<float> rD = Row(13);
        Vector512<float> rE = Row(14);
        Vector512<float> rF = Row(15);

        Quads.Transpose(ref r0, ref r1, ref r2, ref r3);
        Quads.Transpose(ref r4, ref r5, ref r6, ref r7);
        Quads.Transpose(ref r8, ref r9, ref rA, ref rB);
        Quads.Transpose(ref rC, ref rD, ref rE, ref rF);
        Quarters.Transpose(ref r0, ref r4, ref r8, ref rC);
        Quarters.Transpose(ref r1, ref r5, ref r9, ref rD);
        Quarters.Transpose(ref r2, ref r6, ref rA, ref rE);
        Quarters.Transpose(ref r3, ref r7, ref rB, ref rF);

        r0.Store(to);
        if (columns > 1) r1.Store(to + 1 * toStride);
        if (columns > 2) r2.Store(to + 2 * toStride);
        if (columns > 3) r3.Store(to + 3 * toStride);
        if (columns > 4) r4.Store(to + 4 * toStride);
        if (columns > 5) r5.Store(to + 5 * toStride);
        if (columns > 6) r6.Store(to + 6 * toStride);
        if (columns > 7) r7.Store(to + 7 * toStride);
        if (columns > 8) r8.Store(to + 8 * toStride);
        if (columns > 9) r9.Store(to + 9 * toStride);
        if (columns > 10) rA.Store(to + 10 * toStride);
        if (columns > 11) rB.Store(to + 11 * toStride);
        if (columns > 12) rC.Store(to + 12 * toStride);
        if (columns > 13) rD.Store(to + 13 * toStride);
        if (columns > 14) rE.Store(to + 14 * toStride);
        if (columns > 15) rF.Store(to + 15 * toStride);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector512<float> Row(int row) => row < rows ? Vector512.Load(from + row * fromStride) : default;
    }
}

/// <summary>Into each quarter of four registers go four rows, which are transposed there.</summary>
internal readonly unsafe struct Floats16x4 : ITransposeBlock<float>
{
    public static int Rows => 16;

    public static int Columns => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(float* from, nint fromStride, int rows, float* to, nint toStride, int columns)
    {
        Vector512<float> a = EveryFourth(0), b = EveryFourth(1), c = EveryFourth(2), d = EveryFourth(3);
        Quads.Transpose(ref a, ref b, ref c, ref d);
        a.Store(to);
        if (columns > 1) b.Store(to + toStride);
        if (columns > 2) c.Store(to + 2 * toStride);
        if (columns > 3) d.Store(to + 3 * toStride);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector512<float> EveryFourth(int row) => Vector512.Create(
            Vector256.Create(Row(row), Row(row + 4)), Vector256.Create(Row(row + 8), Row(row + 12)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector128<float> Row(int row) => row < rows ? Vector128.Load(from + row * fromStride) : default;
    }
}

/// <summary>Likewise with halves.</summary>
internal readonly unsafe struct Floats8x4 : ITransposeBlock<float>
{
    public static int Rows => 8;

    public static int Columns => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(float* from, nint fromStride, int rows, float* to, nint toStride, int columns)
    {
        Vector256<float> a = EveryFourth(0), b = EveryFourth(1), c = EveryFourth(2), d = EveryFourth(3);
        Quads.Transpose(ref a, ref b, ref c, ref d);
        a.Store(to);
        if (columns > 1) b.Store(to + toStride);
        if (columns > 2) c.Store(to + 2 * toStride);
        if (columns > 3) d.Store(to + 3 * toStride);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector256<float> EveryFourth(int row) => Vector256.Create(Row(row), Row(row + 4));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector128<float> Row(int row) => row < rows ? Vector128.Load(from + row * fromStride) : default;
    }
}

internal readonly unsafe struct Floats4x4 : ITransposeBlock<float>
{
    public static int Rows => 4;

    public static int Columns => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(float* from, nint fromStride, int rows, float* to, nint toStride, int columns)
    {
        Vector128<float> a = Row(0), b = Row(1), c = Row(2), d = Row(3);
        Quads.Transpose(ref a, ref b, ref c, ref d);
        a.Store(to);
        if (columns > 1) b.Store(to + toStride);
        if (columns > 2) c.Store(to + 2 * toStride);
        if (columns > 3) d.Store(to + 3 * toStride);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector128<float> Row(int row) => row < rows ? Vector128.Load(from + row * fromStride) : default;
    }
}

/// <summary>Pairs of numbers in two rows, then quarters of two pairs.</summary>
internal readonly unsafe struct Doubles8x8 : ITransposeBlock<double>
{
    public static int Rows => 8;

    public static int Columns => 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Copy(double* from, nint fromStride, int rows, double* to, nint toStride, int columns)
    {
        (Vector512<float> c0, Vector512<float> c1) = Pair(0);
        (Vector512<float> c2, Vector512<float> c3) = Pair(2);
        (Vector512<float> c4, Vector512<float> c5) = Pair(4);
        (Vector512<float> c6, Vector512<float> c7) = Pair(6);
        Quarters.Transpose(ref c0, ref c2, ref c4, ref c6);
        Quarters.Transpose(ref c1, ref c3, ref c5, ref c7);
        c0.AsDouble().Store(to);
        if (columns > 1) c1.AsDouble().Store(to + toStride);
        if (columns > 2) c2.AsDouble().Store(to + 2 * toStride);
        if (columns > 3) c3.AsDouble().Store(to + 3 * toStride);
        if (columns > 4) c4.AsDouble().Store(to + 4 * toStride);
        if (columns > 5) c5.AsDouble().Store(to + 5 * toStride);
        if (columns > 6) c6.AsDouble().Store(to + 6 * toStride);
        if (columns > 7) c7.AsDouble().Store(to + 7 * toStride);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        (Vector512<float> Even, Vector512<float> Odd) Pair(int row)
        {
            Vector512<double> a = Row(row), b = Row(row + 1);
            return (Avx512F.UnpackLow(a, b).AsSingle(), Avx512F.UnpackHigh(a, b).AsSingle());
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector512<double> Row(int row) => row < rows ? Vector512.Load(from + row * fromStride) : default;
    }
}

/// <summary>Likewise with halves.</summary>
internal readonly unsafe struct Doubles4x4 : ITransposeBlock<double>
{
    public static int Rows => 4;

    public static int Columns => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(double* from, nint fromStride, int rows, double* to, nint toStride, int columns)
    {
        Vector256<double> a = Row(0), b = Row(1), c = Row(2), d = Row(3);
        Vector256<double> ab02 = Avx.UnpackLow(a, b), ab13 = Avx.UnpackHigh(a, b), cd02 = Avx.UnpackLow(c, d), cd13 = Avx.UnpackHigh(c, d);
        Avx.Permute2x128(ab02, cd02, 0x20).Store(to);
        if (columns > 1) Avx.Permute2x128(ab13, cd13, 0x20).Store(to + toStride);
        if (columns > 2) Avx.Permute2x128(ab02, cd02, 0x31).Store(to + 2 * toStride);
        if (columns > 3) Avx.Permute2x128(ab13, cd13, 0x31).Store(to + 3 * toStride);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector256<double> Row(int row) => row < rows ? Vector256.Load(from + row * fromStride) : default;
    }
}

internal readonly unsafe struct Doubles2x2 : ITransposeBlock<double>
{
    public static int Rows => 2;

    public static int Columns => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(double* from, nint fromStride, int rows, double* to, nint toStride, int columns)
    {
        Vector128<double> a = Row(0), b = Row(1);
        (Sse2.IsSupported ? Sse2.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b)).Store(to);
        if (columns > 1) (Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b)).Store(to + toStride);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector128<double> Row(int row) => row < rows ? Vector128.Load(from + row * fromStride) : default;
    }
}

/// <summary>
/// The transpose of four rows of four within each quarter of the registers: pairs of rows are interleaved, then pairs of the results.
/// </summary>
internal static class Quads
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        Vector512<double> ab01 = Avx512F.UnpackLow(a, b).AsDouble(), ab23 = Avx512F.UnpackHigh(a, b).AsDouble();
        Vector512<double> cd01 = Avx512F.UnpackLow(c, d).AsDouble(), cd23 = Avx512F.UnpackHigh(c, d).AsDouble();
        a = Avx512F.UnpackLow(ab01, cd01).AsSingle();
        b = Avx512F.UnpackHigh(ab01, cd01).AsSingle();
        c = Avx512F.UnpackLow(ab23, cd23).AsSingle();
        d = Avx512F.UnpackHigh(ab23, cd23).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector256<float> a, ref Vector256<float> b, ref Vector256<float> c, ref Vector256<float> d)
    {
        Vector256<double> ab01 = Avx.UnpackLow(a, b).AsDouble(), ab23 = Avx.UnpackHigh(a, b).AsDouble();
        Vector256<double> cd01 = Avx.UnpackLow(c, d).AsDouble(), cd23 = Avx.UnpackHigh(c, d).AsDouble();
        a = Avx.UnpackLow(ab01, cd01).AsSingle();
        b = Avx.UnpackHigh(ab01, cd01).AsSingle();
        c = Avx.UnpackLow(ab23, cd23).AsSingle();
        d = Avx.UnpackHigh(ab23, cd23).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector128<float> a, ref Vector128<float> b, ref Vector128<float> c, ref Vector128<float> d)
    {
        if (Sse2.IsSupported)
        {
            Vector128<double> ab01 = Sse.UnpackLow(a, b).AsDouble(), ab23 = Sse.UnpackHigh(a, b).AsDouble();
            Vector128<double> cd01 = Sse.UnpackLow(c, d).AsDouble(), cd23 = Sse.UnpackHigh(c, d).AsDouble();
            a = Sse2.UnpackLow(ab01, cd01).AsSingle();
            b = Sse2.UnpackHigh(ab01, cd01).AsSingle();
            c = Sse2.UnpackLow(ab23, cd23).AsSingle();
            d = Sse2.UnpackHigh(ab23, cd23).AsSingle();
        }
        else
        {
            Vector128<double> ab01 = AdvSimd.Arm64.ZipLow(a, b).AsDouble(), ab23 = AdvSimd.Arm64.ZipHigh(a, b).AsDouble();
            Vector128<double> cd01 = AdvSimd.Arm64.ZipLow(c, d).AsDouble(), cd23 = AdvSimd.Arm64.ZipHigh(c, d).AsDouble();
            a = AdvSimd.Arm64.ZipLow(ab01, cd01).AsSingle();
            b = AdvSimd.Arm64.ZipHigh(ab01, cd01).AsSingle();
            c = AdvSimd.Arm64.ZipLow(ab23, cd23).AsSingle();
            d = AdvSimd.Arm64.ZipHigh(ab23, cd23).AsSingle();
        }
    }
}

/// <summary>The transpose of four registers of four quarters.</summary>
internal static class Quarters
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        Vector512<float> ab01 = Avx512F.Shuffle4x128(a, b, 0b01_00_01_00), ab23 = Avx512F.Shuffle4x128(a, b, 0b11_10_11_10);
        Vector512<float> cd01 = Avx512F.Shuffle4x128(c, d, 0b01_00_01_00), cd23 = Avx512F.Shuffle4x128(c, d, 0b11_10_11_10);
        a = Avx512F.Shuffle4x128(ab01, cd01, 0b10_00_10_00);
        b = Avx512F.Shuffle4x128(ab01, cd01, 0b11_01_11_01);
        c = Avx512F.Shuffle4x128(ab23, cd23, 0b10_00_10_00);
        d = Avx512F.Shuffle4x128(ab23, cd23, 0b11_01_11_01);
    }
}
