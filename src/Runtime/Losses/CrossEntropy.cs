using System.Runtime.CompilerServices;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Losses;

/// <summary>
/// C = - sum_k y_k log softmax(z)_k as a function of the logits z:
/// C = sum_k y_k (log sum_j exp(z_j - m) - (z_k - m)) with m the largest z, finite for logits of any size;
/// dC/dz_k = softmax(z)_k sum_j y_j - y_k.
/// </summary>
public static class CrossEntropy
{
    /// <summary>The loss of the sample in each lane, or of the one whose units are in the lanes.</summary>
    /// <param name="z">The logits.</param>
    /// <param name="y">The targets.</param>
    /// <param name="units">The number of outputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, T, TLanes>(Block<T> z, Block<T> y, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLanes : struct, ILaneLayout
    {
        V max = Softmax.Max<V, T, TLanes>(z, units);
        V sum = default;
        for (int i = 0; i < TLanes.Vectors<V>(units); i++)
            sum = TLanes.Add<V, T>(sum, Elementary.Exp(V.Load(z, i * V.Count) - max), i, units);
        return Value<V, T, TLanes>(z, y, units, max, Elementary.Log(sum));
    }

    /// <summary>The loss, as by <see cref="Value{V, T, TLanes}(Block{T}, Block{T}, int)"/>, and dC/dz.</summary>
    /// <param name="z">The logits.</param>
    /// <param name="y">The targets.</param>
    /// <param name="units">The number of outputs.</param>
    /// <param name="scale">What dC/dz is multiplied by: 1/m under <see cref="Reduction.Mean"/>.</param>
    /// <param name="delta">dC/dz, with zeros in lanes that are no units.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Gradient<V, T, TLanes>(Block<T> z, Block<T> y, int units, T scale, Block<T> delta)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLanes : struct, ILaneLayout
    {
        V max = Softmax.Max<V, T, TLanes>(z, units);
        V sum = default, targets = default;
        for (int i = 0; i < TLanes.Vectors<V>(units); i++)
        {
            V e = TLanes.UnitsOnly<V, T>(Elementary.Exp(V.Load(z, i * V.Count) - max), i, units, default);
            V.Store(delta, i * V.Count, e);
            sum = TLanes.Add<V, T>(sum, e, i, units);
            targets = TLanes.Add<V, T>(targets, V.Load(y, i * V.Count), i, units);
        }

        for (int i = 0; i < TLanes.Vectors<V>(units); i++)
        {
            V probability = V.Load(delta, i * V.Count) / sum;
            V gradient = V.Broadcast(scale) * (probability * targets - V.Load(y, i * V.Count));
            V.Store(delta, i * V.Count, TLanes.UnitsOnly<V, T>(gradient, i, units, default));
        }

        return Value<V, T, TLanes>(z, y, units, max, Elementary.Log(sum));
    }

    /// <summary>The loss, given the largest logit and log sum_j exp(z_j - max).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Value<V, T, TLanes>(Block<T> z, Block<T> y, int units, V max, V logSum)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLanes : struct, ILaneLayout
    {
        V loss = default;
        for (int i = 0; i < TLanes.Vectors<V>(units); i++)
        {
            // A class that is no target counts nothing, even where its logit is -infinity.
            V target = V.Load(y, i * V.Count);
            V term = target * (logSum - (V.Load(z, i * V.Count) - max));
            loss = TLanes.Add<V, T>(loss, V.Select(V.Equal(target, default), default, term), i, units);
        }

        return loss;
    }
}
