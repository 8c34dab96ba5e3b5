using System.Numerics;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>
/// The rows of a batch, in which values that the caller has apart stand side by side, in each frame where they are sequences, in memory of
/// the current thread for one call. The lengths have been checked.
/// </summary>
/// <typeparam name="T">The floating-point type.</typeparam>
public readonly ref struct RowBuffer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Workspace<T> _memory;
    private readonly int _size;
    private readonly int _frames;

    /// <summary>Takes memory for rows, until it is disposed of.</summary>
    /// <param name="count">The number of rows, m.</param>
    /// <param name="size">The numbers of a row, or of each of its frames.</param>
    /// <param name="frames">The frames of a row; 1 where it is no sequence.</param>
    public RowBuffer(int count, int size, int frames = 1)
    {
        Count = count;
        _size = size;
        _frames = count * frames;
        _memory = Workspace<T>.Rent((long)_frames * size);
    }

    /// <summary>The number of rows, m.</summary>
    public int Count { get; }

    /// <summary>All rows, [m x frames x size].</summary>
    public Span<T> Rows => _memory.Start.AsSpan(_frames * _size);

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _memory.Dispose();

    /// <summary>Puts a value into its columns.</summary>
    /// <param name="value">[m x frames x columns].</param>
    /// <param name="start">Its first column.</param>
    /// <param name="columns">Its columns.</param>
    public void Put(ReadOnlySpan<T> value, int start, int columns)
    {
        Span<T> rows = Rows;
        for (int frame = 0; frame < _frames; frame++)
            value.Slice(frame * columns, columns).CopyTo(rows[(frame * _size + start)..]);
    }

    /// <summary>Puts classes into their columns: 1 for that of a sample, or frame, and 0 for the others.</summary>
    /// <param name="labels">[m x frames], each the number of a class.</param>
    /// <param name="start">The first column.</param>
    /// <param name="columns">The columns: one for each class, or a single one for class 1.</param>
    public void Put(ReadOnlySpan<int> labels, int start, int columns)
    {
        Span<T> rows = Rows;
        for (int frame = 0; frame < _frames; frame++)
        {
            Span<T> targets = rows.Slice(frame * _size + start, columns);
            targets.Clear();
            if (columns > 1)
                targets[labels[frame]] = T.One;
            else
                targets[0] = T.CreateTruncating(labels[frame]);
        }
    }

    /// <summary>Copies a value out of its columns.</summary>
    /// <param name="value">[m x frames x columns].</param>
    /// <param name="start">Its first column.</param>
    /// <param name="columns">Its columns.</param>
    public void Take(Span<T> value, int start, int columns)
    {
        Span<T> rows = Rows;
        for (int frame = 0; frame < _frames; frame++)
            rows.Slice(frame * _size + start, columns).CopyTo(value[(frame * columns)..]);
    }
}
