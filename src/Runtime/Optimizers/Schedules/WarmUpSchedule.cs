namespace GenNet;

/// <summary>
/// The rate rises to the initial rate, initialRate (t + 1) / length for t &lt; length (Goyal et al. 2017; PyTorch's
/// torch.optim.lr_scheduler.LinearLR and SequentialLR), and then follows another schedule from its beginning.
/// </summary>
/// <param name="length">How many steps, or epochs if the other schedule counts these, it takes to rise; at least 1.</param>
/// <param name="then">The schedule after that.</param>
/// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
public sealed class WarmUpSchedule(int length, LearningRateSchedule then)
    : LearningRateSchedule((then ?? throw new ArgumentNullException(nameof(then))).Unit)
{
    /// <summary>How many steps or epochs it takes to rise.</summary>
    public int Length { get; } = Hyperparameter.AtLeast(1, length, nameof(length));

    /// <summary>The schedule after that.</summary>
    public LearningRateSchedule Then { get; } = then;

    /// <inheritdoc/>
    public override double GetRate(double initialRate, long time, ReadOnlySpan<double> losses = default) =>
        time < Length ? initialRate * (time + 1) / Length : Then.GetRate(initialRate, time - Length, losses);
}
