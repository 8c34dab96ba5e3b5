using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>Some columns of a row-major batch: those of one input in the input row, of one value among those side by side.</summary>
public static class Columns
{
    /// <summary>Copies values into columns of rows.</summary>
    /// <param name="source">[rows x sourceStride], the value.</param>
    /// <param name="sourceStride">The distance between its rows.</param>
    /// <param name="columns">[rows x stride], from the first of the columns on.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="width">The number of columns.</param>
    /// <param name="rows">The number of rows.</param>
    public static void Put<T>(Block<T> source, int sourceStride, Block<T> columns, int stride, int width, int rows) where T : unmanaged
    {
        for (nint row = 0; row < rows; row++)
            source.At(row * sourceStride).AsSpan(width).CopyTo(columns.At(row * stride).AsSpan(width));
    }

    /// <summary>Copies columns of rows into a value, whose padding becomes zero.</summary>
    /// <param name="columns">[rows x stride], from the first of the columns on.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="value">[rows x width, padded].</param>
    /// <param name="width">The number of columns.</param>
    /// <param name="rows">The number of rows.</param>
    public static void Take<V, T>(Block<T> columns, int stride, Block<T> value, int width, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        int padded = Rows.Padded<V>(width);
        for (nint row = 0; row < rows; row++)
        {
            Span<T> to = value.At(row * padded).AsSpan(padded);
            columns.At(row * stride).AsSpan(width).CopyTo(to);
            to[width..].Clear();
        }
    }

    /// <summary>Adds columns of rows to a value.</summary>
    /// <inheritdoc cref="Take"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Add<V, T>(Block<T> columns, int stride, Block<T> value, int width, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        int padded = Rows.Padded<V>(width), whole = width - width % V.Count;
        Span<T> line = stackalloc T[V.Count];
        line.Clear();
        for (nint row = 0; row < rows; row++)
        {
            Block<T> from = columns.At(row * stride), to = value.At(row * padded);
            for (nint i = 0; i < whole; i += V.Count)
                V.Store(to, i, V.Load(to, i) + V.Load(from, i));
            if (whole == padded)
                continue;

            // What lies behind the last column is another value's, or nothing that may be read.
            from.At(whole).AsSpan(width - whole).CopyTo(line);
            V.Store(to, whole, V.Load(to, whole) + V.Load(Block<T>.OfStack(line), 0));
        }
    }
}
