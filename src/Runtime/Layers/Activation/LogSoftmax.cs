using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// a_i = z_i - log sum_j exp(z_j) over the units of a layer, and its derivative delta_i = dC/da_i - exp(a_i) sum_j dC/da_j.
/// </summary>
/// <remarks>The largest z is subtracted first, so no exponential overflows.</remarks>
public readonly struct LogSoftmax : ILayerActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<V, T, TLanes>(Block<T> z, Block<T> a, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLanes : struct, ILaneLayout
    {
        V max = Softmax.Max<V, T, TLanes>(z, units);
        V sum = default;
        for (int i = 0; i < TLanes.Vectors<V>(units); i++)
            sum = TLanes.Add<V, T>(sum, Elementary.ExpUpToZero(V.Load(z, i * V.Count) - max), i, units);
        V logSum = Elementary.LogFromOne(sum);
        for (int i = 0; i < TLanes.Vectors<V>(units); i++)
            V.Store(a, i * V.Count, V.Load(z, i * V.Count) - max - logSum);
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
            sum = TLanes.Add<V, T>(sum, V.Load(delta, i * V.Count), i, units);
        for (int i = 0; i < TLanes.Vectors<V>(units); i++)
        {
            V gradient = V.MultiplyAdd(-Elementary.Exp(V.Load(a, i * V.Count)), sum, V.Load(delta, i * V.Count));
            V.Store(delta, i * V.Count, TLanes.UnitsOnly<V, T>(gradient, i, units, default));
        }
    }
}
