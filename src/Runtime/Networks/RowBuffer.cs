using System.Numerics;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>
/// The rows of a batch, in which values that the caller has apart stand side by side, in memory of the current thread for one call. The
/// lengths have been checked.
/// </summary>
/// <typeparam name="T">The floating-point type.</typeparam>
public readonly ref struct RowBuffer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Workspace<T> _memory;
    private readonly int _size;

    /// <summary>Takes memory for rows, until it is disposed of.</summary>
    /// <param name="count">The number of rows, m.</param>
    /// <param name="size">The numbers of a row.</param>
    public RowBuffer(int count, int size)
    {
        Count = count;
        _size = size;
        _memory = Workspace<T>.Rent((long)count * size);
    }

    /// <summary>The number of rows, m.</summary>
    public int Count { get; }

    /// <summary>All rows, [m x size].</summary>
    public Span<T> Rows => _memory.Start.AsSpan(Count * _size);

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _memory.Dispose();

    /// <summary>Puts a value into its columns.</summary>
    /// <param name="value">[m x columns].</param>
    /// <param name="start">Its first column.</param>
    /// <param name="columns">Its columns.</param>
    public void Put(ReadOnlySpan<T> value, int start, int columns)
    {
        Span<T> rows = Rows;
        for (int row = 0; row < Count; row++)
            value.Slice(row * columns, columns).CopyTo(rows[(row * _size + start)..]);
    }

    /// <summary>Puts classes into their columns: 1 for a sample's class and, for most losses, 0 for the others.</summary>
    /// <param name="labels">[m], each the number of a class.</param>
    /// <param name="start">The first column.</param>
    /// <param name="columns">The columns: one for each class, or a single one for class 1.</param>
    public void Put(ReadOnlySpan<int> labels, int start, int columns)
    {
        Span<T> rows = Rows;
        for (int row = 0; row < Count; row++)
        {
            Span<T> targets = rows.Slice(row * _size + start, columns);
            targets.Clear();
            if (columns > 1)
                targets[labels[row]] = T.One;
            else
                targets[0] = T.CreateTruncating(labels[row]);
        }
    }

    /// <summary>Copies a value out of its columns.</summary>
    /// <param name="value">[m x columns].</param>
    /// <param name="start">Its first column.</param>
    /// <param name="columns">Its columns.</param>
    public void Take(Span<T> value, int start, int columns)
    {
        Span<T> rows = Rows;
        for (int row = 0; row < Count; row++)
            rows.Slice(row * _size + start, columns).CopyTo(value[(row * columns)..]);
    }
}
