namespace GenNet;

/// <summary>
/// The rate is multiplied by a factor every epoch: initialRate factor^t (PyTorch's torch.optim.lr_scheduler.ExponentialLR).
/// </summary>
/// <param name="factor">What the rate is multiplied by, greater than 0.</param>
/// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
public sealed class ExponentialSchedule(double factor) : LearningRateSchedule(ScheduleUnit.Epoch)
{
    /// <summary>What the rate is multiplied by.</summary>
    public double Factor { get; } = Hyperparameter.Positive(factor, nameof(factor));

    /// <inheritdoc/>
    public override double GetRate(double initialRate, long time, ReadOnlySpan<double> losses = default) =>
        initialRate * Math.Pow(Factor, time);
}
