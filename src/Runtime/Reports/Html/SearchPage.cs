namespace GenNet.Reports;

/// <summary>The page of a search. It has no times: the same search makes the same page.</summary>
internal sealed class SearchPage<TSettings>
{
    /// <summary>Of how many of the best settings there are curves; each has a style of its own.</summary>
    private const int MostCurves = 4;

    private readonly SearchResult<TSettings> _result;
    private readonly SettingsResult<TSettings>[] _ranked;
    private readonly (Trial<TSettings> Trial, TrialResult Result)[] _failed;
    private readonly bool _monitorsAccuracy;
    private readonly string _scoreName;

    public SearchPage(SearchResult<TSettings> result)
    {
        _result = result;
        _ranked = [.. result.Ranking.Where(one => one.Error is null)];
        _failed = [.. result.Trials.Zip(result.Results).Where(one => one.Second.Error is not null)];
        _monitorsAccuracy = result.Trials.Any(trial => trial.Monitor == EarlyStoppingMonitor.ValidationAccuracy);
        string data = result.Results.Any(one => one.Final is { ValidationLoss: null }) ? "training" : "validation";
        _scoreName = _monitorsAccuracy ? "validation accuracy" : $"{data} loss";
    }

    public string Write()
    {
        string failed = _failed.Length > 0 ? $", of which {_failed.Length} failed" : "";
        HtmlSection[] judged =
        [
            new("best", "The best settings", WriteCurves),
            new("hyperparameters", "Hyperparameters", html => new HyperparametersSection<TSettings>(html, _ranked, _scoreName).Write()),
        ];
        return HtmlPage.Write(
            "A search",
            "A search",
            $"{Text.Counted(_result.Ranking.Count, "setting")} tried with GenNet in {Text.Counted(_result.Trials.Count, "trial")}{failed}.",
            [
                .. _ranked.Take(1).SelectMany(best => new[]
                {
                    ($"best {_scoreName}", Text.Of(best.Score)), ("deviation of its trials", Text.Of(best.Deviation)),
                }),
                ("trials", Text.Of(_result.Trials.Count)),
                ("failed trials", Text.Of(_failed.Length)),
                ("epochs trained", Text.Of(_result.Results.Sum(one => one.Epochs.Count))),
            ],
            [
                .. _ranked.Length > 0 ? judged : [],
                .. _failed.Length > 0 ? [new HtmlSection("failures", "Failed trials", WriteFailures)] : Array.Empty<HtmlSection>(),
                new("ranking", "Ranking", WriteRanking),
                new("trials", "Trials", WriteTrials),
            ]);
    }

    private void WriteCurves(HtmlBuilder html)
    {
        SettingsResult<TSettings>[] best = [.. _ranked.Take(MostCurves)];
        int epochs = best.Max(one => one.Results.Max(result => result.Epochs.Count));
        (string Name, double[] Means)[] curves = [.. best.Select((one, i) => ($"rank {i + 1}", Means(one)))];
        html.AddLine($"<p>The best: <code>{best[0].Trials[0].Description}</code></p><div class=\"charts\">");
        EpochChart.Write(html, "curves", _scoreName, curves, BestEpoch(curves[0].Means));
        html.AddLine($"</div><p>Means of the trials of each of the settings, as far as all of them went.</p>");

        double[] Means(SettingsResult<TSettings> one) =>
        [
            .. Enumerable.Range(0, epochs).Select(epoch => one.Results.Average(
                result => epoch < result.Epochs.Count ? ScoreOf(result.Epochs[epoch]) : double.NaN)),
        ];
    }

    private int BestEpoch(double[] scores)
    {
        IEnumerable<(int Index, double Score)> known = scores.Index().Where(one => !double.IsNaN(one.Item));
        return 1 + (_monitorsAccuracy ? known.MaxBy(one => one.Score) : known.MinBy(one => one.Score)).Index;
    }

    private double ScoreOf(EpochResult epoch) => _monitorsAccuracy ? epoch.ValidationAccuracy ?? double.NaN : EpochRanking.Loss(epoch);

    private void WriteFailures(HtmlBuilder html)
    {
        BeginTable(html, "Failed trials", ["trial", "fold", "seed", "settings", "message"]);
        foreach ((Trial<TSettings> trial, TrialResult result) in _failed)
        {
            html.AddLine($"""
                <tr><th scope="row">{trial.Number}</th><td>{trial.Fold}</td><td>{trial.Seed}</td>
                <td class="words">{trial.Description}</td><td class="words">{result.Error}</td></tr>
                """);
        }

        EndTable(html);
    }

    private void WriteRanking(HtmlBuilder html)
    {
        html.AddLine($"<p>The best first. Settings that ended early stand behind those that went on, and those that failed come last.</p>");
        BeginTable(html, "Ranking of the settings", ["rank", "epochs", _scoreName, "deviation", "settings", "parameters"]);
        foreach ((int i, SettingsResult<TSettings> one) in _result.Ranking.Index())
        {
            html.AddLine($"""
                <tr><th scope="row">{i + 1}</th><td>{one.Results.Max(result => result.Epochs.Count)}</td>
                <td>{(one.Error is null ? Text.InColumn(one.Score) : "failed")}</td>
                <td>{(one.Error is null ? Text.InColumn(one.Deviation) : "")}</td>
                <td class="words">{one.Trials[0].Description}</td>
                <td><code>{(one.Error is null ? one.ParameterHash[..16] : "")}</code></td></tr>
                """);
        }

        EndTable(html);
    }

    private void WriteTrials(HtmlBuilder html)
    {
        html.AddLine($"<details><summary>All trials as a table</summary>");
        string[] columns =
            ["trial", "fold", "seed", "epochs", "final epoch", "training loss", "validation loss", "accuracy", "settings", "parameters"];
        BeginTable(html, "Results of the trials", columns);
        foreach ((Trial<TSettings> trial, TrialResult result) in _result.Trials.Zip(_result.Results))
        {
            html.AddLine($"""
                <tr><th scope="row">{trial.Number}</th><td>{trial.Fold}</td><td>{trial.Seed}</td><td>{result.Epochs.Count}</td>
                <td>{result.FinalEpoch}</td><td>{Number(result.Final?.TrainingLoss)}</td><td>{Number(result.Final?.ValidationLoss)}</td>
                <td>{Number(result.Final?.ValidationAccuracy)}</td><td class="words">{trial.Description}</td>
                <td><code>{result.ParameterHash}</code></td></tr>
                """);
        }

        EndTable(html);
        html.AddLine($"</details>");

        static string Number(double? number) => number is { } value ? Text.InColumn(value) : "";
    }

    /// <summary>Begins a table that can be scrolled sideways by keyboard too.</summary>
    private static void BeginTable(HtmlBuilder html, string name, string[] columns)
    {
        html.AddLine($"""
            <div class="wide" tabindex="0" role="region" aria-label="{name}"><table class="numbers"><thead><tr>
            """);
        foreach (string column in columns)
            html.AddLine($"<th scope=\"col\">{column}</th>");
        html.AddLine($"</tr></thead><tbody>");
    }

    private static void EndTable(HtmlBuilder html) => html.AddLine($"</tbody></table></div>");
}
