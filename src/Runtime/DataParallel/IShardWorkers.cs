namespace GenNet;

/// <summary>
/// Where the shards of a data-parallel training are computed: carries the orders of <c>Fit</c> to <see cref="ShardWorker"/>s, and their
/// answers back. What is in either is no business of it.
/// </summary>
public interface IShardWorkers
{
    /// <summary>Has each shard computed once, by <see cref="ShardWorker.Sum"/> on any worker.</summary>
    /// <param name="order">What is to be computed, for all workers the same.</param>
    /// <param name="shards">The number of shards, at least 1; they are numbered from 0.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The answers, in any order, for ranges of shards that have all of them together.</returns>
    Task<IReadOnlyList<byte[]>> SumAsync(byte[] order, int shards, CancellationToken cancellationToken);
}
