using System.Numerics;
using GenNet.Numerics;

namespace GenNet.Reports;

/// <summary>How a network tells classes apart: a confusion matrix, the mistakes that it was surest of, and how sure it may be.</summary>
internal sealed class ClassificationSection<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The most classes that a matrix is shown of, and the most mistakes.</summary>
    private const int MostClasses = 40, MostMistakes = 24;

    private readonly HtmlBuilder _html;
    private readonly Dataset<T> _test;
    private readonly ConfusionMatrix _confusion;
    private readonly Reading[] _readings;

    /// <param name="html">Where to.</param>
    /// <param name="test">Labelled samples.</param>
    /// <param name="outputs">The network's outputs for them.</param>
    /// <param name="threshold">For a single output: what it exceeds for class 1.</param>
    public ClassificationSection(HtmlBuilder html, Dataset<T> test, T[] outputs, double threshold)
    {
        (_html, _test) = (html, test);
        _confusion = ConfusionMatrix.FromOutputs<T>(outputs, test.Labels, threshold: threshold);
        int count = outputs.Length / test.Count;
        double[]? probabilities = Probabilities([.. outputs.Select(double.CreateTruncating)], count);
        _readings = new Reading[test.Count];
        for (int i = 0; i < test.Count; i++)
        {
            int readAs = Metrics.PredictedLabel<T>(outputs.AsSpan(i * count, count), threshold);
            double? confidence = count > 1 || readAs == 1 ? probabilities?[i * count + (count > 1 ? readAs : 0)] : 1 - probabilities?[i];
            _readings[i] = new(i, test.Labels[i], readAs, confidence);
        }
    }

    public void Write()
    {
        if (_confusion.ClassCount <= MostClasses)
            WriteConfusion();
        else
            _html.AddLine($"<p>A confusion matrix of {_confusion.ClassCount} classes would be too large for a page.</p>");
        WriteMistakes();
        if (_readings[0].Confidence is not null)
            WriteCalibration();
    }

    private void WriteConfusion()
    {
        _html.AddLine($"""
            <div class="wide" tabindex="0" role="region" aria-label="Confusion matrix">
            <table class="numbers"><caption>Confusion matrix: a row for each class, a column for what its samples were taken for</caption>
            <thead><tr><th scope="col">class</th>
            """);
        for (int label = 0; label < _confusion.ClassCount; label++)
            _html.AddLine($"<th scope=\"col\">{Name(label)}</th>");
        _html.AddLine($"<th scope=\"col\">precision</th><th scope=\"col\">recall</th></tr></thead><tbody>");
        for (int label = 0; label < _confusion.ClassCount; label++)
        {
            int samples = Enumerable.Range(0, _confusion.ClassCount).Sum(other => _confusion[label, other]);
            _html.Add($"<tr><th scope=\"row\">{Name(label)}</th>");
            for (int other = 0; other < _confusion.ClassCount; other++)
            {
                int count = _confusion[label, other];
                string kind = other == label ? "right" : count > 0 ? "wrong" : "zero";
                _html.Add($"<td class=\"{kind}\" style=\"--share:{100.0 * count / Math.Max(1, samples)}%\">{count}</td>");
            }

            _html.AddLine($"<td>{Text.Of(_confusion.Precision(label))}</td><td>{Text.Of(_confusion.Recall(label))}</td></tr>");
        }

        _html.AddLine($"</tbody></table></div>");
    }

    private void WriteMistakes()
    {
        Reading[] mistakes =
            [.. _readings.Where(reading => reading.ReadAs != reading.Label).OrderByDescending(reading => reading.Confidence)];
        int shown = Math.Min(MostMistakes, mistakes.Length);
        _html.AddLine($"<h3>Mistakes</h3><p>{mistakes.Length} of {_test.Count} samples were taken for another class.</p>");
        if (shown == 0)
            return;
        _html.AddLine($"<p>{(mistakes[0].Confidence is null ? "The first" : "The surest")} {shown}:</p><ul class=\"pictures\">");
        foreach (Reading mistake in mistakes[..shown])
        {
            string sure = mistake.Confidence is { } confidence ? FormattableString.Invariant($", {100 * confidence:F1} % sure") : "";
            string words = $"sample {mistake.Sample}: {Name(mistake.Label)}, taken for {Name(mistake.ReadAs)}{sure}";
            _html.Add($"<li>");
            if (Pictures.Side(_test.FeatureCount) is { } side)
            {
                double[] pixels = [.. _test.GetFeatures(mistake.Sample).ToArray().Select(double.CreateTruncating)];
                _html.Add($"<img src=\"{Pictures.OfSample(pixels, side)}\" alt=\"Sample {mistake.Sample}\" width=\"84\" height=\"84\"/>");
            }

            _html.AddLine($"<span>{words}</span></li>");
        }

        _html.AddLine($"</ul>");
    }

    private void WriteCalibration()
    {
        const int bins = 10;
        (int Count, double Confidence, double Accuracy)[] groups =
        [
            .. _readings.GroupBy(reading => (int)Math.Min(bins - 1, reading.Confidence!.Value * bins)).OrderBy(group => group.Key).Select(
                group => (
                    group.Count(),
                    group.Average(reading => reading.Confidence!.Value),
                    group.Average(reading => reading.ReadAs == reading.Label ? 1.0 : 0.0))),
        ];
        double error = groups.Sum(group => group.Count * Math.Abs(group.Accuracy - group.Confidence)) / _readings.Length;
        _html.AddLine($"""
            <h3>Calibration</h3><p>Of the samples with which the network is 80 % sure, 80 % should be right. The expected calibration error,
            the mean distance from that over the samples in {bins} groups, is {Text.Of(error)}.</p><div class="charts">
            """);
        var plot = new Plot(
            _html,
            "calibration",
            "Accuracy by confidence; larger circles are of more samples",
            string.Join(" ", groups.Select(Words)),
            (Axis.For([0, 1]), "confidence"),
            (Axis.For([0, 1]), "accuracy"));
        plot.AddLine("diagonal", [(0, 0), (1, 1)]);
        plot.AddLine("curve0", groups.Select(group => (group.Confidence, group.Accuracy)));
        foreach ((int Count, double Confidence, double Accuracy) group in groups)
            plot.AddPoint(0, group.Confidence, group.Accuracy, 3 + 7 * Math.Sqrt((double)group.Count / _readings.Length), Words(group));
        plot.End();
        _html.AddLine($"</div>");

        static string Words((int Count, double Confidence, double Accuracy) group) =>
            $"{group.Count} samples of confidence {Text.Of(group.Confidence)}: accuracy {Text.Of(group.Accuracy)}.";
    }

    private string Name(int label) => label < _test.ClassNames.Count ? _test.ClassNames[label] : $"{label}";

    /// <summary>Outputs as probabilities: they themselves, or what they are the logarithms of; null where they are neither.</summary>
    private static double[]? Probabilities(double[] outputs, int count)
    {
        double[] powers = [.. outputs.Select(PortableMath.Exp)];
        return AreProbabilities(outputs) ? outputs : count > 1 && AreProbabilities(powers) ? powers : null;

        bool AreProbabilities(double[] numbers) =>
            numbers.All(number => number is >= 0 and <= 1)
            && (count == 1 || numbers.Chunk(count).All(row => Math.Abs(row.Sum() - 1) < 1e-3));
    }

    /// <summary>What the network made of a sample.</summary>
    private sealed record Reading(int Sample, int Label, int ReadAs, double? Confidence);
}
