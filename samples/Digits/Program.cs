// Learns to read handwritten digits, then shows how well it reads digits it has never seen.

using System.CommandLine;
using GenNet;
using GenNet.Samples;

var seed = new Option<int>("--seed")
{
    Description = "Decides all that is random: which digits are kept for the test, the first weights, the order of learning.",
    DefaultValueFactory = _ => 0,
};

var report = new Option<FileInfo>("--report") { Description = "Where to write a page about the training, report.html." };

return new RootCommand("Learns to read handwritten digits.") { seed, report }.Run(args, (values, cancellationToken) =>
{
    // The network learns from seven tenths of the digits. A tenth says after each epoch how well it reads, and when to stop; who chooses
    // by them is no fair judge any more, so that the last fifth, which nothing has seen, tests what came of it.
    var digits = Dataset.FromCsv(Sample.PathTo("digits.csv.gz"), new() { LabelColumn = ^1 });
    var (training, validation, test) = digits.Split(0.7, 0.1, values.GetValue(seed));
    Console.WriteLine(
        $"{DigitNet.ParameterCount} parameters learn from {training.Count} digits, {validation.Count} choose, {test.Count} test.");

    // Pixels run from 0 to 16; networks learn best from numbers around 1.
    var scaler = StandardScaler.Fit(training);

    var network = new DigitNet(values.GetValue(seed));
    var options = new TrainingOptions
    {
        Epochs = 60,
        BatchSize = 32,
        Validation = scaler.Transform(validation),
        EarlyStopping = new() { Patience = 20 },
        Seed = values.GetValue(seed),
    };
    TrainingHistory history = network.Fit(
        scaler.Transform(training), new Adam(3e-3, weightDecay: 1e-3), options, new TrainingDisplay(), cancellationToken);

    if (values.GetValue(report) is { } page)
        history.SaveHtml(page.FullName, network, scaler.Transform(test));
    ClassificationReport.Write(test, network.Predict(scaler.Transform(test)), history);
});

/// <summary>Takes the 64 pixels of a digit and gives the probabilities that it is a 0, a 1, ... a 9.</summary>
[NeuralNetwork(inputs: 64)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class DigitNet;
