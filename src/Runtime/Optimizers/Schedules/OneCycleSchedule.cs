namespace GenNet;

/// <summary>
/// The rate rises to a maximum and then falls to far below where it began (Smith and Topin 2018; PyTorch's
/// torch.optim.lr_scheduler.OneCycleLR, its momentum left alone): from maximum / startDivisor at t = 0 to maximum at
/// t = max(0, rise length - 1), and to maximum / startDivisor / endDivisor at t = length - 1, where it stays.
/// The optimizer's own rate does not matter.
/// Time is counted in steps, unless <see cref="LearningRateSchedule.Unit"/> says otherwise.
/// </summary>
/// <param name="maximum">The largest rate.</param>
/// <param name="length">The steps of the whole cycle, at least 1.</param>
/// <param name="rise">The share of the cycle in which the rate rises, from 0 to 1.</param>
/// <param name="startDivisor">How many times smaller than the maximum the first rate is.</param>
/// <param name="endDivisor">How many times smaller than the first rate the last one is.</param>
/// <param name="annealing">How it rises and falls.</param>
/// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
public sealed class OneCycleSchedule(
    double maximum, int length, double rise = 0.3, double startDivisor = 25, double endDivisor = 1e4,
    Annealing annealing = Annealing.Cosine)
    : LearningRateSchedule(ScheduleUnit.Step)
{
    /// <summary>The largest rate.</summary>
    public double Maximum { get; } = Hyperparameter.NotNegative(maximum, nameof(maximum));

    /// <summary>The steps of the whole cycle.</summary>
    public int Length { get; } = Hyperparameter.AtLeast(1, length, nameof(length));

    /// <summary>The share of the cycle in which the rate rises.</summary>
    public double Rise { get; } = Hyperparameter.Check(rise, rise is >= 0 and <= 1, nameof(rise), "from 0 to 1");

    /// <summary>How many times smaller than the maximum the first rate is.</summary>
    public double StartDivisor { get; } = Hyperparameter.Positive(startDivisor, nameof(startDivisor));

    /// <summary>How many times smaller than the first rate the last one is.</summary>
    public double EndDivisor { get; } = Hyperparameter.Positive(endDivisor, nameof(endDivisor));

    /// <summary>How the rate rises and falls.</summary>
    public Annealing Annealing { get; } =
        Hyperparameter.Check(annealing, Enum.IsDefined(annealing), nameof(annealing), "a member of the enumeration");

    /// <inheritdoc/>
    public override double GetRate(double initialRate, long time, ReadOnlySpan<double> losses = default)
    {
        double first = Maximum / StartDivisor, last = first / EndDivisor;
        double top = Math.Max(0, Rise * Length - 1), end = Length - 1, t = Math.Min(time, end);
        if (t < top)
            return Annealing.Between(first, Maximum, t / top);
        return Annealing.Between(Maximum, last, end > top ? (t - top) / (end - top) : 0);
    }
}
