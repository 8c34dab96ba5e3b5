using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using GenNet.Kernels;
using GenNet.Numerics;
using GenNet.Paths;

namespace GenNet.Tests.Numerics;

/// <summary>Every size up to two and a half blocks, with rows that are padded and rows that are not.</summary>
public sealed unsafe class TransposeTests
{
    private const int Largest = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Floats(int padding) => Sizes<float>(padding);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Doubles(int padding) => Sizes<double>(padding);

    /// <summary>Every block that this machine has the registers for, with every number of rows and columns left out.</summary>
    [Fact]
    public void Blocks()
    {
        if (Avx512F.IsSupported)
        {
            Limits<float, Floats16x16>();
            Limits<float, Floats16x4>();
            Limits<double, Doubles8x8>();
        }

        if (Avx.IsSupported)
        {
            Limits<float, Floats8x4>();
            Limits<double, Doubles4x4>();
        }

        if (Sse2.IsSupported || AdvSimd.Arm64.IsSupported)
        {
            Limits<float, Floats4x4>();
            Limits<double, Doubles2x2>();
        }
    }

    private static void Limits<T, TBlock>()
        where T : unmanaged, System.Numerics.INumber<T>
        where TBlock : struct, ITransposeBlock<T>
    {
        for (int rows = 0; rows <= TBlock.Rows; rows++)
        {
            for (int columns = 1; columns <= TBlock.Columns; columns++)
            {
                Check<T>(rows, columns, TBlock.Columns, TBlock.Rows, (from, to) =>
                    TBlock.Copy((T*)from, TBlock.Columns, rows, (T*)to, TBlock.Rows, columns));
            }
        }
    }

    private static void Sizes<T>(int padding) where T : unmanaged, System.Numerics.INumber<T>
    {
        for (int rows = 1; rows <= Largest; rows++)
        {
            for (int columns = 1; columns <= Largest; columns++)
            {
                int sourceStride = Padded(columns, padding), destinationStride = Padded(rows, padding);
                Check<T>(rows, columns, sourceStride, destinationStride, (from, to) =>
                    Transpose.Copy(new Block<T>((T*)from), sourceStride, new Block<T>((T*)to), destinationStride, rows, columns));
            }
        }
    }

    /// <summary>
    /// Nothing but the transpose is written, and on Linux nothing read or written beyond the matrices' ends: a page that cannot be touched
    /// would end the process.
    /// </summary>
    private static void Check<T>(int rows, int columns, int sourceStride, int destinationStride, Action<nint, nint> copy)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        T[] source = [.. Enumerable.Range(1, rows * sourceStride).Select(T.CreateChecked)];
        var result = new T[columns * destinationStride];
        if (OperatingSystem.IsLinux())
        {
            using var guardedSource = new GuardedMemory<T>(source.Length);
            using var guardedResult = new GuardedMemory<T>(result.Length);
            foreach (Placement placement in new[] { Placement.Start, Placement.End })
            {
                Span<T> written = guardedResult.Span(placement, result.Length);
                written.Fill(T.CreateChecked(-1));
                fixed (T* from = guardedSource.Filled(placement, source), to = written)
                    copy((nint)from, (nint)to);
                written.CopyTo(result);
                CheckResult();
            }
        }
        else
        {
            fixed (T* from = source, to = result)
                copy((nint)from, (nint)to);
            CheckResult();
        }

        void CheckResult()
        {
            for (int i = 0; i < result.Length; i++)
            {
                int column = i / destinationStride, row = i % destinationStride;
                T expected = row >= rows ? T.Zero : source[row * sourceStride + column];
                if (result[i] != expected)
                {
                    Assert.Fail(
                        $"{rows} x {columns}, {sourceStride} to {destinationStride}: "
                        + $"[{column}, {row}] is {result[i]} and should be {expected}");
                }
            }
        }
    }

    private static int Padded(int count, int padding) => (count + padding - 1) / padding * padding;
}
