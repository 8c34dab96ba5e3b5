using System.Numerics;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>What data-parallel training does with the passes of a network's class, whichever class it is.</summary>
/// <typeparam name="T">The floating-point type.</typeparam>
public abstract class ShardOperations<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected ShardOperations()
    {
    }

    /// <summary>
    /// Computes what some neighbouring samples of a batch have in the gradient of a step of training: of them is dropped what the step
    /// that the network has counted last drops; penalties, which are those of the batch, are left aside.
    /// </summary>
    /// <param name="parameters">The network's.</param>
    /// <param name="shard">The samples.</param>
    /// <param name="first">The number of the first one in the batch.</param>
    /// <param name="batchSize">The number of samples of the batch, over all of which a mean is taken.</param>
    /// <param name="gradient">Receives the gradient, laid out as the parameters are.</param>
    /// <param name="losses">Receives the sum of the samples' losses for each output.</param>
    internal abstract void ComputeGradient(
        ParameterStore<T> parameters, in Samples<T> shard, int first, int batchSize, Block<T> gradient, Span<double> losses);

    /// <summary>What the sum of the losses of a batch is multiplied by.</summary>
    internal abstract T Scale(int batchSize);

    /// <summary>The sum of the costs of a batch, from that of the losses of each output.</summary>
    internal abstract double Cost(ReadOnlySpan<double> losses);

    /// <summary>The loss of a batch, from a sum over its samples.</summary>
    internal abstract T Reduce(double sum, int batchSize);
}

/// <inheritdoc/>
internal sealed unsafe class ShardOperations<T, TEngine> : ShardOperations<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TEngine : struct, IEngine<T>
{
    public static readonly ShardOperations<T> Instance = new ShardOperations<T, TEngine>();

    internal override void ComputeGradient(
        ParameterStore<T> parameters, in Samples<T> shard, int first, int batchSize, Block<T> gradient, Span<double> losses)
    {
        int rows = Network<T, TEngine>.Check(shard);
        fixed (T* x = shard.Inputs, y = shard.Targets, w = shard.Weights)
        fixed (int* labels = shard.Labels)
        fixed (double* sums = losses)
        {
            TEngine.Gradient(
                parameters, new(x), rows, Network<T, TEngine>.Targets(y, labels, w), Scale(batchSize),
                parameters.CurrentDropout.From(first), gradient, new(sums));
        }
    }

    internal override T Scale(int batchSize) => Network<T, TEngine>.Scale(batchSize);

    internal override double Cost(ReadOnlySpan<double> losses)
    {
        fixed (double* sums = losses)
            return LossSums.Cost(new(sums), TEngine.LossWeights);
    }

    internal override T Reduce(double sum, int batchSize) => Network<T, TEngine>.Reduced(sum, batchSize);
}
