namespace GenNet;

/// <summary>How far a silo has come with shards.</summary>
[GenerateSerializer, Alias("GenNet.ShardPhase")]
internal enum ShardPhase
{
    Running,

    Done,

    /// <summary>The silo knows nothing of the request: it has been started anew.</summary>
    Unknown,

    /// <summary>The silo cannot compute them: it has another version, other data, no such training, or computing threw.</summary>
    Refused,
}

/// <summary>What a silo answers.</summary>
/// <param name="Phase">How far it has come.</param>
/// <param name="Sums">The answer of <see cref="ShardWorker.Sum"/>, where it is done.</param>
/// <param name="Text">Why it refused.</param>
[GenerateSerializer, Immutable, Alias("GenNet.ShardReply")]
internal sealed record ShardReply(
    [property: Id(0)] ShardPhase Phase, [property: Id(1)] byte[]? Sums = null, [property: Id(2)] string Text = "");
