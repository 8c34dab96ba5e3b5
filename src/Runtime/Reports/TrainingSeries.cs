namespace GenNet.Reports;

/// <summary>A number that epochs have: a curve of the page, a column of the file, a tag of the log.</summary>
/// <param name="Metric">What is measured; series of one metric share a chart.</param>
/// <param name="Data">The data that it is measured on.</param>
/// <param name="ValueOf">The number, or null where an epoch has none.</param>
internal sealed record TrainingSeries(string Metric, string Data, Func<EpochResult, double?> ValueOf)
{
    /// <summary>All that there are, loss first.</summary>
    public static IReadOnlyList<TrainingSeries> All { get; } =
    [
        new("loss", "train", epoch => epoch.TrainingLoss),
        new("loss", "validation", epoch => epoch.ValidationLoss),
        new("accuracy", "train", epoch => epoch.TrainingAccuracy),
        new("accuracy", "validation", epoch => epoch.ValidationAccuracy),
    ];

    /// <summary>Those that any of the epochs has, and behind them those of each of several outputs.</summary>
    public static IReadOnlyList<TrainingSeries> In(IReadOnlyList<EpochResult> epochs) =>
    [
        .. All.Concat(epochs.Take(1).SelectMany(first => first.TrainingOutputs).SelectMany((output, k) => OfOutput(output.Name, k)))
            .Where(series => epochs.Any(epoch => series.ValueOf(epoch) is not null)),
    ];

    private static TrainingSeries[] OfOutput(string name, int k) =>
    [
        new($"{name} loss", "train", epoch => epoch.TrainingOutputs.ElementAtOrDefault(k)?.Loss),
        new($"{name} loss", "validation", epoch => epoch.ValidationOutputs.ElementAtOrDefault(k)?.Loss),
        new($"{name} accuracy", "train", epoch => epoch.TrainingOutputs.ElementAtOrDefault(k)?.Accuracy),
        new($"{name} accuracy", "validation", epoch => epoch.ValidationOutputs.ElementAtOrDefault(k)?.Accuracy),
    ];
}
