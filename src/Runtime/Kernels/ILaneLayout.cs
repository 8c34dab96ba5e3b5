using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// What the lanes of the vectors are that a function over all units of a layer reads, so that its formula is written once.
/// </summary>
public interface ILaneLayout
{
    /// <summary>The number of vectors that the units take up.</summary>
    static abstract int Vectors<V>(int units) where V : struct, IVector<V>;

    /// <summary>Where a unit stands, that is how many numbers stand before it.</summary>
    static abstract int Start<V>(int unit) where V : struct, IVector<V>;

    /// <summary>Vector number <paramref name="vector"/>, with another value in the lanes that are no units.</summary>
    static abstract V UnitsOnly<V, T>(V value, int vector, int units, V otherwise)
        where V : struct, IVector<V, T>
        where T : unmanaged;

    /// <summary>Adds the units of vector number <paramref name="vector"/> to a sum over units, the first of them first.</summary>
    static abstract V Add<V, T>(V sum, V value, int vector, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged;

    /// <summary>The largest of the units, given that of the vectors.</summary>
    static abstract V Max<V, T>(V max, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged;
}

/// <summary>A sample in each lane and a vector for each unit, [units x lanes].</summary>
public readonly struct SamplesInLanes : ILaneLayout
{
    /// <inheritdoc/>
    public static int Vectors<V>(int units) where V : struct, IVector<V> => units;

    /// <inheritdoc/>
    public static int Start<V>(int unit) where V : struct, IVector<V> => unit * V.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V UnitsOnly<V, T>(V value, int vector, int units, V otherwise)
        where V : struct, IVector<V, T>
        where T : unmanaged => value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Add<V, T>(V sum, V value, int vector, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged => sum + value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Max<V, T>(V max, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged => max;
}

/// <summary>
/// The units of one sample across the lanes, [units], padded to whole vectors; a result over all of them is in each unit's lane.
/// </summary>
public readonly struct UnitsInLanes : ILaneLayout
{
    /// <inheritdoc/>
    public static int Vectors<V>(int units) where V : struct, IVector<V> => (units + V.Count - 1) / V.Count;

    /// <inheritdoc/>
    public static int Start<V>(int unit) where V : struct, IVector<V> => unit;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V UnitsOnly<V, T>(V value, int vector, int units, V otherwise)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        int count = Count<V>(vector, units);
        return count == V.Count ? value : V.Select(V.Indices < V.Create(count), value, otherwise);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Add<V, T>(V sum, V value, int vector, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        int count = Count<V>(vector, units);
        sum += V.BroadcastLane(value, 0);
        if (count > 1) sum += V.BroadcastLane(value, 1);
        if (count > 2) sum += V.BroadcastLane(value, 2);
        if (count > 3) sum += V.BroadcastLane(value, 3);
        for (int lane = 4; lane < count; lane++)
            sum += V.BroadcastLane(value, lane);
        return sum;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Max<V, T>(V max, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        if (V.Count > 8 && units > 8) max = V.Larger(max, V.Exchange(max, 8));
        if (V.Count > 4 && units > 4) max = V.Larger(max, V.Exchange(max, 4));
        if (V.Count > 2 && units > 2) max = V.Larger(max, V.Exchange(max, 2));
        return V.Count > 1 ? V.Larger(max, V.Exchange(max, 1)) : max;
    }

    /// <summary>How many units there are in a vector: known to the compiler if there is only one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Count<V>(int vector, int units) where V : struct, IVector<V> =>
        units <= V.Count ? units : Math.Min(V.Count, units - vector * V.Count);
}
