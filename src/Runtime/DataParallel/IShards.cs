using System.Numerics;

namespace GenNet;

/// <summary>What sums the gradients of a batch's shards at the parameters of the moment.</summary>
internal interface IShards<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <returns>The sum of all shards, in memory that the next call writes over.</returns>
    ShardSum<T> Sum(ShardedBatch batch, CancellationToken cancellationToken);
}
