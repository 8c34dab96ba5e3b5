namespace GenNet;

/// <summary>
/// The rate follows a cosine down to a minimum: minimum + (initialRate - minimum) (1 + cos(pi t / length)) / 2
/// (Loshchilov and Hutter 2017; PyTorch's torch.optim.lr_scheduler.CosineAnnealingLR). After that it rises again on the same wave.
/// Time is counted in steps, unless <see cref="LearningRateSchedule.Unit"/> says otherwise.
/// </summary>
/// <param name="length">After how many steps the minimum is reached, at least 1.</param>
/// <param name="minimum">The smallest rate.</param>
/// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
public sealed class CosineSchedule(int length, double minimum = 0) : LearningRateSchedule(ScheduleUnit.Step)
{
    /// <summary>After how many steps the minimum is reached.</summary>
    public int Length { get; } = Hyperparameter.AtLeast(1, length, nameof(length));

    /// <summary>The smallest rate.</summary>
    public double Minimum { get; } = Hyperparameter.NotNegative(minimum, nameof(minimum));

    /// <inheritdoc/>
    public override double GetRate(double initialRate, long time, ReadOnlySpan<double> losses = default) =>
        Annealing.Cosine.Between(initialRate, Minimum, (double)time / Length);
}
