using System.Numerics;

namespace GenNet.Reports;

/// <summary>The page of a training: all in one file, which loads nothing and runs nothing.</summary>
internal static class HtmlReport
{
    /// <summary>The page of what the history knows.</summary>
    public static string Write(TrainingHistory history) =>
        Write(history, [Epochs(history), Network(history), Settings(history, history.ParameterHash)]);

    /// <summary>The page of that, of the parameters that the network has now, and of how it does on data.</summary>
    public static string Write<T>(TrainingHistory history, INeuralNetwork<T> network, Dataset<T>? test)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        HtmlSection[] tested = test is null ? [] : [Test(network, test, history.Setup.Threshold)];
        return Write(
            history,
            [
                Epochs(history),
                .. tested,
                Network(history),
                new("weights", "Parameters", html => WeightsSection.Write(html, network)),
                Settings(history, ParameterHash.Of(network)),
            ]);
    }

    private static string Write(TrainingHistory history, HtmlSection[] sections)
    {
        TrainingSetup setup = history.Setup;
        EpochResult best = history.Best;
        var time = TimeSpan.FromTicks(history.Epochs.Sum(epoch => epoch.Duration.Ticks));
        string end = history.StopReason == StopReason.EarlyStopping ? ", stopped early" : "";

        return HtmlPage.Write(
            $"{setup.Network}: a training",
            setup.Network,
            $"Trained with GenNet for {Text.Counted(history.Epochs.Count, "epoch")}{end}, from {Text.Of(setup.Began)} on.",
            [
                .. from series in TrainingSeries.In(history.Epochs)
                   let value = series.ValueOf(best)
                   where value is not null
                   select ($"{series.Data} {series.Metric}", Text.Of(value.Value)),
                ("best epoch", $"{best.Epoch} of {history.Epochs.Count}"),
                ("parameters", Text.Of(setup.ParameterCount)),
                ("time", Text.Of(time)),
            ],
            sections);
    }

    private static HtmlSection Epochs(TrainingHistory history) => new("epochs", "Epochs", html => EpochsSection.Write(html, history));

    private static HtmlSection Network(TrainingHistory history) =>
        new("network", "Network", html => NetworkDrawing.Write(html, history.Setup));

    private static HtmlSection Test<T>(INeuralNetwork<T> network, Dataset<T> test, double threshold)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        EvaluationResult result = network.Evaluate(test, threshold);
        T[] outputs = network.Predict(test);
        return new("test", "Test", html =>
        {
            html.AddLine($"<p>On {Text.Counted(test.Count, "sample")}: {Said(result.Loss, result.Accuracy)}.</p>");
            foreach (OutputResult output in result.Outputs)
                html.AddLine($"<p>Output {output.Name}: {Said(output.Loss, output.Accuracy)}.</p>");
            if (test.HasLabels)
                new ClassificationSection<T>(html, test, outputs, threshold).Write();
            else
                RegressionSection.Write(html, test, outputs, network.Outputs);
        });

        static string Said(double loss, double? accuracy) =>
            $"loss {Text.Of(loss)}{(accuracy is { } share ? $", accuracy {Text.Of(share)}" : "")}";
    }

    private static HtmlSection Settings(TrainingHistory history, string hashNow) => new("settings", "Settings", html =>
    {
        html.AddLine($"<div class=\"charts\">");
        WriteTable("Hyperparameters", history.Setup.Hyperparameters);
        WriteTable("Machine", history.Setup.Machine);
        html.AddLine($"</div><p>SHA-256 of the parameters that the training left: <code>{history.ParameterHash}</code></p>");
        if (hashNow != history.ParameterHash)
            html.AddLine($"<p>The network has changed since; of what this page shows it is <code>{hashNow}</code></p>");

        void WriteTable(string caption, IReadOnlyList<(string Name, string Value)> rows)
        {
            html.AddLine($"<table><caption>{caption}</caption><tbody>");
            foreach ((string name, string value) in rows)
                html.AddLine($"<tr><th scope=\"row\">{name}</th><td>{value}</td></tr>");
            html.AddLine($"</tbody></table>");
        }
    });
}
