using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>Sums over samples of the losses of a network's outputs, one for each output.</summary>
internal static class LossSums
{
    /// <summary>Adds the losses of the samples in lanes, each times its sample's weight, first to last.</summary>
    /// <param name="sums">[losses], what they are added to.</param>
    /// <param name="lanes">[losses x lanes].</param>
    /// <param name="lossCount">The number of losses of a sample.</param>
    /// <param name="used">How many lanes are in use.</param>
    /// <param name="targets">What has the samples' weights.</param>
    /// <param name="first">The sample in the first lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T, V>(Block<double> sums, Block<T> lanes, int lossCount, int used, in Targets<T> targets, int first)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, IVector<V, T>
    {
        for (int k = 0; k < lossCount; k++, lanes = lanes.At(V.Count))
        {
            double sum = 0;
            if (targets.HasWeights)
            {
                for (int lane = 0; lane < used; lane++)
                    sum += targets.Weighted(first + lane, double.CreateTruncating(lanes[lane]));
            }
            else
            {
                for (int lane = 0; lane < used; lane++)
                    sum += double.CreateTruncating(lanes[lane]);
            }

            sums[k] += sum;
        }
    }

    /// <summary>Adds the sums of parts of a batch, first to last.</summary>
    /// <param name="sums">[losses], what they are added to.</param>
    /// <param name="parts">[parts x losses].</param>
    /// <param name="partCount">The number of parts.</param>
    /// <param name="lossCount">The number of losses of a sample.</param>
    public static void Add(Block<double> sums, Block<double> parts, int partCount, int lossCount)
    {
        for (int k = 0; k < lossCount; k++)
        {
            double sum = 0;
            for (int part = 0; part < partCount; part++)
                sum += parts[part * lossCount + k];
            sums[k] += sum;
        }
    }

    /// <summary>What all losses cost together, each times its weight.</summary>
    public static double Cost(Block<double> sums, ReadOnlySpan<double> weights)
    {
        double cost = 0;
        for (int k = 0; k < weights.Length; k++)
            cost += weights[k] * sums[k];
        return cost;
    }
}
