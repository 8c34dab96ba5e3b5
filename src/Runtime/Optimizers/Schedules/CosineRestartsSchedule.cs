namespace GenNet;

/// <summary>
/// The rate follows a cosine down to a minimum and starts again from the initial rate, in periods that can grow
/// (Loshchilov and Hutter 2017, SGDR; PyTorch's torch.optim.lr_scheduler.CosineAnnealingWarmRestarts): t' steps into a period of T
/// it is minimum + (initialRate - minimum) (1 + cos(pi t' / T)) / 2.
/// Time is counted in steps, unless <see cref="LearningRateSchedule.Unit"/> says otherwise.
/// </summary>
/// <param name="period">The steps of the first period, at least 1.</param>
/// <param name="periodFactor">How many times as long as the last each period is, at least 1.</param>
/// <param name="minimum">The smallest rate.</param>
/// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
public sealed class CosineRestartsSchedule(int period, int periodFactor = 1, double minimum = 0) : LearningRateSchedule(ScheduleUnit.Step)
{
    /// <summary>The steps of the first period.</summary>
    public int Period { get; } = Hyperparameter.AtLeast(1, period, nameof(period));

    /// <summary>How many times as long as the last each period is.</summary>
    public int PeriodFactor { get; } = Hyperparameter.AtLeast(1, periodFactor, nameof(periodFactor));

    /// <summary>The smallest rate.</summary>
    public double Minimum { get; } = Hyperparameter.NotNegative(minimum, nameof(minimum));

    /// <inheritdoc/>
    public override double GetRate(double initialRate, long time, ReadOnlySpan<double> losses = default)
    {
        long period = Period;
        if (PeriodFactor == 1)
            time %= period;
        for (; time >= period; period *= PeriodFactor)
            time -= period;
        return Annealing.Cosine.Between(initialRate, Minimum, (double)time / period);
    }
}
