using GenNet.Kernels;

namespace GenNet;

/// <summary>The samples that a step of data-parallel training is taken on.</summary>
/// <param name="Seed">Chooses the orders of the samples.</param>
/// <param name="Epoch">The epoch whose order it is; 0 for that in which samples are given.</param>
/// <param name="Start">Its first sample's place in that order.</param>
/// <param name="Count">The number of its samples.</param>
/// <param name="Shards">The number of shards, at most that of the samples.</param>
internal readonly record struct ShardedBatch(int Seed, int Epoch, int Start, int Count, int Shards)
{
    /// <summary>Whether so many samples have such a batch.</summary>
    public bool IsOf(int samples) =>
        Epoch >= 0 && Start >= 0 && Count >= 1 && Count <= samples - Start && Shards >= 1 && Shards <= Count;

    /// <summary>Where a shard stands in the batch; sizes differ by one sample at most.</summary>
    public (int First, int Count) Shard(int shard)
    {
        (int first, int end) = new Part(shard, Shards).Of(Count, 1);
        return (first, end - first);
    }
}
