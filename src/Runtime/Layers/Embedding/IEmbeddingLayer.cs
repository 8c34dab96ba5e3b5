namespace GenNet.Kernels;

/// <summary>The shape of an embedding and the places of its table and of what it reads, as constants.</summary>
/// <remarks>
/// E[category, i] stands at <see cref="Table"/> + category * <see cref="TableStride"/> + i of the network's parameters: each category
/// has cache lines of its own, so that no two threads write to one.
/// </remarks>
public interface IEmbeddingLayer
{
    /// <summary>The number of categories.</summary>
    static abstract int Count { get; }

    /// <summary>The numbers of a category's vector.</summary>
    static abstract int Size { get; }

    /// <summary>The columns that it reads.</summary>
    static abstract int Columns { get; }

    /// <summary>The first of them among all columns of the inputs.</summary>
    static abstract int FirstColumn { get; }

    /// <summary>The distance between the rows of the batch that it reads.</summary>
    static abstract int InputStride { get; }

    /// <summary>The distance between the rows of the batch that it writes.</summary>
    static abstract int UnitStride { get; }

    /// <summary>Where the table starts.</summary>
    static abstract int Table { get; }

    /// <summary>The distance between its rows: the size rounded up to whole cache lines.</summary>
    static abstract int TableStride { get; }
}
