using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Losses;

/// <summary>Applies a loss that adds up over the outputs, with samples in the lanes.</summary>
public static class OutputLoss
{
    /// <summary>The loss of the sample in each lane.</summary>
    /// <param name="a">The outputs, [units x lanes].</param>
    /// <param name="y">The targets, [units x lanes].</param>
    /// <param name="units">The number of outputs.</param>
    /// <param name="loss">The loss.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static V Value<V, T, TLoss>(Block<T> a, Block<T> y, int units, TLoss loss)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLoss : struct, ILoss
    {
        V sum = default;
        for (nint u = 0; u < units; u++)
            sum += loss.Value(V.Load(a, u * V.Count), V.Load(y, u * V.Count));
        return sum * Share<V, TLoss>(units);
    }

    /// <summary>The loss of the sample in each lane, and dC/da.</summary>
    /// <param name="a">The outputs, [units x lanes].</param>
    /// <param name="y">The targets, [units x lanes].</param>
    /// <param name="units">The number of outputs.</param>
    /// <param name="scale">What dC/da is multiplied by: 1/m under <see cref="Reduction.Mean"/>.</param>
    /// <param name="delta">dC/da, [units x lanes].</param>
    /// <param name="loss">The loss.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static V Gradient<V, T, TLoss>(Block<T> a, Block<T> y, int units, T scale, Block<T> delta, TLoss loss)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLoss : struct, ILoss
    {
        V share = Share<V, TLoss>(units);
        V factor = V.Broadcast(scale) * share;
        V sum = default;
        for (nint u = 0; u < units; u++)
        {
            V output = V.Load(a, u * V.Count), target = V.Load(y, u * V.Count);
            sum += loss.Value(output, target);
            V.Store(delta, u * V.Count, factor * loss.Derivative(output, target));
        }

        return sum * share;
    }

    /// <summary>The loss of a single sample, and dC/da, with the outputs across the lanes.</summary>
    /// <param name="a">The outputs, [units, padded].</param>
    /// <param name="y">The targets, [units, padded].</param>
    /// <param name="units">The number of outputs.</param>
    /// <param name="scale">What dC/da is multiplied by.</param>
    /// <param name="delta">dC/da, [units, padded], with zeros in the padding.</param>
    /// <param name="loss">The loss.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static T GradientRow<V, T, TLoss>(Block<T> a, Block<T> y, int units, T scale, Block<T> delta, TLoss loss)
        where V : struct, IWideVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLoss : struct, ILoss
    {
        V factor = V.Broadcast(scale) * Share<V, TLoss>(units);
        for (int i = 0; i < units; i += V.Count)
        {
            V gradient = factor * loss.Derivative(V.Load(a, i), V.Load(y, i));
            V.Store(delta, i, UnitsInLanes.UnitsOnly<V, T>(gradient, i / V.Count, units, default));
        }

        return Scalar<T>.Sum(Value<Scalar<T>, T, TLoss>(a, y, units, loss));
    }

    /// <inheritdoc cref="ILoss.OtherClass"/>
    public static double OtherClass<TLoss>() where TLoss : struct, ILoss => TLoss.OtherClass;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Share<V, TLoss>(int units)
        where V : struct, IVector<V>
        where TLoss : struct, ILoss =>
        V.Create(TLoss.IsMean ? 1.0 / units : 1.0);
}
