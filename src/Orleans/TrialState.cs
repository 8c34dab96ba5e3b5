namespace GenNet;

/// <summary>What the cluster's storage keeps of a trial.</summary>
[GenerateSerializer, Alias("GenNet.TrialState")]
internal sealed class TrialState
{
    /// <summary>The last checkpoint, a model file; null where there is none.</summary>
    [Id(0)]
    public byte[]? Checkpoint { get; set; }
}
