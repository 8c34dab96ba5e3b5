namespace GenNet;

/// <summary>The initial rate all the time.</summary>
public sealed class ConstantSchedule() : LearningRateSchedule(ScheduleUnit.Epoch)
{
    /// <inheritdoc/>
    public override double GetRate(double initialRate, long time, ReadOnlySpan<double> losses = default) => initialRate;
}
