using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>Copies rows of a row-major batch.</summary>
public static class Rows
{
    /// <summary>Copies one row to each row of a batch.</summary>
    /// <param name="row">[stride].</param>
    /// <param name="batch">[rows x stride].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="stride">The length of a row.</param>
    public static void Repeat<T>(Block<T> row, Block<T> batch, int rows, int stride) where T : unmanaged
    {
        for (nint i = 0; i < rows; i++)
            row.AsSpan(stride).CopyTo(batch.At(i * stride).AsSpan(stride));
    }

    /// <summary>Copies the first numbers of each row.</summary>
    internal static void Copy<T>(Block<T> source, int sourceStride, Block<T> destination, int size, int rows) where T : unmanaged
    {
        for (nint i = 0; i < rows; i++)
            source.At(i * sourceStride).AsSpan(size).CopyTo(destination.At(i * size).AsSpan(size));
    }
}
