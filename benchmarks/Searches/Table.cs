using System.Diagnostics;
using GenNet;

/// <summary>A search as <c>samples/Search</c> has it: three classes of networks, five folds of a table of 455 samples, small batches.</summary>
internal static class Table
{
    /// <summary>How many settings a search has, each of which is tried on five folds.</summary>
    public const int Settings = 60;

    private const int Samples = 455, Features = 30;

    private static readonly (Dataset Training, Dataset Validation)[] s_folds = [.. Read().KFold(5, seed: 1, stratified: true)];

    /// <summary>How many seconds it takes, with so many workers.</summary>
    public static double Run(int workers, int count = Settings)
    {
        IEnumerable<Hyperparameters> settings = Enumerable.Range(0, count).Select(
            i => new Hyperparameters(i % 3, LearningRate: 1e-3 + (0.02 * (i / 3) / (count / 3))));
        var search = new Search<Hyperparameters>(settings, Train) { Folds = s_folds.Length };
        long began = Stopwatch.GetTimestamp();
        SearchResult<Hyperparameters> result = search.RunAsync(new LocalRunner(workers)).GetAwaiter().GetResult();
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return result.Results.Select(one => one.Error).FirstOrDefault(error => error is not null) is { } error
            ? throw new InvalidOperationException(error)
            : seconds;
    }

    private static Training<float> Train(Trial<Hyperparameters> trial)
    {
        (Dataset training, Dataset validation) = s_folds[trial.Fold];
        StandardScaler scaler = StandardScaler.Fit(training);
        return new()
        {
            Network = trial.Settings.Network switch { 0 => new Linear(trial.Seed), 1 => new Wide(trial.Seed), _ => new Deep(trial.Seed) },
            Data = scaler.Transform(training),
            Optimizer = new AdamW(trial.Settings.LearningRate),
            Options = new() { Epochs = 54, BatchSize = 16, Validation = scaler.Transform(validation), Seed = trial.Seed },
        };
    }

    private static Dataset Read()
    {
        Random random = new(Seed: 1);
        float[] features = [.. Enumerable.Range(0, Samples * Features).Select(_ => random.NextSingle())];
        return Dataset.FromArrays(
            features, Features, [.. Enumerable.Range(0, Samples).Select(i => features[i * Features] > features[i * Features + 1] ? 1 : 0)]);
    }

    private sealed record Hyperparameters(int Network, double LearningRate);
}
