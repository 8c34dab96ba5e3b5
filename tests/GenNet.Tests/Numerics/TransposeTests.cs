using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Tests.Numerics;

/// <summary>Every size up to two and a half blocks, with rows that are padded and rows that are not.</summary>
public sealed unsafe class TransposeTests
{
    private const int Largest = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void Floats(int padding) => Sizes<float>(padding);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Doubles(int padding) => Sizes<double>(padding);

    private static void Sizes<T>(int padding) where T : unmanaged, System.Numerics.INumber<T>
    {
        for (int rows = 1; rows <= Largest; rows++)
        {
            for (int columns = 1; columns <= Largest; columns++)
                Check<T>(rows, columns, Padded(columns, padding), Padded(rows, padding));
        }
    }

    private static void Check<T>(int rows, int columns, int sourceStride, int destinationStride)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        T behind = T.CreateChecked(-1);
        T[] source = [.. Enumerable.Range(1, rows * sourceStride).Select(T.CreateChecked)];
        T[] result = [.. Enumerable.Repeat(behind, columns * destinationStride + 64)];
        fixed (T* from = source, to = result)
            Transpose.Copy(new Block<T>(from), sourceStride, new Block<T>(to), destinationStride, rows, columns);

        for (int i = 0; i < result.Length; i++)
        {
            int column = i / destinationStride, row = i % destinationStride;
            T expected = column >= columns ? behind : row >= rows ? T.Zero : source[row * sourceStride + column];
            if (result[i] != expected)
            {
                Assert.Fail(
                    $"{rows} x {columns}, {sourceStride} to {destinationStride}: "
                    + $"[{column}, {row}] is {result[i]} and should be {expected}");
            }
        }
    }

    private static int Padded(int count, int padding) => (count + padding - 1) / padding * padding;
}
