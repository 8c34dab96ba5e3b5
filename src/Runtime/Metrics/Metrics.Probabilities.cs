using System.Numerics;
using GenNet.Numerics;

namespace GenNet;

public static partial class Metrics
{
    /// <summary>
    /// The mean of -log p over the samples, where p is the probability given to a sample's class, as scikit-learn's <c>log_loss</c>.
    /// Probabilities are clamped to [e, 1 - e], with e the distance of 1 to the next larger number of their type.
    /// </summary>
    /// <param name="outputs">
    /// [n x k], row-major: the probabilities of the classes, or with k = 1 that of class 1. They need not add up to 1, and are not changed.
    /// </param>
    /// <param name="labels">[n], n at least 1.</param>
    /// <param name="sampleWeights">[n], how much each sample counts, finite and at least 0; empty where each counts as one.</param>
    /// <exception cref="ArgumentException">
    /// The lengths do not fit each other, a label has no output, an output is not from 0 to 1, or a weight does not fit.
    /// </exception>
    public static double LogLoss<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<int> labels, ReadOnlySpan<T> sampleWeights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int outputCount = CheckProbabilities(outputs, labels, sampleWeights);
        double least = double.CreateTruncating(T.BitIncrement(T.One) - T.One), sum = 0, all = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double weight = Weight(sampleWeights, i);
            all += weight;
            double probability = double.CreateTruncating(outputs[i * outputCount + (outputCount == 1 ? 0 : labels[i])]);
            if (outputCount == 1 && labels[i] == 0)
                probability = 1 - probability;
            sum -= weight * PortableMath.Log(Math.Clamp(probability, least, 1 - least));
        }

        return sum / all;
    }

    /// <summary>
    /// The Brier score, which is 0 where each sample's class has the probability 1: with two classes the mean of (p - y)^2, where p is the
    /// probability of class 1 and y whether the sample is of it; with more the mean of the sum of (p_k - y_k)^2 over the classes, from 0 to
    /// 2; as scikit-learn's <c>brier_score_loss</c>. It judges how well probabilities are calibrated, and how well they part the classes.
    /// </summary>
    /// <inheritdoc cref="LogLoss{T}"/>
    public static double BrierScore<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<int> labels, ReadOnlySpan<T> sampleWeights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int outputCount = CheckProbabilities(outputs, labels, sampleWeights);
        int first = outputCount <= 2 ? 1 : 0, end = Math.Max(2, outputCount);
        double sum = 0, all = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double weight = Weight(sampleWeights, i);
            all += weight;
            for (int label = first; label < end; label++)
            {
                double probability = double.CreateTruncating(outputs[i * outputCount + Math.Min(label, outputCount - 1)]);
                double error = probability - (labels[i] == label ? 1 : 0);
                sum += weight * error * error;
            }
        }

        return sum / all;
    }

    private static int CheckProbabilities<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<int> labels, ReadOnlySpan<T> sampleWeights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int outputCount = CheckSamples(outputs, labels, sampleWeights);
        for (int i = 0; i < outputs.Length; i++)
        {
            if (outputs[i] < T.Zero || outputs[i] > T.One)
            {
                throw new ArgumentException(
                    $"outputs[{i}] is {outputs[i]}; a probability is from 0 to 1. Logits become probabilities by a softmax or a sigmoid.",
                    nameof(outputs));
            }
        }

        return outputCount;
    }

    /// <summary>Checks lengths, labels, weights, and that no output is NaN.</summary>
    /// <returns>The number of outputs of a sample.</returns>
    private static int CheckSamples<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<int> labels, ReadOnlySpan<T> sampleWeights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int outputCount = OutputCount(outputs, labels), classCount = Math.Max(2, outputCount);
        int wrong = labels.IndexOfAnyExceptInRange(0, classCount - 1);
        if (wrong >= 0)
            throw new ArgumentException($"labels[{wrong}] is {labels[wrong]}; it must be from 0 to {classCount - 1}.", nameof(labels));
        for (int i = 0; i < outputs.Length; i++)
        {
            if (T.IsNaN(outputs[i]))
                throw new ArgumentException($"outputs[{i}] is NaN.", nameof(outputs));
        }

        if (sampleWeights.IsEmpty)
            return outputCount;
        if (sampleWeights.Length != labels.Length)
        {
            throw new ArgumentException(
                $"{sampleWeights.Length} weights were given; {labels.Length} labels need {labels.Length}.", nameof(sampleWeights));
        }

        for (int i = 0; i < sampleWeights.Length; i++)
        {
            if (!T.IsFinite(sampleWeights[i]) || sampleWeights[i] < T.Zero)
            {
                throw new ArgumentException(
                    $"sampleWeights[{i}] is {sampleWeights[i]}; a weight must be finite and at least 0.", nameof(sampleWeights));
            }
        }

        if (!sampleWeights.ContainsAnyExcept(T.Zero))
            throw new ArgumentException("All weights are 0; at least 1 must be above.", nameof(sampleWeights));
        return outputCount;
    }

    private static double Weight<T>(ReadOnlySpan<T> sampleWeights, int sample) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        sampleWeights.IsEmpty ? 1 : double.CreateTruncating(sampleWeights[sample]);
}
