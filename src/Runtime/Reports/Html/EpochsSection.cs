namespace GenNet.Reports;

/// <summary>How the epochs went: a chart for each metric, one for the learning rate, and the numbers as a table.</summary>
internal static class EpochsSection
{
    /// <summary>The most epochs in the table, every n-th of them.</summary>
    private const int MostRows = 100;

    public static void Write(HtmlBuilder html, TrainingHistory history)
    {
        IReadOnlyList<EpochResult> epochs = history.Epochs;
        IReadOnlyList<TrainingSeries> all = TrainingSeries.In(epochs);
        html.AddLine($"<div class=\"charts\">");
        foreach ((int index, IGrouping<string, TrainingSeries> metric) in all.GroupBy(series => series.Metric).Index())
        {
            (string, double[])[] curves = [.. metric.Select(series => (series.Data, Values(series.ValueOf)))];
            EpochChart.Write(html, $"metric-{index}", metric.Key, curves, history.Best.Epoch);
        }

        (string, double[]) rate = ("at the end of the epoch", Values(epoch => epoch.LearningRate));
        EpochChart.Write(html, "learning-rate", "learning rate", [rate], history.Best.Epoch);
        html.AddLine($"</div>");

        EpochResult[] rows = [.. epochs.Where((_, i) => i % ((epochs.Count - 1) / MostRows + 1) == 0), epochs[^1], history.Best];
        html.AddLine($"""
            <details><summary>The numbers as a table</summary>
            <div class="wide" tabindex="0" role="region" aria-label="Numbers of the epochs">
            <table class="numbers"><thead><tr><th scope="col">epoch</th>
            """);
        foreach (TrainingSeries series in all)
            html.AddLine($"<th scope=\"col\">{series.Data} {series.Metric}</th>");
        html.AddLine($"<th scope=\"col\">learning rate</th><th scope=\"col\">time</th></tr></thead><tbody>");
        foreach (EpochResult epoch in rows.DistinctBy(epoch => epoch.Epoch).OrderBy(epoch => epoch.Epoch))
        {
            html.Add($"<tr><th scope=\"row\">{epoch.Epoch}</th>");
            foreach (TrainingSeries series in all)
                html.Add($"<td>{(series.ValueOf(epoch) is { } value ? Text.InColumn(value) : "")}</td>");
            html.AddLine($"<td>{Text.Of(epoch.LearningRate)}</td><td>{Text.Of(epoch.Duration)}</td></tr>");
        }

        html.AddLine($"</tbody></table></div></details>");

        double[] Values(Func<EpochResult, double?> valueOf) => [.. epochs.Select(epoch => valueOf(epoch) ?? double.NaN)];
    }
}
