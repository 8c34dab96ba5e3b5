namespace GenNet;

/// <summary>What a trial on a cluster is doing.</summary>
[GenerateSerializer, Alias("GenNet.TrialPhase")]
internal enum TrialPhase
{
    /// <summary>Its silo runs as many trials as it has processors: it is to be started again later, there or on another one.</summary>
    Full,

    Running,

    /// <summary>It has come as far as it was to come.</summary>
    Done,

    /// <summary>It does not run: it was stopped, its checkpoint could not be kept, or its silo died. It can be started again.</summary>
    Stopped,

    /// <summary>Its silo cannot run it: it has another version, other data, or no such search.</summary>
    Refused,
}

/// <summary>How far a trial on a cluster has come.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="Text">The result of one that is done, as JSON; why it was stopped or refused.</param>
/// <param name="Epochs">The reports of epochs that the caller does not know yet, as JSON.</param>
[GenerateSerializer, Immutable, Alias("GenNet.TrialStatus")]
internal sealed record TrialStatus(
    [property: Id(0)] TrialPhase Phase, [property: Id(1)] string Text = "", [property: Id(2)] string[]? Epochs = null);
