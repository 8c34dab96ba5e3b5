using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace GenNet;

/// <summary>Counts how often samples of each class were taken for each class. Ratios without samples to divide by are 0.</summary>
public sealed class ConfusionMatrix
{
    /// <summary>The most classes that <see cref="ToString"/> has a table for.</summary>
    private const int MostInTable = 100;

    // Only what has been counted: of many classes most pairs never occur.
    private readonly Dictionary<(int Label, int PredictedLabel), int> _counts = [];
    private readonly string[] _classNames;

    /// <summary>Counts.</summary>
    /// <param name="predictedLabels">[n], the class each sample was taken for.</param>
    /// <param name="labels">[n], the class of each sample, n at least 1.</param>
    /// <param name="classCount">The number of classes, at least 1.</param>
    /// <param name="classNames">
    /// [<paramref name="classCount"/>], names for <see cref="ToString"/>; null or empty for the numbers.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The lengths do not fit each other, or a label is not from 0 to <paramref name="classCount"/> - 1.
    /// </exception>
    public ConfusionMatrix(
        ReadOnlySpan<int> predictedLabels, ReadOnlySpan<int> labels, int classCount, IReadOnlyList<string>? classNames = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        if (labels.IsEmpty)
            throw new ArgumentException("No labels were given; at least 1 is needed.", nameof(labels));
        if (predictedLabels.Length != labels.Length)
        {
            throw new ArgumentException(
                $"{predictedLabels.Length} predicted labels were given; {labels.Length} labels need {labels.Length}.",
                nameof(predictedLabels));
        }

        if (classNames is { Count: > 0 } && classNames.Count != classCount)
        {
            throw new ArgumentException(
                $"{classNames.Count} class names were given; {classCount} classes need {classCount}.", nameof(classNames));
        }

        if (classNames?.Contains(null!) is true)
            throw new ArgumentException("A class name is null.", nameof(classNames));
        CheckLabels(predictedLabels, classCount, nameof(predictedLabels));
        CheckLabels(labels, classCount, nameof(labels));

        ClassCount = classCount;
        Count = labels.Length;
        _classNames = [.. (classNames ?? []).Select(MessageText.Of)];
        for (int i = 0; i < labels.Length; i++)
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, (labels[i], predictedLabels[i]), out _)++;
    }

    /// <summary>The number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>The number of samples.</summary>
    public int Count { get; }

    /// <summary>How many samples of the class <paramref name="label"/> were taken for <paramref name="predictedLabel"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public int this[int label, int predictedLabel] =>
        _counts.GetValueOrDefault((CheckedLabel(label, nameof(label)), CheckedLabel(predictedLabel, nameof(predictedLabel))));

    /// <summary>The share of the samples on the diagonal, from 0 to 1.</summary>
    public double Accuracy => _counts.Sum(pair => pair.Key.Label == pair.Key.PredictedLabel ? (double)pair.Value : 0) / Count;

    /// <summary>Counts from a network's outputs, as <see cref="Metrics.PredictedLabel(ReadOnlySpan{float}, float)"/> reads them.</summary>
    /// <param name="outputs">[n x k], row-major; k is taken from the lengths, and 1 means 2 classes.</param>
    /// <param name="labels">[n], n at least 1.</param>
    /// <param name="classNames">Names for <see cref="ToString"/>; null or empty for the numbers.</param>
    /// <param name="threshold">For a single output only: 0.5 for a probability, 0 for a logit.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or a label has no output.</exception>
    public static ConfusionMatrix FromOutputs(
        ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, IReadOnlyList<string>? classNames = null, float threshold = 0.5f) =>
        FromOutputs<float>(outputs, labels, classNames, threshold);

    /// <inheritdoc cref="FromOutputs(ReadOnlySpan{float}, ReadOnlySpan{int}, IReadOnlyList{string}, float)"/>
    public static ConfusionMatrix FromOutputs<T>(
        ReadOnlySpan<T> outputs, ReadOnlySpan<int> labels, IReadOnlyList<string>? classNames = null, double threshold = 0.5)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int outputCount = Metrics.OutputCount(outputs, labels);
        var predictedLabels = new int[labels.Length];
        for (int i = 0; i < labels.Length; i++)
            predictedLabels[i] = Metrics.PredictedLabel<T>(outputs.Slice(i * outputCount, outputCount), threshold);
        return new ConfusionMatrix(predictedLabels, labels, Math.Max(2, outputCount), classNames);
    }

    /// <summary>Of the samples taken for a class, the share that are of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Precision(int label) => Ratio(this[label, label], _counts.Sum(pair => pair.Key.PredictedLabel == label ? pair.Value : 0));

    /// <summary>Of the samples of a class, the share that were taken for it.</summary>
    /// <inheritdoc cref="Precision" path="/exception"/>
    public double Recall(int label) => Ratio(this[label, label], _counts.Sum(pair => pair.Key.Label == label ? pair.Value : 0));

    /// <summary>The harmonic mean of a class's precision and recall.</summary>
    /// <inheritdoc cref="Precision" path="/exception"/>
    public double F1(int label) => Ratio(2 * Precision(label) * Recall(label), Precision(label) + Recall(label));

    /// <summary>
    /// A table: a row for each class, a column for each class it was taken for, in aligned columns; of more than 100 classes a sentence.
    /// </summary>
    public override string ToString()
    {
        const string Corner = "actual \\ predicted";
        if (ClassCount > MostInTable)
            return FormattableString.Invariant($"{ClassCount} classes, {Count} samples, accuracy {Accuracy:0.0000}");
        string[] names = [.. Enumerable.Range(0, ClassCount).Select(label => _classNames.Length == 0 ? Text(label) : _classNames[label])];
        int firstWidth = Math.Max(Corner.Length, names.Max(name => name.Length));
        int[] widths =
        [
            .. Enumerable.Range(0, ClassCount).Select(column => Math.Max(
                names[column].Length,
                Enumerable.Range(0, ClassCount).Max(row => Text(this[row, column]).Length))),
        ];

        var table = new StringBuilder(Corner.PadRight(firstWidth));
        for (int column = 0; column < ClassCount; column++)
            table.Append("  ").Append(names[column].PadLeft(widths[column]));
        for (int row = 0; row < ClassCount; row++)
        {
            table.Append('\n').Append(names[row].PadRight(firstWidth));
            for (int column = 0; column < ClassCount; column++)
                table.Append("  ").Append(Text(this[row, column]).PadLeft(widths[column]));
        }

        return table.ToString();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private int CheckedLabel(int label, string argument)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label, argument);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, ClassCount, argument);
        return label;
    }

    private static double Ratio(double numerator, double denominator) => denominator == 0 ? 0 : numerator / denominator;

    private static void CheckLabels(ReadOnlySpan<int> labels, int classCount, string argument)
    {
        int wrong = labels.IndexOfAnyExceptInRange(0, classCount - 1);
        if (wrong >= 0)
            throw new ArgumentException($"{argument}[{wrong}] is {labels[wrong]}; it must be from 0 to {classCount - 1}.", argument);
    }
}
