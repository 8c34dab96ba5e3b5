namespace GenNet.Numerics;

/// <summary>
/// A vector of floating-point lanes with the operations that activations, losses and elementary functions need.
/// A function written once against it runs on 512-bit, 256-bit and 128-bit registers and on single numbers,
/// and gives the same bits in every lane of every one of them.
/// </summary>
/// <typeparam name="V">The implementing type.</typeparam>
/// <remarks>
/// Comparisons give masks: lanes of all ones or all zeros bits, to be used with <see cref="Select"/>.
/// Operations whose names start with <c>Bits</c> read the lanes as integers of the same width.
/// </remarks>
public interface IVector<V> where V : struct, IVector<V>
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>Whether a lane is a <see cref="double"/>; a <see cref="float"/> otherwise.</summary>
    static abstract bool IsDouble { get; }

    /// <summary>All lanes equal to <paramref name="value"/>, rounded to the lanes' precision.</summary>
    static abstract V Create(double value);

    /// <summary>All lanes with the given bits, cut to the lanes' width.</summary>
    static abstract V CreateBits(long bits);

    /// <summary>The sum, lane by lane.</summary>
    static abstract V operator +(V left, V right);

    /// <summary>The difference, lane by lane.</summary>
    static abstract V operator -(V left, V right);

    /// <summary>The product, lane by lane.</summary>
    static abstract V operator *(V left, V right);

    /// <summary>The quotient, lane by lane.</summary>
    static abstract V operator /(V left, V right);

    /// <summary>The value with its sign bit flipped.</summary>
    static abstract V operator -(V value);

    /// <summary>left &lt; right, as a mask; false where either is NaN.</summary>
    static abstract V operator <(V left, V right);

    /// <summary>left &gt; right, as a mask; false where either is NaN.</summary>
    static abstract V operator >(V left, V right);

    /// <summary>The bitwise and.</summary>
    static abstract V operator &(V left, V right);

    /// <summary>The bitwise or.</summary>
    static abstract V operator |(V left, V right);

    /// <summary>The bitwise exclusive or.</summary>
    static abstract V operator ^(V left, V right);

    /// <summary>
    /// a b + addend, rounded once on every machine that has a fused multiply-add, and twice elsewhere.
    /// </summary>
    static abstract V MultiplyAdd(V a, V b, V addend);

    /// <summary>The absolute value.</summary>
    static abstract V Abs(V value);

    /// <summary>The square root, correctly rounded.</summary>
    static abstract V Sqrt(V value);

    /// <summary>left == right, as a mask; false where either is NaN.</summary>
    static abstract V Equal(V left, V right);

    /// <summary>Whether the mask is set in any lane: for work that few numbers need.</summary>
    static abstract bool Any(V mask);

    /// <summary><paramref name="whenTrue"/> where the mask is set, else <paramref name="whenFalse"/>.</summary>
    static abstract V Select(V mask, V whenTrue, V whenFalse);

    /// <summary>a > b ? a : b, lane by lane: b where either is NaN, or both are zero.</summary>
    static abstract V Larger(V a, V b);

    /// <summary>a &lt; b ? a : b, lane by lane: b where either is NaN, or both are zero.</summary>
    static abstract V Smaller(V a, V b);

    /// <summary>The integer sum of the lanes' bits.</summary>
    static abstract V BitsAdd(V left, V right);

    /// <summary>The integer difference of the lanes' bits.</summary>
    static abstract V BitsSubtract(V left, V right);

    /// <summary>The lanes' bits, shifted left.</summary>
    static abstract V BitsShiftLeft(V value, int count);

    /// <summary>The lanes' bits, shifted right, the sign bit filling.</summary>
    static abstract V BitsShiftRight(V value, int count);
}

/// <summary>A vector of lanes of type <typeparamref name="T"/> that can be read from and written to memory.</summary>
/// <typeparam name="V">The implementing type.</typeparam>
/// <typeparam name="T">The type of a lane.</typeparam>
public interface IVector<V, T> : IVector<V>, ILanes<T>
    where V : struct, IVector<V, T>
    where T : unmanaged
{
    /// <summary>All lanes equal to <paramref name="value"/>.</summary>
    static abstract V Broadcast(T value);

    /// <summary>a b + addend with a broadcast to all lanes.</summary>
    static abstract V MultiplyAdd(T a, V b, V addend);

    /// <summary>a[index] b + addend with a[index] broadcast to all lanes.</summary>
    /// <remarks>
    /// A method of its own for straight-line code, of which the JIT inlines only so much: it is written out in each type, so that
    /// nothing needs to be inlined into it.
    /// </remarks>
    static abstract V MultiplyAdd(Block<T> a, nint index, V b, V addend);

    /// <summary>a b + addend with b the lanes from b[index] on.</summary>
    /// <remarks>Written out in each type, as above, so that the load becomes part of the instruction.</remarks>
    static abstract V MultiplyAdd(V a, Block<T> b, nint index, V addend);

    /// <summary>The lanes from <paramref name="index"/> on, counted in elements.</summary>
    static abstract V Load(Block<T> source, nint index);

    /// <summary>Writes the lanes from <paramref name="index"/> on, counted in elements.</summary>
    static abstract void Store(Block<T> destination, nint index, V value);

    /// <summary>
    /// The sum of all lanes, halves first: ((v0 + v8) + (v4 + v12)) + ..., an order that no register width changes.
    /// </summary>
    static abstract T Sum(V value);

    /// <summary>The first lane.</summary>
    static abstract T First(V value);

    /// <summary>All lanes equal to one of them.</summary>
    static abstract V BroadcastLane(V value, int lane);

    /// <summary>Swaps each lane with the one so many lanes away: lane i gets what lane i ^ distance has.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="distance">A power of two below <see cref="IVector{V}.Count"/>.</param>
    static abstract V Exchange(V value, int distance);

    /// <summary>0, 1, 2, ... in the lanes.</summary>
    static abstract V Indices { get; }
}
