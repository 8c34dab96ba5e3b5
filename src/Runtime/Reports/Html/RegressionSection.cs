using System.Numerics;

namespace GenNet.Reports;

/// <summary>How near a network comes to targets: each sample's prediction over its target.</summary>
internal static class RegressionSection
{
    /// <summary>The most targets that are shown, and the most samples, every n-th of them.</summary>
    private const int MostTargets = 6, MostSamples = 500;

    /// <param name="html">Where to.</param>
    /// <param name="test">Samples with targets.</param>
    /// <param name="outputs">The network's outputs for them.</param>
    public static void Write<T>(HtmlBuilder html, Dataset<T> test, T[] outputs) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] scores = Metrics.R2PerTarget<T>(outputs, test.Targets, test.TargetCount);
        html.AddLine($"<div class=\"charts\">");
        for (int target = 0; target < Math.Min(MostTargets, test.TargetCount); target++)
        {
            List<(double Target, double Prediction)> points = [];
            for (int sample = 0; sample < test.Count; sample += (test.Count - 1) / MostSamples + 1)
            {
                int place = sample * test.TargetCount + target;
                points.Add((double.CreateTruncating(test.Targets[place]), double.CreateTruncating(outputs[place])));
            }

            points.RemoveAll(point => !double.IsFinite(point.Prediction) || !double.IsFinite(point.Target));
            Axis predictions = Axis.For(points.SelectMany(point => new[] { point.Target, point.Prediction }));
            var plot = new Plot(
                html,
                $"target-{target}",
                test.TargetCount == 1 ? "Prediction by target" : $"Prediction by target {target}",
                $"R2 is {Text.Of(scores[target])}; a perfect prediction lies on the diagonal.",
                (predictions, "target"),
                (predictions, "prediction"));
            plot.AddLine("diagonal", predictions.Ends.Select(end => (end, end)));
            foreach ((double wanted, double prediction) in points)
                plot.AddPoint(0, wanted, prediction, 2, $"target {Text.Of(wanted)}, prediction {Text.Of(prediction)}");
            plot.AddLegend(0, $"R2 {Text.Of(scores[target])}");
            plot.End();
        }

        html.AddLine($"</div>");
    }
}
