using System.Numerics;

namespace GenNet.Reports;

/// <summary>How near a network comes to targets: each sample's prediction over its target, or each frame's in a sequence.</summary>
internal static class RegressionSection
{
    /// <summary>The most targets that are shown, and the most samples or frames, every n-th of them.</summary>
    private const int MostTargets = 6, MostPoints = 500;

    /// <param name="html">Where to.</param>
    /// <param name="test">Samples with targets.</param>
    /// <param name="outputs">The network's outputs for them.</param>
    /// <param name="described">What these are; of several, those that tell classes are left out.</param>
    public static void Write<T>(HtmlBuilder html, Dataset<T> test, T[] outputs, IReadOnlyList<OutputDescription> described)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (OutputDescription Output, int Number)[] numbers =
        [
            .. from output in described
               where described.Count == 1 || !output.TakesClasses
               from number in Enumerable.Range(0, output.Size / output.Frames)
               select (output, number),
        ];
        html.AddLine($"<div class=\"charts\">");
        foreach ((int index, (OutputDescription output, int number)) in numbers.Take(MostTargets).Index())
        {
            int[] places = Places(test, output, number);
            T[] targets = Array.ConvertAll(places, place => test.Targets[place]);
            T[] predictions = Array.ConvertAll(places, place => outputs[place]);
            string place = output.Size == output.Frames ? "" : $" {number}";
            string name = described.Count == 1 ? place : $" {output.Name}{place}";
            WritePlot(html, index, name, targets, predictions);
        }

        html.AddLine($"</div>");
    }

    /// <summary>Where one of an output's numbers stands in the rows of all samples, for all frames that have a loss.</summary>
    private static int[] Places<T>(Dataset<T> test, OutputDescription output, int number)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int frame = test.TargetCount / output.Frames;
        return
        [
            .. from sample in Enumerable.Range(0, test.Count)
               from t in Enumerable.Range(output.BurnIn, output.Frames - output.BurnIn)
               select (sample * test.TargetCount) + (t * frame) + output.Start + number,
        ];
    }

    private static void WritePlot<T>(HtmlBuilder html, int index, string name, T[] targets, T[] predictions)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string score = Text.Of(Metrics.R2<T>(predictions, targets));
        List<(double Target, double Prediction)> points = [];
        for (int i = 0; i < targets.Length; i += (targets.Length - 1) / MostPoints + 1)
            points.Add((double.CreateTruncating(targets[i]), double.CreateTruncating(predictions[i])));
        points.RemoveAll(point => !double.IsFinite(point.Prediction) || !double.IsFinite(point.Target));
        Axis both = Axis.For(points.SelectMany(point => new[] { point.Target, point.Prediction }));
        var plot = new Plot(
            html,
            $"target-{index}",
            $"Prediction by target{name}",
            $"R2 is {score}; a perfect prediction lies on the diagonal.",
            (both, "target"),
            (both, "prediction"));
        plot.AddLine("diagonal", both.Ends.Select(end => (end, end)));
        foreach ((double wanted, double prediction) in points)
            plot.AddPoint(0, wanted, prediction, 2, $"target {Text.Of(wanted)}, prediction {Text.Of(prediction)}");
        plot.AddLegend(0, $"R2 {score}");
        plot.End();
    }
}
