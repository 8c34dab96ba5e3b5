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

    /// <summary>Vector number <paramref name="vector"/>, with another value in the lanes that are no units.</summary>
    static abstract V UnitsOnly<V, T>(V value, nint vector, int units, V otherwise)
        where V : struct, IVector<V, T>
        where T : unmanaged;

    /// <summary>The sum over the units, given that over the vectors.</summary>
    static abstract V Sum<V, T>(V sum)
        where V : struct, IVector<V, T>
        where T : unmanaged;

    /// <summary>The largest of the units, given that of the vectors.</summary>
    static abstract V Max<V, T>(V max)
        where V : struct, IVector<V, T>
        where T : unmanaged;
}

/// <summary>A sample in each lane and a vector for each unit, [units x lanes].</summary>
public readonly struct SamplesInLanes : ILaneLayout
{
    /// <inheritdoc/>
    public static int Vectors<V>(int units) where V : struct, IVector<V> => units;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V UnitsOnly<V, T>(V value, nint vector, int units, V otherwise)
        where V : struct, IVector<V, T>
        where T : unmanaged => value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sum<V, T>(V sum)
        where V : struct, IVector<V, T>
        where T : unmanaged => sum;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Max<V, T>(V max)
        where V : struct, IVector<V, T>
        where T : unmanaged => max;
}

/// <summary>The units of one sample across the lanes, [units], padded to whole vectors.</summary>
/// <remarks>
/// Lanes are combined at distances of half the vector, a quarter and so on, which leaves the result in each of them:
/// the order of a sum is the same at every register width.
/// </remarks>
public readonly struct UnitsInLanes : ILaneLayout
{
    /// <inheritdoc/>
    public static int Vectors<V>(int units) where V : struct, IVector<V> => (units + V.Count - 1) / V.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V UnitsOnly<V, T>(V value, nint vector, int units, V otherwise)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        nint left = units - vector * V.Count;
        return left >= V.Count ? value : V.Select(V.Indices < V.Create(left), value, otherwise);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sum<V, T>(V sum)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        if (V.Count > 8) sum += V.Exchange(sum, 8);
        if (V.Count > 4) sum += V.Exchange(sum, 4);
        if (V.Count > 2) sum += V.Exchange(sum, 2);
        return V.Count > 1 ? sum + V.Exchange(sum, 1) : sum;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Max<V, T>(V max)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        if (V.Count > 8) max = V.Larger(max, V.Exchange(max, 8));
        if (V.Count > 4) max = V.Larger(max, V.Exchange(max, 4));
        if (V.Count > 2) max = V.Larger(max, V.Exchange(max, 2));
        return V.Count > 1 ? V.Larger(max, V.Exchange(max, 1)) : max;
    }
}
