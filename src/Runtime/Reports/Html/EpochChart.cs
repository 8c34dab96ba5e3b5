namespace GenNet.Reports;

/// <summary>Curves over the epochs.</summary>
internal static class EpochChart
{
    /// <summary>Up to how many epochs each has a marker that can be pointed at.</summary>
    private const int MostMarkers = 60;

    /// <param name="html">Where to.</param>
    /// <param name="id">Tells the chart from the page's others.</param>
    /// <param name="metric">What the numbers measure.</param>
    /// <param name="curves">The numbers of each epoch, NaN where it has none, and what they are called.</param>
    /// <param name="best">The epoch to mark, from 1.</param>
    public static void Write(HtmlBuilder html, string id, string metric, IReadOnlyList<(string Name, double[] Values)> curves, int best)
    {
        int epochs = curves[0].Values.Length;
        var plot = new Plot(
            html,
            id,
            $"{char.ToUpperInvariant(metric[0])}{metric[1..]} by epoch",
            string.Join(" ", curves.Select(Description)),
            (Axis.Counting(epochs), "epoch"),
            (Axis.For(curves.SelectMany(curve => curve.Values)), metric));
        plot.AddMark(best, "best");
        for (int i = 0; i < curves.Count; i++)
        {
            (string name, double[] values) = curves[i];
            plot.AddLine($"curve{i}", Thinned(values));
            for (int epoch = 1; epochs <= MostMarkers && epoch <= epochs; epoch++)
            {
                if (double.IsFinite(values[epoch - 1]))
                    plot.AddPoint(i, epoch, values[epoch - 1], 2.5, $"{name}, epoch {epoch}: {Text.Of(values[epoch - 1])}");
            }

            plot.AddLegend(i, name);
        }

        plot.End();
    }

    /// <summary>Where a curve begins, where it ends, and how far it went.</summary>
    private static string Description((string Name, double[] Values) curve)
    {
        (int Epoch, double Value)[] known =
            [.. curve.Values.Index().Where(one => double.IsFinite(one.Item)).Select(one => (one.Index + 1, one.Item))];
        return known.Length == 0
            ? $"{curve.Name}: no finite number."
            : $"{curve.Name}: {Said(known[0])}, {Said(known[^1])}, least {Said(known.MinBy(one => one.Value))}, "
                + $"greatest {Said(known.MaxBy(one => one.Value))}.";

        static string Said((int Epoch, double Value) one) => $"{Text.Of(one.Value)} in epoch {one.Epoch}";
    }

    /// <summary>Of more epochs than the drawing has columns, the least and the greatest number of those in each column.</summary>
    private static IEnumerable<(double X, double Y)> Thinned(double[] values)
    {
        IEnumerable<(double X, double Y)> points = values.Index().Select(one => (one.Index + 1.0, one.Item));
        if (values.Length <= 2 * Plot.Columns)
            return points;
        return points.Chunk((values.Length - 1) / Plot.Columns + 1).SelectMany(
            chunk => new[] { chunk.MinBy(point => point.Y), chunk.MaxBy(point => point.Y) }.Distinct().OrderBy(point => point.X));
    }
}
