using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>Moves matrices between row-major and column-major order.</summary>
internal static unsafe class Transpose
{
    private const int Block = 16;

    /// <summary>
    /// Writes the transpose of a [rows x columns] matrix, [columns x rows], and zeros up to its stride.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<T>(Block<T> source, int sourceStride, Block<T> destination, int destinationStride, int rows, int columns)
        where T : unmanaged
    {
        T* from = source.Pointer;
        T* to = destination.Pointer;
        int blockRows = 0, blockColumns = 0;
        if (typeof(T) == typeof(float) && Avx512F.IsSupported && sourceStride % Block == 0 && destinationStride % Block == 0)
        {
            for (int column = 0; column < columns; column += Block)
            {
                for (int row = 0; row < destinationStride; row += Block)
                {
                    Copy16x16(
                        (float*)(from + (nint)row * sourceStride + column), sourceStride, Math.Min(Block, rows - row),
                        (float*)(to + (nint)column * destinationStride + row), destinationStride, Math.Min(Block, columns - column));
                }
            }

            return;
        }

        if (typeof(T) == typeof(float) && Avx512F.IsSupported && rows is >= 2 and <= 4 && rows == destinationStride && columns % Block == 0)
        {
            for (int column = 0; column < columns; column += Block)
                CopyFewRows((float*)(from + column), sourceStride, (float*)(to + (nint)column * rows), rows);

            return;
        }

        int size = BlockSize<T>(Math.Min(rows, columns));
        if (size > 1)
        {
            blockRows = rows / size * size;
            blockColumns = columns / size * size;
            int sixteens = typeof(T) == typeof(float) && Avx512F.IsSupported ? rows / Block * Block : 0;
            for (int column = 0; column < blockColumns; column += size)
            {
                for (int row = 0; row < sixteens; row += Block)
                {
                    Copy16x4(
                        (float*)(from + (nint)row * sourceStride + column), sourceStride,
                        (float*)(to + (nint)column * destinationStride + row), destinationStride);
                }

                for (int row = sixteens; row < blockRows; row += size)
                {
                    CopyBlock(
                        from + (nint)row * sourceStride + column, sourceStride,
                        to + (nint)column * destinationStride + row, destinationStride, size);
                }
            }
        }

        // What is outside the blocks, number by number.
        for (int column = 0; column < columns; column++)
        {
            T* line = to + (nint)column * destinationStride;
            for (int row = column < blockColumns ? blockRows : 0; row < rows; row++)
                line[row] = from[(nint)row * sourceStride + column];
            for (int row = rows; row < destinationStride; row++)
                line[row] = default;
        }
    }

    /// <summary>The rows and columns of the largest block that registers transpose.</summary>
    private static int BlockSize<T>(int available) where T : unmanaged
    {
        bool has128Bits = Sse2.IsSupported || AdvSimd.Arm64.IsSupported;
        if (typeof(T) == typeof(float))
            return has128Bits ? 4 : 1;
        return Avx512F.IsSupported && available >= 8 ? 8 : Avx.IsSupported && available >= 4 ? 4 : has128Bits ? 2 : 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyBlock<T>(T* from, nint fromStride, T* to, nint toStride, int size) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            Copy4x4((float*)from, fromStride, (float*)to, toStride);
        else if (size == 8)
            Copy8x8((double*)from, fromStride, (double*)to, toStride);
        else if (size == 4)
            Copy4x4((double*)from, fromStride, (double*)to, toStride);
        else
            Copy2x2((double*)from, fromStride, (double*)to, toStride);
    }

    /// <summary>Sixteen rows of four: into each quarter of four registers go four rows, which are transposed there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy16x4(float* from, nint fromStride, float* to, nint toStride)
    {
        Vector512<float> r0 = EveryFourth(from), r1 = EveryFourth(from + fromStride);
        Vector512<float> r2 = EveryFourth(from + 2 * fromStride), r3 = EveryFourth(from + 3 * fromStride);
        Quads(ref r0, ref r1, ref r2, ref r3);
        r0.Store(to);
        r1.Store(to + toStride);
        r2.Store(to + 2 * toStride);
        r3.Store(to + 3 * toStride);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector512<float> EveryFourth(float* row) => Vector512.Create(
            Vector256.Create(Vector128.Load(row), Vector128.Load(row + 4 * fromStride)),
            Vector256.Create(Vector128.Load(row + 8 * fromStride), Vector128.Load(row + 12 * fromStride)));
    }

    /// <summary>
    /// Two to four rows of sixteen, to rows that follow each other without padding. Four numbers are written at a time, the surplus of
    /// which the next row overwrites, but for the last row.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void CopyFewRows(float* from, nint fromStride, float* to, int rows)
    {
        Vector512<float> r0 = Vector512.Load(from);
        Vector512<float> r1 = Vector512.Load(from + fromStride);
        Vector512<float> r2 = rows > 2 ? Vector512.Load(from + 2 * fromStride) : default;
        Vector512<float> r3 = rows > 3 ? Vector512.Load(from + 3 * fromStride) : default;
        Quads(ref r0, ref r1, ref r2, ref r3);
        Store(0, r0.GetLower().GetLower(), r1.GetLower().GetLower(), r2.GetLower().GetLower(), r3.GetLower().GetLower());
        Store(4, r0.GetLower().GetUpper(), r1.GetLower().GetUpper(), r2.GetLower().GetUpper(), r3.GetLower().GetUpper());
        Store(8, r0.GetUpper().GetLower(), r1.GetUpper().GetLower(), r2.GetUpper().GetLower(), r3.GetUpper().GetLower());
        r0.GetUpper().GetUpper().Store(to + 12 * rows);
        r1.GetUpper().GetUpper().Store(to + 13 * rows);
        r2.GetUpper().GetUpper().Store(to + 14 * rows);
        Vector128<float> last = r3.GetUpper().GetUpper();
        for (int i = 0; i < rows; i++)
            to[15 * rows + i] = last[i];

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Store(int row, Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
        {
            a.Store(to + row * rows);
            b.Store(to + (row + 1) * rows);
            c.Store(to + (row + 2) * rows);
            d.Store(to + (row + 3) * rows);
        }
    }

    /// <summary>
    /// Sixteen rows of sixteen, or fewer, in which case zeros take the places of rows and columns are left out. Rows are padded, so that
    /// whole vectors can be read: first blocks of four numbers in four registers are transposed, then the blocks.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Copy16x16(float* from, nint fromStride, int rows, float* to, nint toStride, int columns)
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

        Quads(ref r0, ref r1, ref r2, ref r3);
        Quads(ref r4, ref r5, ref r6, ref r7);
        Quads(ref r8, ref r9, ref rA, ref rB);
        Quads(ref rC, ref rD, ref rE, ref rF);
        Quarters(ref r0, ref r4, ref r8, ref rC);
        Quarters(ref r1, ref r5, ref r9, ref rD);
        Quarters(ref r2, ref r6, ref rA, ref rE);
        Quarters(ref r3, ref r7, ref rB, ref rF);

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

    /// <summary>Within each quarter the transpose of four rows of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quads(ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        Vector512<double> ab01 = Avx512F.UnpackLow(a, b).AsDouble(), ab23 = Avx512F.UnpackHigh(a, b).AsDouble();
        Vector512<double> cd01 = Avx512F.UnpackLow(c, d).AsDouble(), cd23 = Avx512F.UnpackHigh(c, d).AsDouble();
        a = Avx512F.UnpackLow(ab01, cd01).AsSingle();
        b = Avx512F.UnpackHigh(ab01, cd01).AsSingle();
        c = Avx512F.UnpackLow(ab23, cd23).AsSingle();
        d = Avx512F.UnpackHigh(ab23, cd23).AsSingle();
    }

    /// <summary>The transpose of four rows of four quarters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarters(ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        Vector512<float> ab01 = Avx512F.Shuffle4x128(a, b, 0b01_00_01_00), ab23 = Avx512F.Shuffle4x128(a, b, 0b11_10_11_10);
        Vector512<float> cd01 = Avx512F.Shuffle4x128(c, d, 0b01_00_01_00), cd23 = Avx512F.Shuffle4x128(c, d, 0b11_10_11_10);
        a = Avx512F.Shuffle4x128(ab01, cd01, 0b10_00_10_00);
        b = Avx512F.Shuffle4x128(ab01, cd01, 0b11_01_11_01);
        c = Avx512F.Shuffle4x128(ab23, cd23, 0b10_00_10_00);
        d = Avx512F.Shuffle4x128(ab23, cd23, 0b11_01_11_01);
    }

    /// <summary>Four rows of four: pairs of rows are interleaved, then pairs of the results.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy4x4(float* from, nint fromStride, float* to, nint toStride)
    {
        Vector128<float> a = Vector128.Load(from);
        Vector128<float> b = Vector128.Load(from + fromStride);
        Vector128<float> c = Vector128.Load(from + 2 * fromStride);
        Vector128<float> d = Vector128.Load(from + 3 * fromStride);
        if (Sse.IsSupported)
        {
            Vector128<float> ab01 = Sse.UnpackLow(a, b), ab23 = Sse.UnpackHigh(a, b);
            Vector128<float> cd01 = Sse.UnpackLow(c, d), cd23 = Sse.UnpackHigh(c, d);
            Sse.MoveLowToHigh(ab01, cd01).Store(to);
            Sse.MoveHighToLow(cd01, ab01).Store(to + toStride);
            Sse.MoveLowToHigh(ab23, cd23).Store(to + 2 * toStride);
            Sse.MoveHighToLow(cd23, ab23).Store(to + 3 * toStride);
        }
        else
        {
            Vector128<float> ac01 = AdvSimd.Arm64.ZipLow(a, c), ac23 = AdvSimd.Arm64.ZipHigh(a, c);
            Vector128<float> bd01 = AdvSimd.Arm64.ZipLow(b, d), bd23 = AdvSimd.Arm64.ZipHigh(b, d);
            AdvSimd.Arm64.ZipLow(ac01, bd01).Store(to);
            AdvSimd.Arm64.ZipHigh(ac01, bd01).Store(to + toStride);
            AdvSimd.Arm64.ZipLow(ac23, bd23).Store(to + 2 * toStride);
            AdvSimd.Arm64.ZipHigh(ac23, bd23).Store(to + 3 * toStride);
        }
    }

    /// <summary>Eight rows of eight: pairs of numbers in two rows, then quarters of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy8x8(double* from, nint fromStride, double* to, nint toStride)
    {
        (Vector512<float> c0, Vector512<float> c1) = Pair(0);
        (Vector512<float> c2, Vector512<float> c3) = Pair(2);
        (Vector512<float> c4, Vector512<float> c5) = Pair(4);
        (Vector512<float> c6, Vector512<float> c7) = Pair(6);
        Quarters(ref c0, ref c2, ref c4, ref c6);
        Quarters(ref c1, ref c3, ref c5, ref c7);
        c0.AsDouble().Store(to);
        c1.AsDouble().Store(to + toStride);
        c2.AsDouble().Store(to + 2 * toStride);
        c3.AsDouble().Store(to + 3 * toStride);
        c4.AsDouble().Store(to + 4 * toStride);
        c5.AsDouble().Store(to + 5 * toStride);
        c6.AsDouble().Store(to + 6 * toStride);
        c7.AsDouble().Store(to + 7 * toStride);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        (Vector512<float> Even, Vector512<float> Odd) Pair(int row)
        {
            Vector512<double> a = Vector512.Load(from + row * fromStride), b = Vector512.Load(from + (row + 1) * fromStride);
            return (Avx512F.UnpackLow(a, b).AsSingle(), Avx512F.UnpackHigh(a, b).AsSingle());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy4x4(double* from, nint fromStride, double* to, nint toStride)
    {
        Vector256<double> a = Vector256.Load(from), b = Vector256.Load(from + fromStride);
        Vector256<double> c = Vector256.Load(from + 2 * fromStride), d = Vector256.Load(from + 3 * fromStride);
        Vector256<double> ab02 = Avx.UnpackLow(a, b), ab13 = Avx.UnpackHigh(a, b), cd02 = Avx.UnpackLow(c, d), cd13 = Avx.UnpackHigh(c, d);
        Avx.Permute2x128(ab02, cd02, 0x20).Store(to);
        Avx.Permute2x128(ab13, cd13, 0x20).Store(to + toStride);
        Avx.Permute2x128(ab02, cd02, 0x31).Store(to + 2 * toStride);
        Avx.Permute2x128(ab13, cd13, 0x31).Store(to + 3 * toStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy2x2(double* from, nint fromStride, double* to, nint toStride)
    {
        Vector128<double> a = Vector128.Load(from), b = Vector128.Load(from + fromStride);
        if (Sse2.IsSupported)
        {
            Sse2.UnpackLow(a, b).Store(to);
            Sse2.UnpackHigh(a, b).Store(to + toStride);
        }
        else
        {
            AdvSimd.Arm64.ZipLow(a, b).Store(to);
            AdvSimd.Arm64.ZipHigh(a, b).Store(to + toStride);
        }
    }
}
