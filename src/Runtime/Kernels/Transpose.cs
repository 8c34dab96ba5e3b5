using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// Moves matrices between row-major and column-major order, by the largest <see cref="ITransposeBlock{T}"/> that machine and matrix allow.
/// </summary>
internal static unsafe class Transpose
{
    private static bool Has128Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Sse2.IsSupported || AdvSimd.Arm64.IsSupported;
    }

    /// <summary>
    /// Writes the transpose of a [rows x columns] matrix, [columns x rows], and zeros up to its stride.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy<T>(Block<T> source, int sourceStride, Block<T> destination, int destinationStride, int rows, int columns)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            CopyFloats((float*)source.Pointer, sourceStride, (float*)destination.Pointer, destinationStride, rows, columns);
        else
            CopyDoubles((double*)source.Pointer, sourceStride, (double*)destination.Pointer, destinationStride, rows, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyFloats(float* from, int fromStride, float* to, int toStride, int rows, int columns)
    {
        if (Has128Bits && rows is >= 2 and <= 4 && rows == toStride)
            CopyFewRows(from, fromStride, to, rows, columns);
        else if (Avx512F.IsSupported && IsPadded<float, Floats16x16>(fromStride, toStride))
            CopyPadded<float, Floats16x16>(from, fromStride, to, toStride, rows, columns);
        else if (Avx512F.IsSupported && IsPadded<float, Floats16x4>(fromStride, toStride))
            CopyPadded<float, Floats16x4>(from, fromStride, to, toStride, rows, columns);
        else if (Avx.IsSupported && IsPadded<float, Floats8x4>(fromStride, toStride))
            CopyPadded<float, Floats8x4>(from, fromStride, to, toStride, rows, columns);
        else if (Has128Bits && IsPadded<float, Floats4x4>(fromStride, toStride))
            CopyPadded<float, Floats4x4>(from, fromStride, to, toStride, rows, columns);
        else
            CopyByFour(from, fromStride, to, toStride, rows, columns);
    }

    /// <summary>Four columns at a time, in the largest blocks that their rows have room for, and what is left number by number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void CopyByFour(float* from, int fromStride, float* to, int toStride, int rows, int columns)
    {
        int column = 0;
        for (; Has128Bits && column + 4 <= columns; column += 4)
        {
            float* source = from + column, destination = to + (nint)column * toStride;
            int row = 0;
            for (; Avx512F.IsSupported && row + 16 <= rows; row += 16)
                Floats16x4.Copy(source + (nint)row * fromStride, fromStride, 16, destination + row, toStride, 4);
            for (; Avx.IsSupported && row + 8 <= rows; row += 8)
                Floats8x4.Copy(source + (nint)row * fromStride, fromStride, 8, destination + row, toStride, 4);
            for (; row + 4 <= rows; row += 4)
                Floats4x4.Copy(source + (nint)row * fromStride, fromStride, 4, destination + row, toStride, 4);
            CopyNumbers(source, fromStride, destination, toStride, row, rows, 4);
        }

        CopyNumbers(from + column, fromStride, to + (nint)column * toStride, toStride, 0, rows, columns - column);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyDoubles(double* from, int fromStride, double* to, int toStride, int rows, int columns)
    {
        if (Avx512F.IsSupported && IsPadded<double, Doubles8x8>(fromStride, toStride))
            CopyPadded<double, Doubles8x8>(from, fromStride, to, toStride, rows, columns);
        else if (Avx.IsSupported && IsPadded<double, Doubles4x4>(fromStride, toStride))
            CopyPadded<double, Doubles4x4>(from, fromStride, to, toStride, rows, columns);
        else if (Has128Bits && IsPadded<double, Doubles2x2>(fromStride, toStride))
            CopyPadded<double, Doubles2x2>(from, fromStride, to, toStride, rows, columns);
        else
            CopyBySquares(from, fromStride, to, toStride, rows, columns);
    }

    /// <summary>The largest squares that there is room for, and what is left number by number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void CopyBySquares(double* from, int fromStride, double* to, int toStride, int rows, int columns)
    {
        int column = 0;
        if (Avx512F.IsSupported) column = CopyBlocks<double, Doubles8x8>(from, fromStride, to, toStride, rows, column, columns);
        if (Avx.IsSupported) column = CopyBlocks<double, Doubles4x4>(from, fromStride, to, toStride, rows, column, columns);
        if (Has128Bits) column = CopyBlocks<double, Doubles2x2>(from, fromStride, to, toStride, rows, column, columns);
        CopyNumbers(from + column, fromStride, to + (nint)column * toStride, toStride, 0, rows, columns - column);
    }

    /// <summary>Whether a matrix's rows are whole blocks, before and after, so that blocks may reach over its edges.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsPadded<T, TBlock>(int fromStride, int toStride)
        where T : unmanaged
        where TBlock : struct, ITransposeBlock<T> =>
        fromStride % TBlock.Columns == 0 && toStride % TBlock.Rows == 0;

    /// <summary>A matrix that <see cref="IsPadded"/>.</summary>
    /// <remarks>Not inlined, as the others here: of what has many blocks in one method, the JIT leaves some as calls.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void CopyPadded<T, TBlock>(T* from, int fromStride, T* to, int toStride, int rows, int columns)
        where T : unmanaged
        where TBlock : struct, ITransposeBlock<T>
    {
        for (int column = 0; column < columns; column += TBlock.Columns)
        {
            for (int row = 0; row < toStride; row += TBlock.Rows)
            {
                T* source = from + (nint)row * fromStride + column, destination = to + (nint)column * toStride + row;
                if (row + TBlock.Rows <= rows && column + TBlock.Columns <= columns)
                    TBlock.Copy(source, fromStride, TBlock.Rows, destination, toStride, TBlock.Columns);
                else
                    TBlock.Copy(source, fromStride, rows - row, destination, toStride, columns - column);
            }
        }
    }

    /// <summary>Columns from one on, as long as they are whole blocks; what is left of their rows number by number.</summary>
    /// <returns>The column after them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int CopyBlocks<T, TBlock>(T* from, int fromStride, T* to, int toStride, int rows, int column, int columns)
        where T : unmanaged
        where TBlock : struct, ITransposeBlock<T>
    {
        for (; rows >= TBlock.Rows && column + TBlock.Columns <= columns; column += TBlock.Columns)
        {
            T* source = from + column, destination = to + (nint)column * toStride;
            int row = 0;
            for (; row + TBlock.Rows <= rows; row += TBlock.Rows)
                TBlock.Copy(source + (nint)row * fromStride, fromStride, TBlock.Rows, destination + row, toStride, TBlock.Columns);
            CopyNumbers(source, fromStride, destination, toStride, row, rows, TBlock.Columns);
        }

        return column;
    }

    /// <summary>The rows from one on, number by number, and zeros up to the stride.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyNumbers<T>(T* from, nint fromStride, T* to, int toStride, int firstRow, int rows, int columns)
        where T : unmanaged
    {
        for (int column = 0; column < columns; column++)
        {
            T* line = to + (nint)column * toStride;
            for (int row = firstRow; row < rows; row++)
                line[row] = from[row * fromStride + column];
            for (int row = rows; row < toStride; row++)
                line[row] = default;
        }
    }

    /// <summary>
    /// Two to four rows, to rows that follow each other without padding. Four numbers are written at a time, the surplus of which the
    /// next row overwrites, but for the last row.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyFewRows(float* from, nint fromStride, float* to, int rows, int columns)
    {
        int column = 0;
        for (; Avx512F.IsSupported && column + 16 <= columns; column += 16)
        {
            Vector512<float> a = Vector512.Load(from + column), b = Vector512.Load(from + column + fromStride);
            Vector512<float> c = rows > 2 ? Vector512.Load(from + column + 2 * fromStride) : default;
            Vector512<float> d = rows > 3 ? Vector512.Load(from + column + 3 * fromStride) : default;
            Quads.Transpose(ref a, ref b, ref c, ref d);
            Store(column, a.GetLower().GetLower(), b.GetLower().GetLower(), c.GetLower().GetLower(), d.GetLower().GetLower());
            Store(column + 4, a.GetLower().GetUpper(), b.GetLower().GetUpper(), c.GetLower().GetUpper(), d.GetLower().GetUpper());
            Store(column + 8, a.GetUpper().GetLower(), b.GetUpper().GetLower(), c.GetUpper().GetLower(), d.GetUpper().GetLower());
            Store(column + 12, a.GetUpper().GetUpper(), b.GetUpper().GetUpper(), c.GetUpper().GetUpper(), d.GetUpper().GetUpper());
        }

        for (; Avx.IsSupported && column + 8 <= columns; column += 8)
        {
            Vector256<float> a = Vector256.Load(from + column), b = Vector256.Load(from + column + fromStride);
            Vector256<float> c = rows > 2 ? Vector256.Load(from + column + 2 * fromStride) : default;
            Vector256<float> d = rows > 3 ? Vector256.Load(from + column + 3 * fromStride) : default;
            Quads.Transpose(ref a, ref b, ref c, ref d);
            Store(column, a.GetLower(), b.GetLower(), c.GetLower(), d.GetLower());
            Store(column + 4, a.GetUpper(), b.GetUpper(), c.GetUpper(), d.GetUpper());
        }

        for (; column + 4 <= columns; column += 4)
        {
            Vector128<float> a = Vector128.Load(from + column), b = Vector128.Load(from + column + fromStride);
            Vector128<float> c = rows > 2 ? Vector128.Load(from + column + 2 * fromStride) : default;
            Vector128<float> d = rows > 3 ? Vector128.Load(from + column + 3 * fromStride) : default;
            Quads.Transpose(ref a, ref b, ref c, ref d);
            Store(column, a, b, c, d);
        }

        CopyNumbers(from + column, fromStride, to + column * rows, rows, 0, rows, columns - column);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Store(int first, Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
        {
            float* line = to + first * rows;
            a.Store(line);
            b.Store(line + rows);
            c.Store(line + 2 * rows);
            line += 3 * rows;
            if (first + 4 < columns || rows == 4)
            {
                d.Store(line);
                return;
            }

            line[0] = d[0];
            line[1] = d[1];
            if (rows > 2) line[2] = d[2];
        }
    }
}
