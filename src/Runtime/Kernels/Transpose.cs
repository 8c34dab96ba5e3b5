using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>Moves matrices between row-major and column-major order.</summary>
internal static unsafe class Transpose
{
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
        if (typeof(T) == typeof(float) && (Sse.IsSupported || AdvSimd.Arm64.IsSupported))
        {
            blockRows = rows & -4;
            blockColumns = columns & -4;
            for (int column = 0; column < blockColumns; column += 4)
            {
                for (int row = 0; row < blockRows; row += 4)
                {
                    Copy4x4(
                        (float*)(from + (nint)row * sourceStride + column), sourceStride,
                        (float*)(to + (nint)column * destinationStride + row), destinationStride);
                }
            }
        }

        if (typeof(T) == typeof(double) && (Sse2.IsSupported || AdvSimd.Arm64.IsSupported))
        {
            blockRows = rows & -2;
            blockColumns = columns & -2;
            int fours = Avx.IsSupported ? blockColumns & -4 : 0, fourRows = blockRows & -4;
            for (int column = 0; column < fours; column += 4)
            {
                for (int row = 0; row < fourRows; row += 4)
                {
                    Copy4x4(
                        (double*)(from + (nint)row * sourceStride + column), sourceStride,
                        (double*)(to + (nint)column * destinationStride + row), destinationStride);
                }
            }

            for (int column = 0; column < blockColumns; column += 2)
            {
                for (int row = column < fours ? fourRows : 0; row < blockRows; row += 2)
                {
                    Copy2x2(
                        (double*)(from + (nint)row * sourceStride + column), sourceStride,
                        (double*)(to + (nint)column * destinationStride + row), destinationStride);
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
