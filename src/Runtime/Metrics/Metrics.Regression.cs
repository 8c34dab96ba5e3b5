namespace GenNet;

public static partial class Metrics
{
    /// <summary>The mean over all numbers of (prediction - target)^2.</summary>
    /// <param name="predictions">Any shape, at least 1 number.</param>
    /// <param name="targets">The same shape.</param>
    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    public static double MeanSquaredError(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets)
    {
        CheckLengths(predictions, targets, 1);
        double sum = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            double error = (double)predictions[i] - targets[i];
            sum += error * error;
        }

        return sum / targets.Length;
    }

    /// <summary>The mean over all numbers of |prediction - target|.</summary>
    /// <param name="predictions">Any shape, at least 1 number.</param>
    /// <param name="targets">The same shape.</param>
    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    public static double MeanAbsoluteError(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets)
    {
        CheckLengths(predictions, targets, 1);
        double sum = 0;
        for (int i = 0; i < targets.Length; i++)
            sum += Math.Abs((double)predictions[i] - targets[i]);
        return sum / targets.Length;
    }

    /// <summary>
    /// The coefficient of determination, averaged over the targets: 1 is perfect, 0 is no better than the targets' mean, and it may
    /// be negative.
    /// </summary>
    /// <inheritdoc cref="R2PerTarget"/>
    public static double R2(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, int targetCount = 1) =>
        R2PerTarget(predictions, targets, targetCount).Average();

    /// <summary>
    /// The coefficient of determination of each target, 1 - sum (target - prediction)^2 / sum (target - mean)^2.
    /// For a target that is constant it is 1 when all predictions are right and 0 otherwise.
    /// </summary>
    /// <param name="predictions">[n x <paramref name="targetCount"/>], row-major, n at least 1.</param>
    /// <param name="targets">The same shape.</param>
    /// <param name="targetCount">The number of targets of a sample, at least 1.</param>
    /// <exception cref="ArgumentException">The lengths differ, are 0, or are no multiple of <paramref name="targetCount"/>.</exception>
    public static double[] R2PerTarget(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, int targetCount)
    {
        CheckLengths(predictions, targets, targetCount);
        var result = new double[targetCount];
        for (int j = 0; j < targetCount; j++)
        {
            double sum = 0;
            for (int i = j; i < targets.Length; i += targetCount)
                sum += targets[i];
            double mean = sum / (targets.Length / targetCount);

            double residual = 0, total = 0;
            for (int i = j; i < targets.Length; i += targetCount)
            {
                residual += ((double)targets[i] - predictions[i]) * ((double)targets[i] - predictions[i]);
                total += (targets[i] - mean) * (targets[i] - mean);
            }

            result[j] = total != 0 ? 1 - residual / total : residual == 0 ? 1 : 0;
        }

        return result;
    }

    private static void CheckLengths(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, int targetCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(targetCount, 1);
        if (targets.IsEmpty || targets.Length % targetCount != 0)
        {
            throw new ArgumentException(
                $"{targets.Length} targets were given; {targetCount} a sample need a multiple of {targetCount}, at least 1.",
                nameof(targets));
        }

        if (predictions.Length != targets.Length)
        {
            throw new ArgumentException(
                $"{predictions.Length} predictions were given; {targets.Length} targets need {targets.Length}.", nameof(predictions));
        }
    }
}
