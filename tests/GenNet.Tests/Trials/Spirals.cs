using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GenNet.Tests.Trials;

/// <summary>Hyperparameters as a user writes them.</summary>
internal sealed record Settings(string Architecture, double LearningRate, int BatchSize = 16);

/// <summary>A small problem of two classes, and searches for networks that solve it.</summary>
internal static class Spirals
{
    private static readonly (Dataset Training, Dataset Validation)[] s_folds = [.. Points(90).KFold(3, seed: 1, stratified: true)];

    public static int Folds => s_folds.Length;

    public static IEnumerable<Settings> Grid =>
        from architecture in new[] { "narrow", "deep" }
        from rate in new[] { 0.003, 0.03, 0.3 }
        select new Settings(architecture, rate);

    /// <summary>The grid, on all folds, from two seeds.</summary>
    public static Search<Settings> Search(int epochs, SuccessiveHalving? halving = null, bool disturbed = false) =>
        new(Grid, trial => Train(trial, epochs, disturbed: disturbed)) { Folds = Folds, Seeds = [1, 2], Halving = halving };

    /// <param name="trial">Settings, fold and seed.</param>
    /// <param name="epochs">How many.</param>
    /// <param name="stopping">Whether and how it stops early.</param>
    /// <param name="disturbed">Whether the validation data are others.</param>
    public static Training<float> Train(Trial<Settings> trial, int epochs, EarlyStopping? stopping = null, bool disturbed = false)
    {
        (Dataset training, Dataset validation) = s_folds[trial.Fold];
        if (disturbed)
            validation = Dataset.FromArrays([.. validation.Features.ToArray().Select(x => 100 * x)], 2, validation.Labels);
        StandardScaler scaler = StandardScaler.Fit(training);
        INeuralNetwork<float> network = trial.Settings.Architecture switch
        {
            "narrow" => new NarrowNet(trial.Seed),
            "deep" => new DeepNet(trial.Seed),
            var other => throw new InvalidOperationException($"There is no architecture '{other}',\nsays \"Train\"."),
        };
        return new()
        {
            Network = network,
            Data = scaler.Transform(training),
            Optimizer = new AdamW(trial.Settings.LearningRate),
            Options = new()
            {
                Epochs = epochs, BatchSize = trial.Settings.BatchSize, Validation = scaler.Transform(validation), Seed = trial.Seed,
                EarlyStopping = stopping,
            },
            Predictor = new Pipeline<float>(network, training) { FeatureScaler = scaler },
        };
    }

    public static string Csv<TSettings>(SearchResult<TSettings> result)
    {
        var writer = new StringWriter();
        result.SaveCsv(writer);
        return writer.ToString();
    }

    /// <summary>The SHA-256 of a network's parameters.</summary>
    public static string Hash(INeuralNetwork<float> network)
    {
        var parameters = new float[network.ParameterCount];
        network.GetParameters(parameters);
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(parameters)));
    }

    private static Dataset Points(int count)
    {
        var random = new Random(1);
        var points = new float[2 * count];
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % 2)];
        for (int i = 0; i < count; i++)
        {
            double t = 0.5 + (i * 2.5 / count), angle = (2 * t) + (labels[i] * Math.PI);
            points[2 * i] = (float)(3 + (t * Math.Cos(angle)) + (0.1 * random.NextDouble()));
            points[(2 * i) + 1] = (float)(t * Math.Sin(angle) + (0.1 * random.NextDouble()));
        }

        return Dataset.FromArrays(points, 2, labels, ["left", "right"]);
    }
}

/// <summary>With dropout, which draws in each step.</summary>
[NeuralNetwork(inputs: 2)]
[Dense(12, Activation.Tanh), Dropout(0.1)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class NarrowNet;

/// <summary>The same layers with another loss.</summary>
[NeuralNetwork(inputs: 2, Loss = Loss.SquaredError)]
[Dense(12, Activation.Tanh), Dropout(0.1)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class NarrowSquaresNet;

/// <summary>Wide enough for tiles.</summary>
[NeuralNetwork(inputs: 2)]
[Dense(40, Activation.ReLU)]
[Dense(8, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class DeepNet;

/// <summary>Reports where they are made, on the thread that makes them.</summary>
internal sealed class Reporter<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
