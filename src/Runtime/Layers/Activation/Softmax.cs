using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// a_i = exp(z_i) / sum_j exp(z_j) over the units of a layer, and its derivative delta_i = a_i (dC/da_i - sum_j dC/da_j a_j).
/// </summary>
/// <remarks>The largest z is subtracted first, so no exponential overflows.</remarks>
public readonly struct Softmax : ILayerActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<V, T, TLanes>(Block<T> z, Block<T> a, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLanes : struct, ILaneLayout
    {
        V max = Max<V, T, TLanes>(z, units);
        V sum = default;
        for (int i = 0; i < TLanes.Vectors<V>(units); i++)
        {
            V e = TLanes.UnitsOnly<V, T>(Elementary.ExpUpToZero(V.Load(z, i * V.Count) - max), i, units, default);
            V.Store(a, i * V.Count, e);
            sum = TLanes.Add<V, T>(sum, e, i, units);
        }

        for (int i = 0; i < TLanes.Vectors<V>(units); i++)
            V.Store(a, i * V.Count, V.Load(a, i * V.Count) / sum);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<V, T, TLanes>(Block<T> a, Block<T> delta, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLanes : struct, ILaneLayout
    {
        V sum = default;
        for (int i = 0; i < TLanes.Vectors<V>(units); i++)
            sum = TLanes.Add<V, T>(sum, V.Load(delta, i * V.Count) * V.Load(a, i * V.Count), i, units);
        for (int i = 0; i < TLanes.Vectors<V>(units); i++)
            V.Store(delta, i * V.Count, V.Load(a, i * V.Count) * (V.Load(delta, i * V.Count) - sum));
    }

    /// <summary>The largest of the units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Max<V, T, TLanes>(Block<T> z, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLanes : struct, ILaneLayout
    {
        V lowest = V.Create(double.NegativeInfinity);
        V max = TLanes.UnitsOnly<V, T>(V.Load(z, 0), 0, units, lowest);
        for (int i = 1; i < TLanes.Vectors<V>(units); i++)
            max = V.Larger(TLanes.UnitsOnly<V, T>(V.Load(z, i * V.Count), i, units, lowest), max);

        return TLanes.Max<V, T>(max, units);
    }
}
