using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Losses;

/// <summary>
/// C = - sum_k y_k log softmax(z)_k as a function of the logits z, with samples in the lanes:
/// C = sum_k y_k (log sum_j exp(z_j - m) - (z_k - m)) with m the largest z, finite for logits of any size;
/// dC/dz_k = softmax(z)_k sum_j y_j - y_k.
/// </summary>
public static class CrossEntropy
{
    /// <summary>The loss of the sample in each lane.</summary>
    /// <param name="z">The logits, [units x lanes].</param>
    /// <param name="y">The targets, [units x lanes].</param>
    /// <param name="units">The number of outputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static V Value<V, T>(Block<T> z, Block<T> y, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        V max = Softmax.Max<V, T, SamplesInLanes>(z, units);
        V sum = default;
        for (nint u = 0; u < units; u++)
            sum += Elementary.Exp(V.Load(z, u * V.Count) - max);
        return Value<V, T>(z, y, units, max, Elementary.Log(sum));
    }

    /// <summary>The loss of the sample in each lane, and dC/dz.</summary>
    /// <param name="z">The logits, [units x lanes].</param>
    /// <param name="y">The targets, [units x lanes].</param>
    /// <param name="units">The number of outputs.</param>
    /// <param name="scale">What dC/dz is multiplied by: 1/m under <see cref="Reduction.Mean"/>.</param>
    /// <param name="delta">dC/dz, [units x lanes].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static V Gradient<V, T>(Block<T> z, Block<T> y, int units, T scale, Block<T> delta)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        V max = Softmax.Max<V, T, SamplesInLanes>(z, units);
        V sum = default, targets = default;
        for (nint u = 0; u < units; u++)
        {
            V e = Elementary.Exp(V.Load(z, u * V.Count) - max);
            V.Store(delta, u * V.Count, e);
            sum += e;
            targets += V.Load(y, u * V.Count);
        }

        for (nint u = 0; u < units; u++)
        {
            V probability = V.Load(delta, u * V.Count) / sum;
            V.Store(delta, u * V.Count, V.Broadcast(scale) * (probability * targets - V.Load(y, u * V.Count)));
        }

        return Value<V, T>(z, y, units, max, Elementary.Log(sum));
    }

    /// <summary>The loss of a single sample, and dC/dz, with the units across the lanes.</summary>
    /// <param name="z">The logits, [units, padded].</param>
    /// <param name="y">The targets, [units, padded].</param>
    /// <param name="units">The number of units.</param>
    /// <param name="scale">What dC/dz is multiplied by.</param>
    /// <param name="delta">dC/dz, [units, padded], with zeros in the padding.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static T GradientRow<V, T>(Block<T> z, Block<T> y, int units, T scale, Block<T> delta)
        where V : struct, IWideVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Scalar<T> max = Softmax.Max<Scalar<T>, T, SamplesInLanes>(z, units);
        T sum = Softmax.ExponentialsRow<V, T>(z, delta, units, max);
        T targets = T.Zero;
        for (nint u = 0; u < units; u++)
            targets += y[u];
        for (int i = 0; i < units; i += V.Count)
        {
            V probability = V.Load(delta, i) / V.Broadcast(sum);
            V gradient = V.Broadcast(scale) * (probability * V.Broadcast(targets) - V.Load(y, i));
            V.Store(delta, i, UnitsInLanes.UnitsOnly<V, T>(gradient, i / V.Count, units, default));
        }

        return Scalar<T>.Sum(Value<Scalar<T>, T>(z, y, units, max, Elementary.Log(Scalar<T>.Broadcast(sum))));
    }

    /// <summary>The loss, given the largest logit and log sum_j exp(z_j - max).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Value<V, T>(Block<T> z, Block<T> y, int units, V max, V logSum)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        V loss = default;
        for (nint u = 0; u < units; u++)
        {
            // A class that is no target counts nothing, even where its logit is -infinity.
            V target = V.Load(y, u * V.Count);
            V term = target * (logSum - (V.Load(z, u * V.Count) - max));
            loss += V.Select(V.Equal(target, default), default, term);
        }

        return loss;
    }
}
