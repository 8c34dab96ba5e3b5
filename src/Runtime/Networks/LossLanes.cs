using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>
/// The memory in which losses are computed, with one sample in each lane: outputs, targets and derivatives, [outputs x lanes] each.
/// </summary>
internal readonly struct LossLanes<T, V>(Block<T> start, int outputs)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, IVector<V, T>
{
    public Block<T> Output => start;

    public Block<T> Target => start.At(outputs * V.Count);

    public Block<T> Delta => start.At(2 * outputs * V.Count);

    private Block<T> Losses => start.At(3 * outputs * V.Count);

    public static long Size(int outputs) => (3L * outputs + 1) * V.Count;

    /// <summary>Loads the outputs and targets of the samples from <paramref name="sample"/> on.</summary>
    /// <returns>How many lanes are in use.</returns>
    public int Load(Block<T> rows, int stride, int sample, int count, in Targets<T> targets, int firstTarget)
    {
        int used = Math.Min(V.Count, count - sample);
        Transpose.Copy(rows.At((nint)sample * stride), stride, Output, V.Count, used, outputs);
        targets.Load(Target, V.Count, firstTarget + sample, used);
        return used;
    }

    /// <inheritdoc cref="Sum"/>
    public double Add(V losses, int used, in Targets<T> targets, int first) => Sum(losses, used, targets, first, Losses);

    /// <summary>The sum of the losses in the lanes in use, each times its sample's weight, first to last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(V losses, int used, in Targets<T> targets, int first, Block<T> scratch)
    {
        V.Store(scratch, 0, losses);
        double sum = 0;
        if (targets.HasWeights)
        {
            for (int lane = 0; lane < used; lane++)
                sum += targets.Weighted(first + lane, double.CreateTruncating(scratch[lane]));
        }
        else
        {
            for (int lane = 0; lane < used; lane++)
                sum += double.CreateTruncating(scratch[lane]);
        }

        return sum;
    }
}
