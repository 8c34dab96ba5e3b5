using System.Numerics;

namespace GenNet;

public static partial class Metrics
{
    /// <summary>
    /// The area under the receiver operating characteristic: the chance that a sample of the class scores higher than one that is not,
    /// where equal scores count one half. Of more than two classes, the mean of the areas of each class against the others, as
    /// scikit-learn's <c>roc_auc_score(..., multi_class="ovr")</c>.
    /// </summary>
    /// <param name="outputs">
    /// [n x k], row-major, probabilities or any scores that rise with them; of one output it is class 1's, of two the second counts.
    /// </param>
    /// <param name="labels">[n], n at least 1; each class must have samples.</param>
    /// <param name="sampleWeights">[n], how much each sample counts, finite and at least 0; empty where each counts as one.</param>
    /// <exception cref="ArgumentException">
    /// The lengths do not fit each other, a label has no output, an output is NaN, a weight does not fit, or a class has no samples.
    /// </exception>
    public static double RocAuc<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<int> labels, ReadOnlySpan<T> sampleWeights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        MeanOverClasses(outputs, labels, sampleWeights, AreaUnderRoc);

    /// <summary>
    /// The average precision: the sum over the thresholds of (recall - the recall before) times precision, without interpolation, as
    /// scikit-learn's <c>average_precision_score</c>. Of more than two classes the mean over the classes.
    /// </summary>
    /// <inheritdoc cref="RocAuc{T}"/>
    public static double AveragePrecision<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<int> labels, ReadOnlySpan<T> sampleWeights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        MeanOverClasses(outputs, labels, sampleWeights, PrecisionOverRecall);

    /// <summary>
    /// The share of the samples whose class is among those of the k greatest outputs; the first among equals comes first, as in
    /// <see cref="Accuracy{T}"/>, which is the top 1.
    /// </summary>
    /// <param name="outputs">[n x classes], row-major, at least 2 classes.</param>
    /// <param name="labels">[n], n at least 1.</param>
    /// <param name="k">How many outputs count, from 1 to the number of classes.</param>
    /// <param name="sampleWeights">[n], how much each sample counts, finite and at least 0; empty where each counts as one.</param>
    /// <exception cref="ArgumentException">
    /// The lengths do not fit each other, a label has no output, an output is NaN, or a weight does not fit.
    /// </exception>
    public static double TopKAccuracy<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<int> labels, int k, ReadOnlySpan<T> sampleWeights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int outputCount = CheckSamples(outputs, labels, sampleWeights);
        if (outputCount == 1)
            throw new ArgumentException("Samples of 1 output were given; the greatest ones need at least 2.", nameof(outputs));
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, outputCount);
        double hits = 0, all = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double weight = Weight(sampleWeights, i);
            all += weight;
            if (RankOf(labels[i], outputs.Slice(i * outputCount, outputCount)) < k)
                hits += weight;
        }

        return hits / all;
    }

    /// <summary>How many outputs come before one of them.</summary>
    private static int RankOf<T>(int label, ReadOnlySpan<T> outputs) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rank = 0;
        for (int k = 0; k < outputs.Length; k++)
        {
            if (outputs[k] > outputs[label] || (outputs[k] == outputs[label] && k < label))
                rank++;
        }

        return rank;
    }

    /// <summary>A measure of two classes, for each class against the others.</summary>
    private static double MeanOverClasses<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<int> labels, ReadOnlySpan<T> sampleWeights, Func<Scored[], double> measure)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int outputCount = CheckSamples(outputs, labels, sampleWeights);
        int first = outputCount <= 2 ? 1 : 0, end = Math.Max(2, outputCount);
        double sum = 0;
        var samples = new Scored[labels.Length];
        for (int label = first; label < end; label++)
        {
            for (int i = 0; i < samples.Length; i++)
            {
                T score = outputs[i * outputCount + Math.Min(label, outputCount - 1)];
                samples[i] = new(double.CreateTruncating(score), labels[i] == label, Weight(sampleWeights, i));
            }

            if (!HaveWeight(samples, ofClass: true) || !HaveWeight(samples, ofClass: false))
            {
                throw new ArgumentException(
                    $"Of class {label} there are no samples, or of the others, or their weights are 0; both are needed.", nameof(labels));
            }

            Array.Sort(samples, (a, b) => b.Score.CompareTo(a.Score));
            sum += measure(samples);
        }

        return sum / (end - first);
    }

    private static bool HaveWeight(Scored[] samples, bool ofClass) =>
        Array.Exists(samples, sample => sample.IsOfClass == ofClass && sample.Weight > 0);

    /// <summary>By trapezoids between the thresholds, from the highest score to the lowest.</summary>
    private static double AreaUnderRoc(Scored[] samples)
    {
        double area = 0, positives = 0, negatives = 0;
        for (int i = 0; i < samples.Length;)
        {
            (double right, double wrong) = TakeEqual(samples, ref i);
            area += wrong * (positives + right / 2);
            positives += right;
            negatives += wrong;
        }

        return area / (positives * negatives);
    }

    private static double PrecisionOverRecall(Scored[] samples)
    {
        double sum = 0, positives = 0, all = 0;
        for (int i = 0; i < samples.Length;)
        {
            (double right, double wrong) = TakeEqual(samples, ref i);
            positives += right;
            all += right + wrong;
            if (right > 0)
                sum += right * (positives / all);
        }

        return sum / positives;
    }

    /// <summary>The weights of the samples of one score, of the class and of the others; goes on to the next score.</summary>
    private static (double Right, double Wrong) TakeEqual(Scored[] samples, ref int next)
    {
        double score = samples[next].Score, right = 0, wrong = 0;
        for (; next < samples.Length && samples[next].Score == score; next++)
        {
            if (samples[next].IsOfClass)
                right += samples[next].Weight;
            else
                wrong += samples[next].Weight;
        }

        return (right, wrong);
    }

    private readonly record struct Scored(double Score, bool IsOfClass, double Weight);
}
