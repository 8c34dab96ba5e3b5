namespace GenNet.Numerics;

/// <summary>A vector of 64 bytes, whatever the registers: so many lanes that sums across them mean the same on every machine.</summary>
/// <typeparam name="V">The implementing type.</typeparam>
/// <typeparam name="T">The type of a lane.</typeparam>
/// <remarks>
/// Each of the four additions makes one vector of two: it adds neighbouring blocks of lanes, and blocks of the first are followed, or
/// alternate, with those of the second. One after the other, on 16 vectors, then on the 8 that are left, and so on, they leave in each lane
/// the sum of all lanes of one of the vectors; <see cref="LaneSum"/> brings them in order.
/// </remarks>
public interface IWideVector<V, T> : IVector<V, T>
    where V : struct, IWideVector<V, T>
    where T : unmanaged
{
    /// <summary>a[aIndex] b[bIndex...] + addend, with a[aIndex] broadcast to all lanes.</summary>
    /// <inheritdoc cref="IVector{V, T}.MultiplyAdd(Block{T}, nint, V, V)" path="/remarks"/>
    static abstract V MultiplyAdd(Block<T> a, nint aIndex, Block<T> b, nint bIndex, V addend);

    /// <summary>
    /// Four numbers from <paramref name="index"/> on, counted in elements, again and again: one load instead of four broadcasts.
    /// </summary>
    static abstract V LoadFour(Block<T> source, nint index);

    /// <summary>One of the four numbers of <see cref="LoadFour"/>, in all lanes.</summary>
    static abstract V BroadcastOfFour(V four, int number);

    /// <summary>With quarters of four lanes, or of two doubles: a0 + a2, a1 + a3, b0 + b2, b1 + b3.</summary>
    static abstract V AddHalves(V a, V b);

    /// <summary>With quarters of four lanes, or of two doubles: a0 + a1, a2 + a3, b0 + b1, b2 + b3.</summary>
    static abstract V AddQuarters(V a, V b);

    /// <summary>In each quarter, with halves of two lanes, or of one double: a0 + a1, b0 + b1.</summary>
    static abstract V AddPairs(V a, V b);

    /// <summary>In each quarter of four floats: a0 + a1, a2 + a3, b0 + b1, b2 + b3.</summary>
    static abstract V AddNeighbours(V a, V b);

    /// <summary>The numbers from <paramref name="index"/> on, each in an equal share of the lanes: a0, a0, ..., a1, a1, ...</summary>
    /// <param name="source">Where they are; no more than <paramref name="count"/> are read.</param>
    /// <param name="index">The first, counted in elements.</param>
    /// <param name="count">2 or 4.</param>
    static abstract V Spread(Block<T> source, nint index, int count);

    /// <summary>The lanes of the lower half alternating with those of the upper: with eight, v0, v4, v1, v5, v2, v6, v3, v7.</summary>
    static abstract V Interleave(V value);
}
