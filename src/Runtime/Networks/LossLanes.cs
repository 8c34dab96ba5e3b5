using System.Numerics;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>
/// The memory in which losses are computed, with one sample in each lane: outputs, targets and derivatives, [outputs x lanes] each, and
/// the losses, [losses x lanes].
/// </summary>
internal readonly struct LossLanes<T, V>(Block<T> start, int outputs, int lossCount)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, IVector<V, T>
{
    public Block<T> Output => start;

    public Block<T> Target => start.At(outputs * V.Count);

    public Block<T> Delta => start.At(2 * outputs * V.Count);

    public Block<T> Losses => start.At(3 * outputs * V.Count);

    public static long Size(int outputs, int lossCount) => (3L * outputs + lossCount) * V.Count;

    /// <summary>Loads the outputs and targets of the samples from <paramref name="sample"/> on.</summary>
    /// <returns>How many lanes are in use.</returns>
    public int Load(Block<T> rows, int stride, int sample, int count, in Targets<T> targets, int firstTarget)
    {
        int used = Math.Min(V.Count, count - sample);
        Transpose.Copy(rows.At((nint)sample * stride), stride, Output, V.Count, used, outputs);
        targets.Load(Target, V.Count, firstTarget + sample, used);
        return used;
    }

    /// <summary>Writes the sums of the losses in the lanes in use.</summary>
    public void Sum(int used, in Targets<T> targets, int first, Block<double> sums)
    {
        sums.AsSpan(lossCount).Clear();
        LossSums.Add<T, V>(sums, Losses, lossCount, used, targets, first);
    }
}
