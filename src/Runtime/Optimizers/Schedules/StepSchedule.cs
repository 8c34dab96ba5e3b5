namespace GenNet;

/// <summary>
/// The rate is multiplied by a factor every stepSize epochs: initialRate factor^floor(t / stepSize)
/// (PyTorch's torch.optim.lr_scheduler.StepLR).
/// </summary>
/// <param name="stepSize">After how many epochs the rate changes, at least 1.</param>
/// <param name="factor">What it is multiplied by, greater than 0.</param>
/// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
public sealed class StepSchedule(int stepSize, double factor = 0.1) : LearningRateSchedule(ScheduleUnit.Epoch)
{
    /// <summary>After how many epochs the rate changes.</summary>
    public int StepSize { get; } = Hyperparameter.AtLeast(1, stepSize, nameof(stepSize));

    /// <summary>What it is multiplied by.</summary>
    public double Factor { get; } = Hyperparameter.Positive(factor, nameof(factor));

    /// <inheritdoc/>
    public override double GetRate(double initialRate, long time, ReadOnlySpan<double> losses = default) =>
        initialRate * Math.Pow(Factor, time / StepSize);
}
