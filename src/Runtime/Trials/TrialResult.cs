namespace GenNet;

/// <summary>What came of a trial, as far as it has been run.</summary>
public sealed record TrialResult
{
    /// <summary>The trial's place among those of the search, from 0.</summary>
    public required int Trial { get; init; }

    /// <summary>The epochs run, in order; empty where it failed.</summary>
    public IReadOnlyList<EpochResult> Epochs { get; init; } = [];

    /// <summary>
    /// The epoch, from 1, whose parameters the network has: the last one, or the best where that is restored; 0 where the trial failed.
    /// </summary>
    public int FinalEpoch { get; init; }

    /// <summary>
    /// What the search monitors, of the network after the epochs that were asked for: a loss, of which less is better, or an accuracy, of
    /// which more is. NaN where it failed.
    /// </summary>
    public double Score { get; init; } = double.NaN;

    /// <summary>Whether it is over: it has had all epochs, was stopped early, or failed.</summary>
    public bool IsFinished { get; init; } = true;

    /// <summary>The SHA-256 of the network's parameters in canonical order, 64 hexadecimal digits; empty where it failed.</summary>
    public string ParameterHash { get; init; } = "";

    /// <summary>The message of the exception that ended it; null where none did.</summary>
    public string? Error { get; init; }

    /// <summary>What the epoch came to whose parameters the network has; null where it failed.</summary>
    public EpochResult? Final => FinalEpoch > 0 ? Epochs[FinalEpoch - 1] : null;
}
