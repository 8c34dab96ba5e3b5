using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// An activation of some units among others, as one of a network's outputs is among the others of its row. Vectors of units across the
/// lanes reach over the last unit, into what has to stay: behind the row there is room for one.
/// </summary>
public static class UnitRange
{
    /// <summary>a = g(z) in place.</summary>
    /// <param name="values">z of all units, where a is left.</param>
    /// <param name="first">The first unit.</param>
    /// <param name="units">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<V, T, TLanes, TActivation>(Block<T> values, int first, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLanes : struct, ILaneLayout
        where TActivation : struct, ILayerActivation
    {
        Block<T> own = values.At(TLanes.Start<V>(first)), next = own.At(TLanes.Start<V>(units));
        bool reachesNext = TLanes.Vectors<V>(units) * V.Count > TLanes.Start<V>(units);
        V kept = reachesNext ? V.Load(next, 0) : default;
        TActivation.Forward<V, T, TLanes>(own, own, units);
        if (reachesNext)
            V.Store(next, 0, kept);
    }

    /// <summary>Turns dC/da into dC/dz, in place.</summary>
    /// <param name="values">a of all units.</param>
    /// <param name="delta">dC/da of all units, where dC/dz is left.</param>
    /// <param name="first">The first unit.</param>
    /// <param name="units">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<V, T, TLanes, TActivation>(Block<T> values, Block<T> delta, int first, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLanes : struct, ILaneLayout
        where TActivation : struct, ILayerActivation
    {
        Block<T> own = delta.At(TLanes.Start<V>(first)), next = own.At(TLanes.Start<V>(units));
        bool reachesNext = TLanes.Vectors<V>(units) * V.Count > TLanes.Start<V>(units);
        V kept = reachesNext ? V.Load(next, 0) : default;
        TActivation.Backward<V, T, TLanes>(values.At(TLanes.Start<V>(first)), own, units);
        if (reachesNext)
            V.Store(next, 0, kept);
    }
}
