using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>Moves matrices between row-major and column-major order.</summary>
internal static unsafe class Transpose
{
    /// <summary>
    /// Writes the transpose of a [rows x columns] matrix, [columns x rows], and zeros up to its stride.
    /// </summary>
    public static void Copy<T>(Block<T> source, int sourceStride, Block<T> destination, int destinationStride, int rows, int columns)
        where T : unmanaged
    {
        for (int column = 0; column < columns; column++)
        {
            T* from = source.Pointer + column;
            T* to = destination.Pointer + (nint)column * destinationStride;
            for (int row = 0; row < rows; row++)
                to[row] = from[(nint)row * sourceStride];
            new Span<T>(to + rows, destinationStride - rows).Clear();
        }
    }
}
