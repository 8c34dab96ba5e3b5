using System.Runtime.CompilerServices;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

// What a backward pass starts from.
public readonly unsafe partial struct UnrolledEngine<T, TNetwork>
{
    private interface ICost
    {
        /// <summary>Leaves the derivatives by what the loss reads, with zeros in lanes that are no units, and the losses.</summary>
        static abstract void Gradient<V, TLanes>(Block<T> output, Block<T> target, T scale, Block<T> delta, Block<T> losses)
            where V : struct, IVector<V, T>
            where TLanes : struct, ILaneLayout;
    }

    /// <summary>The network's own loss.</summary>
    private readonly struct OwnCost : ICost
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Gradient<V, TLanes>(Block<T> output, Block<T> target, T scale, Block<T> delta, Block<T> losses)
            where V : struct, IVector<V, T>
            where TLanes : struct, ILaneLayout =>
            TNetwork.LossGradient<V, TLanes>(output, target, scale, delta, losses);
    }

    /// <summary>A cost of the caller's, whose derivatives by the outputs are given where targets are otherwise.</summary>
    private readonly struct CallersCost : ICost
    {
        public static void Gradient<V, TLanes>(Block<T> output, Block<T> target, T scale, Block<T> delta, Block<T> losses)
            where V : struct, IVector<V, T>
            where TLanes : struct, ILaneLayout
        {
            for (int i = 0; i < TLanes.Vectors<V>(TNetwork.OutputSize); i++)
            {
                V derivative = V.Load(target, i * V.Count);
                V.Store(delta, i * V.Count, TLanes.UnitsOnly<V, T>(derivative, i, TNetwork.OutputSize, default));
            }

            TNetwork.Output<V, TLanes>(output);
            TNetwork.OutputBackward<V, TLanes>(output, delta);
        }
    }
}
