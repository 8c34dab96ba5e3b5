namespace GenNet;

/// <summary>
/// The rate is multiplied by a factor when the loss has stopped to fall (PyTorch's torch.optim.lr_scheduler.ReduceLROnPlateau,
/// with its relative threshold). A loss is better if it is less than (1 - threshold) times the best one. After more than patience
/// epochs in a row that are not better the rate becomes max(factor rate, minimum), unless that changes it by at most 1e-8; in the
/// cooldown epochs after that no epoch counts as not better.
/// </summary>
/// <param name="factor">What the rate is multiplied by, between 0 and 1.</param>
/// <param name="patience">How many epochs in a row that are not better are put up with.</param>
/// <param name="threshold">By what share of the best loss a better one must be below it.</param>
/// <param name="cooldown">How many epochs the rate has to take effect.</param>
/// <param name="minimum">The smallest rate.</param>
/// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
public sealed class ReduceOnPlateauSchedule(
    double factor = 0.1, int patience = 10, double threshold = 1e-4, int cooldown = 0, double minimum = 0)
    : LearningRateSchedule(ScheduleUnit.Epoch)
{
    private const double LeastChange = 1e-8;

    /// <summary>What the rate is multiplied by.</summary>
    public double Factor { get; } = Hyperparameter.Check(factor, factor is > 0 and < 1, nameof(factor), "greater than 0 and less than 1");

    /// <summary>How many epochs in a row that are not better are put up with.</summary>
    public int Patience { get; } = Hyperparameter.AtLeast(0, patience, nameof(patience));

    /// <summary>By what share of the best loss a better one must be below it.</summary>
    public double Threshold { get; } = Hyperparameter.NotNegative(threshold, nameof(threshold));

    /// <summary>How many epochs the rate has to take effect.</summary>
    public int Cooldown { get; } = Hyperparameter.AtLeast(0, cooldown, nameof(cooldown));

    /// <summary>The smallest rate.</summary>
    public double Minimum { get; } = Hyperparameter.NotNegative(minimum, nameof(minimum));

    /// <inheritdoc/>
    public override double GetRate(double initialRate, long time, ReadOnlySpan<double> losses = default)
    {
        double rate = initialRate, best = double.PositiveInfinity;
        int notBetter = 0, cooling = 0;
        foreach (double loss in losses)
        {
            if (loss < best * (1 - Threshold))
            {
                best = loss;
                notBetter = 0;
            }
            else
            {
                notBetter++;
            }

            if (cooling > 0)
            {
                cooling--;
                notBetter = 0;
            }

            if (notBetter > Patience)
            {
                cooling = Cooldown;
                notBetter = 0;
                double reduced = Math.Max(rate * Factor, Minimum);
                if (rate - reduced > LeastChange)
                    rate = reduced;
            }
        }

        return rate;
    }
}
