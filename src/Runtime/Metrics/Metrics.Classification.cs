using System.Numerics;

namespace GenNet;

/// <summary>How good predictions are, in the field's standard measures; sums are kept in double precision.</summary>
public static partial class Metrics
{
    /// <summary>
    /// The class that a sample's outputs tell: that of the greatest, the first among equals;
    /// for a single output 1 when it is over <paramref name="threshold"/>, else 0.
    /// </summary>
    /// <param name="outputs">[k], the outputs for one sample, k at least 1.</param>
    /// <param name="threshold">For a single output only: 0.5 for a probability, 0 for a logit.</param>
    /// <exception cref="ArgumentException">There are no outputs.</exception>
    public static int PredictedLabel(ReadOnlySpan<float> outputs, float threshold = 0.5f) => PredictedLabel<float>(outputs, threshold);

    /// <inheritdoc cref="PredictedLabel(ReadOnlySpan{float}, float)"/>
    public static int PredictedLabel<T>(ReadOnlySpan<T> outputs, double threshold = 0.5)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (outputs.IsEmpty)
            throw new ArgumentException("No outputs were given; at least 1 is needed.", nameof(outputs));
        if (outputs.Length == 1)
            return outputs[0] > T.CreateTruncating(threshold) ? 1 : 0;
        int greatest = 0;
        for (int k = 1; k < outputs.Length; k++)
        {
            if (outputs[k] > outputs[greatest])
                greatest = k;
        }

        return greatest;
    }

    /// <summary>The share of the samples whose class is told rightly, from 0 to 1.</summary>
    /// <param name="outputs">[n x k], row-major; k is taken from the lengths.</param>
    /// <param name="labels">[n], n at least 1.</param>
    /// <param name="threshold">For a single output only: 0.5 for a probability, 0 for a logit.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public static double Accuracy(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, float threshold = 0.5f) =>
        Accuracy<float>(outputs, labels, threshold);

    /// <inheritdoc cref="Accuracy(ReadOnlySpan{float}, ReadOnlySpan{int}, float)"/>
    public static double Accuracy<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<int> labels, double threshold = 0.5)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (double)CountCorrect(outputs, labels, threshold) / labels.Length;

    /// <summary>The number of samples whose class is told rightly.</summary>
    internal static int CountCorrect<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<int> labels, double threshold)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int outputCount = OutputCount(outputs, labels);
        int correct = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            if (PredictedLabel<T>(outputs.Slice(i * outputCount, outputCount), threshold) == labels[i])
                correct++;
        }

        return correct;
    }

    /// <summary>The number of outputs of a sample, checked.</summary>
    internal static int OutputCount<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<int> labels)
    {
        if (labels.IsEmpty)
            throw new ArgumentException("No labels were given; at least 1 is needed.", nameof(labels));
        if (outputs.IsEmpty || outputs.Length % labels.Length != 0)
        {
            throw new ArgumentException(
                $"{outputs.Length} outputs were given; {labels.Length} labels need a multiple of {labels.Length}, at least 1.",
                nameof(outputs));
        }

        return outputs.Length / labels.Length;
    }
}
