using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>
/// The memory of a batch's passes, [batch x stride] for each z, a and delta, as seen by a pass over some of the batch's rows.
/// </summary>
/// <typeparam name="T">The floating-point type.</typeparam>
public readonly struct Scratch<T> where T : unmanaged
{
    private readonly Block<T> _start, _shared;
    private readonly int _batch;

    /// <param name="start">Where it starts.</param>
    /// <param name="batch">The number of rows that it has room for.</param>
    /// <param name="perRow">The numbers of each.</param>
    /// <param name="frames">The number of frames of each; 1 where rows are no windows.</param>
    internal Scratch(Block<T> start, int batch, int perRow, int frames)
        : this(start, batch, start.At((nint)batch * perRow), 0, batch, frames)
    {
    }

    private Scratch(Block<T> start, int batch, Block<T> shared, int first, int rows, int frames)
    {
        _start = start;
        _batch = batch;
        _shared = shared;
        First = first;
        Rows = rows;
        Frames = frames;
    }

    /// <summary>The first row of the pass.</summary>
    public int First { get; }

    /// <summary>The number of rows of the pass.</summary>
    public int Rows { get; }

    /// <summary>The number of frames of each row; 1 where rows are no windows.</summary>
    public int Frames { get; }

    /// <summary>The matrix with this place in the plan, from the first row of the pass on.</summary>
    /// <param name="place">The numbers that each row of the batch has in the matrices before.</param>
    /// <param name="stride">The distance between its rows.</param>
    public Block<T> At(int place, int stride) => _start.At((nint)_batch * place + (nint)First * stride);

    /// <summary>The same where rows are windows.</summary>
    /// <param name="framePlace">The numbers that each frame has in the matrices before.</param>
    /// <param name="place">The numbers besides that each row of the batch has there.</param>
    /// <param name="stride">The distance between its rows.</param>
    public Block<T> At(int framePlace, int place, int stride) =>
        _start.At((nint)_batch * ((nint)framePlace * Frames + place) + (nint)First * stride);

    /// <summary>What all rows have in common.</summary>
    /// <param name="place">Where it stands.</param>
    public Block<T> Shared(int place) => _shared.At(place);

    /// <summary>The same memory for a pass over other rows.</summary>
    internal Scratch<T> Of(int first, int end) => new(_start, _batch, _shared, first, end - first, Frames);
}
