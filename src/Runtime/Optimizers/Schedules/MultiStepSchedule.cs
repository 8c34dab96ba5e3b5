namespace GenNet;

/// <summary>
/// The rate is multiplied by a factor at each of some epochs: initialRate factor^(how many milestones are at most t)
/// (PyTorch's torch.optim.lr_scheduler.MultiStepLR).
/// </summary>
public sealed class MultiStepSchedule : LearningRateSchedule
{
    private readonly int[] _milestones;

    /// <summary>Makes the schedule.</summary>
    /// <param name="milestones">The epochs, from 0, that the rate changes at; one given twice counts twice.</param>
    /// <param name="factor">What it is multiplied by, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public MultiStepSchedule(IEnumerable<int> milestones, double factor = 0.1)
        : base(ScheduleUnit.Epoch)
    {
        ArgumentNullException.ThrowIfNull(milestones);
        _milestones = [.. milestones.Select(milestone => Hyperparameter.AtLeast(0, milestone, nameof(milestones))).Order()];
        Factor = Hyperparameter.Positive(factor, nameof(factor));
    }

    /// <summary>The epochs that the rate changes at, in their order.</summary>
    public IReadOnlyList<int> Milestones => _milestones;

    /// <summary>What it is multiplied by.</summary>
    public double Factor { get; }

    /// <inheritdoc/>
    public override double GetRate(double initialRate, long time, ReadOnlySpan<double> losses = default)
    {
        int passed = 0;
        while (passed < _milestones.Length && _milestones[passed] <= time)
            passed++;
        return initialRate * Math.Pow(Factor, passed);
    }
}
