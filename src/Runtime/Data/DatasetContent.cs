using System.Numerics;

namespace GenNet;

/// <summary>What a dataset holds, whose shapes, labels and weights have been checked. The arrays are its own.</summary>
internal sealed record DatasetContent<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>[n x f], row-major.</summary>
    public required ReadOnlyMemory<T> Features { get; init; }

    public required int FeatureCount { get; init; }

    /// <summary>[n x t], row-major; empty where there are labels.</summary>
    public ReadOnlyMemory<T> Targets { get; init; }

    public int TargetCount { get; init; }

    /// <summary>[n]; empty where there are targets.</summary>
    public ReadOnlyMemory<int> Labels { get; init; }

    public int ClassCount { get; init; }

    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>[n]; empty where each sample counts as one.</summary>
    public ReadOnlyMemory<T> SampleWeights { get; init; }

    /// <summary>[f], or empty.</summary>
    public IReadOnlyList<string> FeatureNames { get; init; } = [];

    /// <summary>[t], or empty.</summary>
    public IReadOnlyList<string> TargetNames { get; init; } = [];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Categories { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Makes sure that targets are finite, and features finite or missing, which is NaN.</summary>
    /// <param name="wrong">Makes the exception of what is wrong: the argument and the message.</param>
    public DatasetContent<T> Checked(Func<string, string, Exception> wrong)
    {
        Check(Features.Span, FeatureCount, FeatureNames, "Feature", "features", canBeMissing: true);
        Check(Targets.Span, TargetCount, TargetNames, "Target", "targets", canBeMissing: false);
        return this;

        void Check(
            ReadOnlySpan<T> numbers, int width, IReadOnlyList<string> names, string what, string argument, bool canBeMissing)
        {
            int i = FiniteNumbers.IndexOfOther(numbers, canBeMissing);
            if (i >= 0)
                throw wrong(argument, $"{Column(what, i % width, names)} holds NaN or infinity: it is {numbers[i]} in sample {i / width}.");
        }
    }

    /// <summary>What is not finite among features or targets, for a message; null where all is.</summary>
    public string? FindOther() =>
        FindOther(Features.Span, FeatureCount, FeatureNames, "Feature") ?? FindOther(Targets.Span, TargetCount, TargetNames, "Target");

    private static string? FindOther(ReadOnlySpan<T> numbers, int width, IReadOnlyList<string> names, string what)
    {
        int i = FiniteNumbers.IndexOfOther(numbers);
        return i < 0 ? null : $"{Column(what, i % width, names)} of sample {i / width} is {numbers[i]}";
    }

    private static string Column(string what, int column, IReadOnlyList<string> names) =>
        names.Count > 0 ? $"{what} {column} ('{names[column]}')" : $"{what} {column}";

    public static DatasetContent<T> OfTargets(T[] features, int featureCount, T[] targets, int targetCount) =>
        new() { Features = features, FeatureCount = featureCount, Targets = targets, TargetCount = targetCount };

    /// <summary>Without names the highest label tells how many classes there are.</summary>
    public static DatasetContent<T> OfLabels(T[] features, int featureCount, int[] labels, IReadOnlyList<string>? classNames) => new()
    {
        Features = features,
        FeatureCount = featureCount,
        Labels = labels,
        ClassCount = classNames?.Count ?? labels.Max() + 1,
        ClassNames = classNames?.ToArray() ?? [],
    };
}
