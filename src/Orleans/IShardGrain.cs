namespace GenNet;

/// <summary>
/// The worker of a silo for a data-parallel training; its key is the training's name and the silo's address. No call waits for more than a
/// moment: shards are begun, and then collected.
/// </summary>
[Alias("GenNet.IShardGrain")]
internal interface IShardGrain : IGrainWithStringKey
{
    /// <summary>Begins to compute shards, and waits a moment for them.</summary>
    [Alias("Start")]
    Task<ShardReply> StartAsync(ShardRequest request);

    /// <summary>Waits a moment for shards that were begun.</summary>
    [Alias("Collect")]
    Task<ShardReply> CollectAsync(Guid request);
}
