using System.Globalization;

namespace GenNet;

public abstract partial class Dataset<TSelf, T>
{
    /// <summary>These samples, whose features have names. Parts of the dataset keep them.</summary>
    /// <param name="names">[f], each different.</param>
    /// <exception cref="ArgumentException">There are not f names, or two are equal.</exception>
    public TSelf WithFeatureNames(params IReadOnlyList<string> names) =>
        TSelf.Of(Content with { FeatureNames = Checked(names, FeatureCount, "features") });

    /// <summary>These samples, whose targets have names. Parts of the dataset keep them.</summary>
    /// <param name="names">[t], each different.</param>
    /// <exception cref="ArgumentException">There are not t names, or two are equal.</exception>
    public TSelf WithTargetNames(params IReadOnlyList<string> names) =>
        TSelf.Of(Content with { TargetNames = Checked(names, TargetCount, "targets") });

    /// <summary>How many samples of what, for a reader.</summary>
    public override string ToString()
    {
        string features = $"{Text(Count)} samples of {Counted(FeatureCount, "feature", FeatureNames)}";
        if (!HasLabels)
            return $"{features}; {Counted(TargetCount, "target", TargetNames)}";
        Dictionary<int, int> counts = Labels.ToArray().CountBy(label => label).ToDictionary();
        return $"{features}; {Text(ClassCount)} classes: " + ShortList.Of(Enumerable.Range(0, ClassCount).Select(
            label => $"{(ClassNames.Count > 0 ? ClassNames[label] : Text(label))} {Text(counts.GetValueOrDefault(label))}"));
    }

    private static string Counted(int count, string what, IReadOnlyList<string> names) =>
        $"{Text(count)} {what}{(count == 1 ? "" : "s")}{(names.Count > 0 ? $" ({ShortList.Of(names)})" : "")}";

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string[] Checked(IReadOnlyList<string> names, int count, string what)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count != count)
            throw new ArgumentException($"{names.Count} names were given; {count} {what} need {count}.", nameof(names));
        for (int i = 0; i < names.Count; i++)
            ArgumentNullException.ThrowIfNull(names[i], nameof(names));
        return names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new ArgumentException($"The name '{MessageText.Of(twice.Key)}' was given twice.", nameof(names))
            : [.. names];
    }
}
