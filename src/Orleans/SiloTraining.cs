namespace GenNet;

/// <summary>A training that a silo computes shards of.</summary>
internal sealed record SiloTraining(string Name, Func<ShardWorker> MakeWorker);
