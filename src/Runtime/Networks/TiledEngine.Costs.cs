using System.Runtime.CompilerServices;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

// What a backward pass starts from.
public readonly partial struct TiledEngine<T, TNetwork>
{
    internal interface ICost
    {
        /// <summary>Leaves the derivatives of some rows' cost by what the loss reads, and the losses of each block of samples.</summary>
        static abstract void Differentiate<V>(
            Block<T> output, Block<T> delta, int first, int rows, in Targets<T> targets, T scale, LossLanes<T, V> lanes,
            Block<double> losses)
            where V : struct, IWideVector<V, T>;

        /// <summary>Whether it leaves derivatives.</summary>
        static virtual bool IsDifferentiated => true;
    }

    /// <summary>The network's own loss.</summary>
    internal readonly struct OwnCost : ICost
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Differentiate<V>(
            Block<T> output, Block<T> delta, int first, int rows, in Targets<T> targets, T scale, LossLanes<T, V> lanes,
            Block<double> losses)
            where V : struct, IWideVector<V, T>
        {
            for (int sample = 0; sample < rows; sample += V.Count)
            {
                int used = lanes.Load(output, TNetwork.OutputStride, sample, rows, targets, first);
                TNetwork.LossGradient<V, SamplesInLanes>(lanes.Output, lanes.Target, scale, lanes.Delta, lanes.Losses);
                lanes.Sum(used, targets, first + sample, losses.At(sample / V.Count * LossCount));
                targets.Weigh(lanes.Delta, V.Count, first + sample, used);
                Transpose.Copy(
                    lanes.Delta, V.Count, delta.At((nint)sample * TNetwork.OutputStride), TNetwork.OutputStride, FrameOutputs, used);
            }
        }
    }

    /// <summary>A cost of the caller's, whose derivatives by the outputs are given where targets are otherwise.</summary>
    internal readonly struct CallersCost : ICost
    {
        public static void Differentiate<V>(
            Block<T> output, Block<T> delta, int first, int rows, in Targets<T> targets, T scale, LossLanes<T, V> lanes,
            Block<double> losses)
            where V : struct, IWideVector<V, T>
        {
            losses.AsSpan((rows + V.Count - 1) / V.Count * LossCount).Clear();
            targets.CopyRows(delta, TNetwork.OutputStride, first, rows);
            TNetwork.Output<V>(output, rows);
            TNetwork.OutputBackward<V>(output, delta, rows);
        }
    }

    /// <summary>No cost: the outputs are all that is asked for.</summary>
    internal readonly struct NoCost : ICost
    {
        public static bool IsDifferentiated => false;

        public static void Differentiate<V>(
            Block<T> output, Block<T> delta, int first, int rows, in Targets<T> targets, T scale, LossLanes<T, V> lanes,
            Block<double> losses)
            where V : struct, IWideVector<V, T> =>
            TNetwork.Output<V>(output, rows);
    }
}
