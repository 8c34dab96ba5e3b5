namespace GenNet;

/// <summary>Which shards a silo is to compute.</summary>
/// <param name="Id">What the answer is asked for by.</param>
/// <param name="Training">The name of the training, which the silo must have.</param>
/// <param name="Order">What <see cref="IShardWorkers.SumAsync"/> was given.</param>
/// <param name="First">The first shard.</param>
/// <param name="End">The shard after the last one.</param>
[GenerateSerializer, Immutable, Alias("GenNet.ShardRequest")]
internal sealed record ShardRequest(
    [property: Id(0)] Guid Id, [property: Id(1)] string Training, [property: Id(2)] byte[] Order, [property: Id(3)] int First,
    [property: Id(4)] int End);
