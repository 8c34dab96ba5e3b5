namespace GenNet;

/// <summary>
/// How far a training has come: reported at the end of each epoch, and in between after steps, at most ten times a second.
/// </summary>
/// <param name="Epoch">The epoch under way, from 1.</param>
/// <param name="EpochCount">The number of epochs asked for.</param>
/// <param name="Step">The steps finished in this epoch.</param>
/// <param name="StepCount">The number of steps of an epoch.</param>
/// <param name="Loss">The mean loss of the samples of this epoch so far.</param>
/// <param name="Elapsed">The time since training began.</param>
/// <param name="Result">What the epoch came to, at its end; null before.</param>
/// <param name="StopReason">Why training ends, at its end; null before.</param>
public readonly record struct TrainingProgress(
    int Epoch, int EpochCount, int Step, int StepCount, double Loss, TimeSpan Elapsed, EpochResult? Result, StopReason? StopReason = null)
{
    /// <summary>The same mean for each of several outputs; at an epoch's end with accuracies, where those were asked for.</summary>
    public OutputResults Outputs { get; init; } = OutputResults.None;
}
