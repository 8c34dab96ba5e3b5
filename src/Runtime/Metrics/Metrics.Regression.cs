using System.Numerics;

namespace GenNet;

public static partial class Metrics
{
    /// <summary>The mean over all numbers of (prediction - target)^2.</summary>
    /// <param name="predictions">Any shape, at least 1 number.</param>
    /// <param name="targets">The same shape.</param>
    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    public static double MeanSquaredError(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets) =>
        MeanSquaredError<float>(predictions, targets);

    /// <inheritdoc cref="MeanSquaredError(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public static double MeanSquaredError<T>(ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckLengths(predictions, targets, 1);
        double sum = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            double error = Error(predictions[i], targets[i]);
            sum += error * error;
        }

        return sum / targets.Length;
    }

    /// <summary>The mean over all numbers of |prediction - target|.</summary>
    /// <param name="predictions">Any shape, at least 1 number.</param>
    /// <param name="targets">The same shape.</param>
    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    public static double MeanAbsoluteError(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets) =>
        MeanAbsoluteError<float>(predictions, targets);

    /// <inheritdoc cref="MeanAbsoluteError(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public static double MeanAbsoluteError<T>(ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckLengths(predictions, targets, 1);
        double sum = 0;
        for (int i = 0; i < targets.Length; i++)
            sum += Math.Abs(Error(predictions[i], targets[i]));
        return sum / targets.Length;
    }

    /// <summary>
    /// The coefficient of determination, averaged over the targets: 1 is perfect, 0 is no better than the targets' mean, and it may
    /// be negative.
    /// </summary>
    /// <inheritdoc cref="R2PerTarget(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    public static double R2(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, int targetCount = 1) =>
        R2PerTarget(predictions, targets, targetCount).Average();

    /// <inheritdoc cref="R2(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    public static double R2<T>(ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, int targetCount = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        R2PerTarget(predictions, targets, targetCount).Average();

    /// <summary>
    /// The coefficient of determination of each target, 1 - sum (target - prediction)^2 / sum (target - mean)^2.
    /// For a target that is constant it is 1 when all predictions are right and 0 otherwise.
    /// </summary>
    /// <param name="predictions">[n x <paramref name="targetCount"/>], row-major, n at least 1.</param>
    /// <param name="targets">The same shape.</param>
    /// <param name="targetCount">The number of targets of a sample, at least 1.</param>
    /// <exception cref="ArgumentException">The lengths differ, are 0, or are no multiple of <paramref name="targetCount"/>.</exception>
    public static double[] R2PerTarget(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets, int targetCount) =>
        R2PerTarget<float>(predictions, targets, targetCount);

    /// <inheritdoc cref="R2PerTarget(ReadOnlySpan{float}, ReadOnlySpan{float}, int)"/>
    public static double[] R2PerTarget<T>(ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, int targetCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckLengths(predictions, targets, targetCount);
        var result = new double[targetCount];
        for (int j = 0; j < targetCount; j++)
        {
            double sum = 0;
            for (int i = j; i < targets.Length; i += targetCount)
                sum += double.CreateTruncating(targets[i]);
            double mean = sum / (targets.Length / targetCount);

            double residual = 0, total = 0;
            for (int i = j; i < targets.Length; i += targetCount)
            {
                double error = Error(predictions[i], targets[i]), distance = double.CreateTruncating(targets[i]) - mean;
                residual += error * error;
                total += distance * distance;
            }

            result[j] = total != 0 ? 1 - residual / total : residual == 0 ? 1 : 0;
        }

        return result;
    }

    private static double Error<T>(T prediction, T target) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        double.CreateTruncating(prediction) - double.CreateTruncating(target);

    private static void CheckLengths<T>(ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, int targetCount)
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
