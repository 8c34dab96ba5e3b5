using System.Globalization;

namespace GenNet.Reports;

/// <summary>How the score depends on each hyperparameter: drawings for numbers, tables for choices.</summary>
/// <param name="html">Where to.</param>
/// <param name="ranked">The settings that did not fail, best first, at least 1.</param>
/// <param name="scoreName">What the score is.</param>
internal sealed class HyperparametersSection<TSettings>(HtmlBuilder html, SettingsResult<TSettings>[] ranked, string scoreName)
{
    /// <summary>From how many different numbers on a hyperparameter is drawn; one of fewer is a choice.</summary>
    private const int LeastDrawn = 6;

    private readonly Dictionary<string, string>[] _values =
    [
        .. ranked.Select(one => SettingsText.Parse(one.Trials[0].Description).DistinctBy(pair => pair.Name)
            .ToDictionary(pair => pair.Name, pair => pair.Value)),
    ];

    public void Write()
    {
        // Those that all settings have and that differ.
        string[] names = [.. _values[0].Keys.Where(name =>
            _values.All(one => one.ContainsKey(name)) && _values.Any(one => one[name] != _values[0][name]))];
        if (names.Length == 0)
            html.AddLine($"<p>No hyperparameter has different values.</p>");
        html.AddLine($"<div class=\"charts\">");
        foreach ((int i, string name) in names.Index())
        {
            double[] numbers = [.. _values.Select(one => NumberIn(one[name]))];
            if (numbers.All(double.IsFinite) && numbers.Distinct().Count() >= LeastDrawn)
                Draw($"hyperparameter-{i}", name, numbers);
            else
                WriteTable(name);
        }

        html.AddLine($"</div>");
    }

    private void Draw(string id, string name, double[] numbers)
    {
        // The places of the best quarter tell in words what the drawing shows.
        double[] best = numbers[..((numbers.Length + 3) / 4)];
        int hidden = ranked.Count(one => !double.IsFinite(one.Score));
        string hiding = hidden > 0 ? $" {Text.Counted(hidden, "setting")} without a finite score cannot be drawn." : "";
        var plot = new Plot(
            html,
            id,
            $"Score by {name}",
            $"The best of {Text.Counted(numbers.Length, "setting")} has {name} {Text.Of(numbers[0])}; the best quarter lies "
            + $"{Between(best)}, all {Between(numbers)}.{hiding}",
            (Axis.For(numbers), name),
            (Axis.For(ranked.Select(one => one.Score)), scoreName));
        foreach ((SettingsResult<TSettings> one, double number) in ranked.Zip(numbers))
        {
            if (double.IsFinite(one.Score))
                plot.AddPoint(CurveOf(one), number, one.Score, 3, $"{one.Trials[0].Description}: {Text.Of(one.Score)}");
        }

        plot.AddLegend(0, "trained to the end");
        if (ranked.Any(one => CurveOf(one) == 1))
            plot.AddLegend(1, "ended early");
        plot.End();
    }

    private static string Between(double[] numbers) => $"between {Text.Of(numbers.Min())} and {Text.Of(numbers.Max())}";

    private static int CurveOf(SettingsResult<TSettings> one) => one.Results.All(result => result.IsFinished) ? 0 : 1;

    private void WriteTable(string name)
    {
        html.AddLine($"""
            <div class="wide" tabindex="0" role="region" aria-label="Score by {name}">
            <table class="numbers"><caption>Score by {name}</caption><thead><tr>
            <th scope="col">{name}</th><th scope="col">settings</th><th scope="col">best rank</th><th scope="col">its score</th>
            <th scope="col">median</th></tr></thead><tbody>
            """);

        // In the order of their best.
        foreach (IGrouping<string, (int Rank, SettingsResult<TSettings> Settings)> group in
            ranked.Index().GroupBy(one => _values[one.Index][name]))
        {
            double[] scores = [.. group.Select(one => one.Settings.Score)];
            html.AddLine($"""
                <tr><th scope="row">{group.Key}</th><td>{scores.Length}</td><td>{group.First().Rank + 1}</td>
                <td>{Text.InColumn(scores[0])}</td><td>{Text.InColumn(scores[scores.Length / 2])}</td></tr>
                """);
        }

        html.AddLine($"</tbody></table></div>");
    }

    private static double NumberIn(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;
}
