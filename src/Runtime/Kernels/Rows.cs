using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>Copies and clears rows of a row-major batch.</summary>
public static unsafe class Rows
{
    /// <summary>A number of units rounded up to whole vectors, as rows of a batch are padded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Padded<V>(int units) where V : struct, IVector<V> => (units + V.Count - 1) / V.Count * V.Count;

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

    /// <summary>Fills rows with zeros.</summary>
    /// <param name="batch">[rows x stride].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="stride">The length of a row.</param>
    public static void Clear<T>(Block<T> batch, int rows, int stride) where T : unmanaged => batch.AsSpan(rows * stride).Clear();

    /// <summary>Copies the first numbers of each row, which is padded to whole vectors, to rows without padding.</summary>
    /// <remarks>
    /// By whole vectors from the first row to the last: what one writes beyond the end of its row, the rows after it overwrite. Those
    /// that would write beyond the last row's end are copied by the number.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Copy<V, T>(Block<T> source, int sourceStride, Block<T> destination, int size, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        T* from = source.Pointer, to = destination.Pointer, end = to + (nint)rows * size;
        for (T* last = end - sourceStride; to <= last; from += sourceStride, to += size)
        {
            for (nint i = 0; i < sourceStride; i += V.Count)
                V.Store(new(to), i, V.Load(new(from), i));
        }

        for (; to < end; from += sourceStride, to += size)
            new Span<T>(from, size).CopyTo(new(to, size));
    }
}
