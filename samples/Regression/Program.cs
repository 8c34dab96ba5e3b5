// Foretells how far diabetes will have progressed in a year, and judges itself by cross-validation.

using System.CommandLine;
using GenNet;
using GenNet.Samples;
using Spectre.Console;

return new RootCommand("Foretells the progress of diabetes.").Run(args, (_, cancellationToken) =>
{
    var patients = Dataset.FromCsv(Sample.PathTo("diabetes.csv"), new() { HasHeader = true, TargetColumns = ["progression"] });

    var table = new Table().Border(TableBorder.Simple).AddColumns("fold", "patients", "mean error", "R2");
    var scores = new List<double>();
    foreach (var (training, test) in patients.KFold(5, seed: 1))
    {
        // Standardised by what is known of the training patients alone: the others must stay unseen.
        var features = StandardScaler.Fit(training);
        var targets = TargetScaler.Fit(training);

        var network = new DiabetesNet(seed: 1);
        network.Fit(
            targets.Transform(features.Transform(training)),
            new Adam(3e-3, weightDecay: 1e-2),
            new() { Epochs = 50, Seed = 1 },
            cancellationToken: cancellationToken);

        float[] predictions = targets.Predict(network, features.Transform(test));
        scores.Add(Metrics.R2(predictions, test.Targets));
        table.AddRow($"{scores.Count}", $"{test.Count}", $"{Metrics.MeanAbsoluteError(predictions, test.Targets):F1}", $"{scores[^1]:F3}");
    }

    AnsiConsole.Write(table);
    AnsiConsole.WriteLine($"mean R2: {scores.Average():F3}");
});

/// <summary>Takes ten measurements of a patient and gives the disease's progression, all standardised.</summary>
[NeuralNetwork(inputs: 10)]
[Dense(16, Activation.Tanh)]
[Dense(1)]
public sealed partial class DiabetesNet;
