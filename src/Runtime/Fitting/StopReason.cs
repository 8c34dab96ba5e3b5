namespace GenNet;

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were run.</summary>
    EpochsCompleted,

    /// <summary>The validation data showed no more improvement.</summary>
    EarlyStopping,
}
