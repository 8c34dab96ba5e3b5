using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// The passes of an embedding over a row-major batch: each column names a category, whose row of the table is written.
/// </summary>
public static class Embedding
{
    /// <summary>Throws where a number that the layer reads is none of a category.</summary>
    /// <param name="inputs">[rows x width], or [rows x steps x width] of windows.</param>
    /// <param name="width">All columns of a sample, or of each of its frames.</param>
    /// <param name="steps">The frames of a row where rows are windows, or 0.</param>
    /// <param name="name">What the caller calls them.</param>
    /// <exception cref="ArgumentException">A number is a fraction, negative, too large, or none.</exception>
    public static void CheckCategories<T, TLayer>(ReadOnlySpan<T> inputs, int width, int steps, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLayer : struct, IEmbeddingLayer
    {
        for (int frame = 0; frame < inputs.Length / width; frame++)
        {
            ReadOnlySpan<T> columns = inputs.Slice(frame * width + TLayer.FirstColumn, TLayer.Columns);
            for (int column = 0; column < columns.Length; column++)
            {
                int category = int.CreateSaturating(columns[column]);
                if ((uint)category >= (uint)TLayer.Count || T.CreateTruncating(category) != columns[column])
                    Throw(columns[column], frame, TLayer.FirstColumn + column);
            }
        }

        void Throw(T value, int frame, int column) => throw new ArgumentException(
            $"Row {(steps > 0 ? $"{frame / steps}, frame {frame % steps}" : $"{frame}")}, column {column} of the inputs is {value}; "
            + $"[Embedding] reads a category there, which must be a whole number from 0 to {TLayer.Count - 1}.",
            name);
    }

    /// <summary>a = the rows of E that the columns name, side by side; zeros behind them.</summary>
    /// <param name="p">The network's parameters.</param>
    /// <param name="x">[rows x InputStride], from the layer's first column on.</param>
    /// <param name="a">[rows x UnitStride].</param>
    /// <param name="rows">The number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Forward<T, TLayer>(Block<T> p, Block<T> x, Block<T> a, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLayer : struct, IEmbeddingLayer
    {
        for (nint row = 0; row < rows; row++)
        {
            Block<T> categories = x.At(row * TLayer.InputStride), to = a.At(row * TLayer.UnitStride);
            for (nint column = 0; column < TLayer.Columns; column++)
                RowOf<T, TLayer>(p, categories[column]).AsSpan(TLayer.Size).CopyTo(to.At(column * TLayer.Size).AsSpan(TLayer.Size));
            to.At(TLayer.Columns * TLayer.Size).AsSpan(TLayer.UnitStride - TLayer.Columns * TLayer.Size).Clear();
        }
    }

    /// <summary>
    /// dC/dE[category] = the sum of dC/da wherever the batch names the category, row by row and from the first column to the last; handed
    /// to the sink for a part of the table. Of the rows that nobody names the gradient is 0, and the sink gets none unless it needs it.
    /// </summary>
    /// <param name="x">[rows x InputStride], from the layer's first column on.</param>
    /// <param name="delta">dC/da, [rows x UnitStride], with at least a vector of memory behind it.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="part">The part.</param>
    /// <param name="sink">What takes the gradient.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void ParameterGradient<V, T, TLayer, TSink>(Block<T> x, Block<T> delta, int rows, Part part, TSink sink)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLayer : struct, IEmbeddingLayer
        where TSink : struct, IGradientSink<T>
    {
        if (TSink.IsJacobian)
        {
            ParameterJacobian<V, T, TLayer, TSink>(x, delta, rows, sink);
            return;
        }

        (int category, int end) = part.Of(TLayer.Count, 1);
        using Workspace<long> memory = Workspace<long>.Rent((long)rows * TLayer.Columns);
        Span<long> uses = Uses<T, TLayer>(x, rows, category, end, memory.Start);
        while (!uses.IsEmpty)
        {
            int named = CategoryOf(uses[0]), count = CountOfFirst(uses);
            if (!TSink.IgnoresZeros)
                TakeZeros(category, named);
            for (int i = 0; i < TLayer.Size; i += V.Count)
                sink.Take(Sum<V, T, TLayer>(delta, uses[..count], i), TLayer.Table + (nint)named * TLayer.TableStride + i);
            uses = uses[count..];
            category = named + 1;
        }

        if (!TSink.IgnoresZeros)
            TakeZeros(category, end);

        void TakeZeros(nint first, nint last)
        {
            for (nint i = first * TLayer.TableStride; i < last * TLayer.TableStride; i += V.Count)
                sink.Take(default(V), TLayer.Table + i);
        }
    }

    /// <summary>The gradients of each output of the one sample, with zeros where it names no category.</summary>
    private static void ParameterJacobian<V, T, TLayer, TSink>(Block<T> x, Block<T> delta, int outputs, TSink sink)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLayer : struct, IEmbeddingLayer
        where TSink : struct, IGradientSink<T>
    {
        using Workspace<long> memory = Workspace<long>.Rent(TLayer.Columns);
        Span<long> all = Uses<T, TLayer>(x, 1, 0, TLayer.Count, memory.Start);
        for (nint output = 0; output < outputs; output++)
        {
            for (nint i = 0; i < (nint)TLayer.Count * TLayer.TableStride; i += V.Count)
                sink.TakeRow(default(V), TLayer.Table + i, output);
            for (Span<long> uses = all; !uses.IsEmpty; uses = uses[CountOfFirst(uses)..])
            {
                Span<long> same = uses[..CountOfFirst(uses)];
                nint place = TLayer.Table + (nint)CategoryOf(uses[0]) * TLayer.TableStride;
                for (int i = 0; i < TLayer.Size; i += V.Count)
                    sink.TakeRow(Sum<V, T, TLayer>(delta.At(output * TLayer.UnitStride), same, i), place + i, output);
            }
        }
    }

    private static Block<T> RowOf<T, TLayer>(Block<T> p, T category)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLayer : struct, IEmbeddingLayer =>
        p.At(TLayer.Table + (nint)int.CreateTruncating(category) * TLayer.TableStride);

    /// <summary>
    /// Where a batch names some of the categories: each use has the category in its upper half, and in its lower half which one it is of
    /// all columns of all rows. They are sorted, so that those of a category are neighbours, in the order of the batch.
    /// </summary>
    private static Span<long> Uses<T, TLayer>(Block<T> x, int rows, int first, int end, Block<long> memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLayer : struct, IEmbeddingLayer
    {
        int count = 0;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < TLayer.Columns; column++)
            {
                int category = int.CreateTruncating(x[(nint)row * TLayer.InputStride + column]);
                if (category >= first && category < end)
                    memory[count++] = (long)category << 32 | (uint)(row * TLayer.Columns + column);
            }
        }

        Span<long> uses = memory.AsSpan(count);
        uses.Sort();
        return uses;
    }

    private static int CategoryOf(long use) => (int)(use >> 32);

    /// <summary>How many uses are of the first one's category.</summary>
    private static int CountOfFirst(ReadOnlySpan<long> uses)
    {
        int count = 1;
        while (count < uses.Length && CategoryOf(uses[count]) == CategoryOf(uses[0]))
            count++;
        return count;
    }

    /// <summary>The sum of a vector of dC/da over the uses of a category, from number i of its vector on; zeros behind the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Sum<V, T, TLayer>(Block<T> delta, ReadOnlySpan<long> uses, int i)
        where V : struct, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLayer : struct, IEmbeddingLayer
    {
        V sum = default, used = V.Indices < V.Create(TLayer.Size - i);
        foreach (long use in uses)
        {
            (uint row, uint column) = Math.DivRem((uint)use, (uint)TLayer.Columns);
            sum += V.Load(delta, (nint)row * TLayer.UnitStride + (nint)column * TLayer.Size + i);
        }

        return sum & used;
    }
}
