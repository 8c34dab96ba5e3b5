using System.Runtime.CompilerServices;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Losses;

/// <summary>Applies a loss that adds up over the outputs.</summary>
public static class OutputLoss
{
    /// <summary>The loss of the sample in each lane, or of the one whose units are in the lanes.</summary>
    /// <param name="a">The outputs.</param>
    /// <param name="y">The targets.</param>
    /// <param name="units">The number of outputs.</param>
    /// <param name="loss">The loss.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, T, TLanes, TLoss>(Block<T> a, Block<T> y, int units, TLoss loss)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLanes : struct, ILaneLayout
        where TLoss : struct, ILoss
    {
        V sum = default;
        for (int i = 0; i < TLanes.Vectors<V>(units); i++)
            sum = TLanes.Add<V, T>(sum, loss.Value(V.Load(a, i * V.Count), V.Load(y, i * V.Count)), i, units);
        return sum * Share<V, TLoss>(units);
    }

    /// <summary>The loss, as by <see cref="Value"/>, and dC/da.</summary>
    /// <param name="a">The outputs.</param>
    /// <param name="y">The targets.</param>
    /// <param name="units">The number of outputs.</param>
    /// <param name="scale">What dC/da is multiplied by: 1/m under <see cref="Reduction.Mean"/>.</param>
    /// <param name="delta">dC/da, with zeros in lanes that are no units.</param>
    /// <param name="loss">The loss.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Gradient<V, T, TLanes, TLoss>(Block<T> a, Block<T> y, int units, T scale, Block<T> delta, TLoss loss)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLanes : struct, ILaneLayout
        where TLoss : struct, ILoss
    {
        V share = Share<V, TLoss>(units);
        V factor = V.Broadcast(scale) * share;
        V sum = default;
        for (int i = 0; i < TLanes.Vectors<V>(units); i++)
        {
            V output = V.Load(a, i * V.Count), target = V.Load(y, i * V.Count);
            sum = TLanes.Add<V, T>(sum, loss.Value(output, target), i, units);
            V.Store(delta, i * V.Count, TLanes.UnitsOnly<V, T>(factor * loss.Derivative(output, target), i, units, default));
        }

        return sum * share;
    }

    /// <inheritdoc cref="ILoss.OtherClass"/>
    public static double OtherClass<TLoss>() where TLoss : struct, ILoss => TLoss.OtherClass;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Share<V, TLoss>(int units)
        where V : struct, IVector<V>
        where TLoss : struct, ILoss =>
        V.Create(TLoss.IsMean ? 1.0 / units : 1.0);
}
