using System.Numerics;
using System.Reflection;

namespace GenNet.Tests.Support;

/// <summary>Whether threads share a batch: too little work is not divided, and a test of threads would test nothing.</summary>
internal static class Division
{
    /// <summary>Fails where a network with several threads does a batch in one part, in prediction or in training.</summary>
    public static void Check<TNet, T>(TNet network, int samples)
        where TNet : class, INeuralNetwork<TNet, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int steps = Math.Max(1, typeof(TNet).GetCustomAttribute<NeuralNetworkAttribute>()!.Steps);
        int rows = Math.Min(samples, Chunk(steps));
        Assert.True(
            network.Threads == 1 || network.Parameters.PartsOf(rows * steps) > 1,
            $"{typeof(TNet).Name} does {samples} samples in one part.");

        // What is divided is a chunk of training where tiles are computed, unless statistics are of the batch; and else the batch.
        static int Chunk(int steps) =>
            typeof(TNet).GetCustomAttribute<NeuralNetworkAttribute>()!.Unroll == Unroll.Full
            || typeof(TNet).IsDefined(typeof(BatchNormAttribute))
                ? int.MaxValue
                : Math.Clamp(4_096 / steps / 16 * 16, 16, 256);
    }
}
