namespace GenNet;

/// <summary>
/// Has the batch of each step cut into shards, whose gradients are computed apart, each as a batch of its own would be, and added in one
/// fixed tree: by as many threads as <see cref="INeuralNetwork{T}.Threads"/> says, or by the workers of a cluster. Parameters have the same
/// bits whoever computes a shard, on any number of threads and machines: see docs/many-trainings.md.
/// </summary>
/// <remarks>
/// It is for batches of 10,000 samples and more, and for <see cref="LBfgs"/> on all samples above all. The bits differ from those without
/// it, as the sums have another order, unless there is one shard. A network with <see cref="BatchNormAttribute"/>, whose statistics are
/// those of all the batch, cannot be trained so. A training that fails or is cancelled in a step leaves the parameters as they were before
/// it, and <see cref="LBfgs"/> forgets the steps that it remembered.
/// </remarks>
public sealed class DataParallel
{
    /// <summary>
    /// Into how many shards a batch is cut, at least 1; a batch of fewer samples is cut into single ones. It decides the bits, and the most
    /// workers that can be of use.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Shards
    {
        get;
        init => field = Hyperparameter.AtLeast(1, value, nameof(Shards));
    } = 16;

    /// <summary>What computes the shards; null for this process.</summary>
    public IShardWorkers? Workers { get; init; }
}
