using System.Numerics;
using System.Security.Cryptography;
using GenNet.Numerics;

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
    public DatasetContent<T> Checked(Func<string, string, Exception> wrong) =>
        FindOther(canBeMissing: true) is { } other ? throw wrong(other.Argument, other.Text + ".") : this;

    /// <summary>What is not finite among features and targets, and which of them it is; null where all is.</summary>
    /// <param name="canBeMissing">Whether features may be NaN.</param>
    public (string Argument, string Text)? FindOther(bool canBeMissing) =>
        FindOther(Features.Span, FeatureCount, FeatureNames, "Feature", canBeMissing) is { } feature ? ("features", feature)
        : FindOther(Targets.Span, TargetCount, TargetNames, "Target", canBeMissing: false) is { } target ? ("targets", target)
        : null;

    private static string? FindOther(ReadOnlySpan<T> numbers, int width, IReadOnlyList<string> names, string what, bool canBeMissing)
    {
        int i = FiniteNumbers.IndexOfOther(numbers, canBeMissing);
        if (i < 0)
            return null;
        string name = names.Count > 0 ? $" ('{MessageText.Of(names[i % width])}')" : "";
        return $"{what} {i % width}{name} holds NaN or infinity: it is {numbers[i]} in sample {i / width}";
    }

    public static DatasetContent<T> OfTargets(T[] features, int featureCount, T[] targets, int targetCount) =>
        new() { Features = features, FeatureCount = featureCount, Targets = targets, TargetCount = targetCount };

    /// <summary>Without names the highest label tells how many classes there are.</summary>
    /// <exception cref="ArgumentException">A name is null.</exception>
    public static DatasetContent<T> OfLabels(T[] features, int featureCount, int[] labels, IReadOnlyList<string>? classNames)
    {
        if (classNames?.Contains(null!) is true)
            throw new ArgumentException("A class name is null.", nameof(classNames));
        return new()
        {
            Features = features,
            FeatureCount = featureCount,
            Labels = labels,
            ClassCount = classNames?.Count ?? labels.Max() + 1,
            ClassNames = classNames?.ToArray() ?? [],
        };
    }

    /// <summary>The SHA-256 of shapes and numbers, 64 hexadecimal digits; names are left aside.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.Append<int>([Features.Length, FeatureCount, TargetCount, ClassCount, SampleWeights.Length]);
        hash.Append(Features.Span);
        hash.Append(Targets.Span);
        hash.Append(Labels.Span);
        hash.Append(SampleWeights.Span);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
