using System.Numerics;
using System.Runtime.InteropServices;

namespace GenNet;

/// <summary>What makes a dataset of what it holds.</summary>
/// <typeparam name="TSelf">The dataset's class.</typeparam>
/// <typeparam name="T">The floating-point type.</typeparam>
public interface IDataset<TSelf, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal static abstract TSelf Of(DatasetContent<T> content);
}

/// <summary>How datasets are made: from arrays, from files, from other datasets.</summary>
/// <typeparam name="TSelf">The class that is made: <see cref="Dataset"/> or <see cref="DoubleDataset"/>.</typeparam>
/// <typeparam name="T">The floating-point type.</typeparam>
public abstract partial class Dataset<TSelf, T> : Dataset<T>
    where TSelf : Dataset<TSelf, T>, IDataset<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected Dataset(DatasetContent<T> content)
        : base(content)
    {
    }

    internal override Dataset<T> With(DatasetContent<T> content) => TSelf.Of(content);

    /// <summary>Copies features and targets.</summary>
    /// <param name="features">[n x <paramref name="featureCount"/>], row-major, n at least 1.</param>
    /// <param name="featureCount">The number of features of a sample, at least 1.</param>
    /// <param name="targets">[n x <paramref name="targetCount"/>], row-major.</param>
    /// <param name="targetCount">The number of targets of a sample, at least 1.</param>
    /// <exception cref="ArgumentException">
    /// The lengths do not fit each other, a feature is infinite, or a target is not finite. Features that are NaN are missing: an
    /// <see cref="Imputer"/> fills them in.
    /// </exception>
    public static TSelf FromArrays(ReadOnlySpan<T> features, int featureCount, ReadOnlySpan<T> targets, int targetCount)
    {
        int count = CheckFeatures(features, featureCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetCount, 1);
        if (targets.Length != (long)count * targetCount)
        {
            throw new ArgumentException(
                $"{targets.Length} targets were given; {count} samples of {targetCount} targets need {(long)count * targetCount}.",
                nameof(targets));
        }

        return Of(DatasetContent<T>.OfTargets(features.ToArray(), featureCount, targets.ToArray(), targetCount));
    }

    /// <summary>Copies features and labels.</summary>
    /// <param name="features">[n x <paramref name="featureCount"/>], row-major, n at least 1.</param>
    /// <param name="featureCount">The number of features of a sample, at least 1.</param>
    /// <param name="labels">[n], the number of each sample's class, from 0.</param>
    /// <param name="classNames">
    /// The names of the classes in the order of their numbers; without them the highest label tells how many classes there are.
    /// </param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or a label is negative or has no name.</exception>
    public static TSelf FromArrays(
        ReadOnlySpan<T> features, int featureCount, ReadOnlySpan<int> labels, IReadOnlyList<string>? classNames = null)
    {
        int count = CheckFeatures(features, featureCount);
        if (labels.Length != count)
            throw new ArgumentException($"{labels.Length} labels were given; {count} samples need {count}.", nameof(labels));
        int highest = classNames is null ? int.MaxValue - 1 : classNames.Count - 1;
        int wrong = labels.IndexOfAnyExceptInRange(0, highest);
        if (wrong >= 0)
            throw new ArgumentException($"labels[{wrong}] is {labels[wrong]}; it must be from 0 to {highest}.", nameof(labels));

        return Of(DatasetContent<T>.OfLabels(features.ToArray(), featureCount, labels.ToArray(), classNames));
    }

    /// <summary>Copies features and targets.</summary>
    /// <param name="features">[n x f], both at least 1.</param>
    /// <param name="targets">[n x t], t at least 1.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other, a feature is infinite, or a target is not finite.</exception>
    public static TSelf FromArrays(T[,] features, T[,] targets)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(targets);
        return FromArrays(Flatten(features), features.GetLength(1), Flatten(targets), targets.GetLength(1));
    }

    /// <summary>Copies features and labels.</summary>
    /// <param name="features">[n x f], both at least 1.</param>
    /// <param name="labels">[n], the number of each sample's class, from 0.</param>
    /// <param name="classNames">
    /// The names of the classes in the order of their numbers; without them the highest label tells how many classes there are.
    /// </param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or a label is negative or has no name.</exception>
    public static TSelf FromArrays(T[,] features, ReadOnlySpan<int> labels, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        return FromArrays(Flatten(features), features.GetLength(1), labels, classNames);
    }

    /// <summary>
    /// Makes samples of objects: <c>Dataset.FromRows(houses, house => [house.Area, house.Rooms], house => [house.Price])</c>.
    /// </summary>
    /// <typeparam name="TRow">The objects' type.</typeparam>
    /// <param name="rows">The objects, at least 1.</param>
    /// <param name="features">The features of an object, as many for each.</param>
    /// <param name="targets">The targets of an object, as many for each.</param>
    /// <exception cref="ArgumentException">There are no rows, or they differ in how many features or targets they have.</exception>
    public static TSelf FromRows<TRow>(IEnumerable<TRow> rows, Func<TRow, T[]> features, Func<TRow, T[]> targets)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(targets);
        List<TRow> list = [.. rows];
        (T[] allFeatures, int featureCount) = Flatten(list, features, nameof(features));
        (T[] allTargets, int targetCount) = Flatten(list, targets, nameof(targets));
        return Of(DatasetContent<T>.OfTargets(allFeatures, featureCount, allTargets, targetCount));
    }

    /// <summary>Makes samples of objects, with the number of each object's class.</summary>
    /// <typeparam name="TRow">The objects' type.</typeparam>
    /// <param name="rows">The objects, at least 1.</param>
    /// <param name="features">The features of an object, as many for each.</param>
    /// <param name="label">The number of an object's class, from 0.</param>
    /// <param name="classNames">
    /// The names of the classes in the order of their numbers; without them the highest label tells how many classes there are.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There are no rows, they differ in how many features they have, or a label is negative or has no name.
    /// </exception>
    public static TSelf FromRows<TRow>(
        IEnumerable<TRow> rows, Func<TRow, T[]> features, Func<TRow, int> label, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(label);
        List<TRow> list = [.. rows];
        (T[] allFeatures, int featureCount) = Flatten(list, features, nameof(features));
        return FromArrays(allFeatures, featureCount, list.Select(label).ToArray(), classNames);
    }

    /// <summary>Makes samples of objects, with the name of each object's class.</summary>
    /// <typeparam name="TRow">The objects' type.</typeparam>
    /// <param name="rows">The objects, at least 1.</param>
    /// <param name="features">The features of an object, as many for each.</param>
    /// <param name="className">The name of an object's class.</param>
    /// <param name="classNames">The classes in the order of their numbers; null for those found, in ordinal order.</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, they differ in how many features they have, or a class is none of those named.
    /// </exception>
    public static TSelf FromRows<TRow>(
        IEnumerable<TRow> rows, Func<TRow, T[]> features, Func<TRow, string> className, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(className);
        List<TRow> list = [.. rows];
        string[] texts = [.. list.Select(className)];
        string[] names = classNames?.ToArray() ?? [.. texts.Distinct().Order(StringComparer.Ordinal)];
        int[] labels = [.. texts.Select(text => Array.IndexOf(names, text))];
        int unknown = Array.IndexOf(labels, -1);
        if (unknown >= 0)
        {
            throw new ArgumentException(
                $"Row {unknown} is of the class '{MessageText.Of(texts[unknown])}'; expected one of {ShortList.Of(names)}.",
                nameof(className));
        }

        (T[] allFeatures, int featureCount) = Flatten(list, features, nameof(features));
        return Of(DatasetContent<T>.OfLabels(allFeatures, featureCount, labels, names));
    }

    private static TSelf Of(DatasetContent<T> content) =>
        TSelf.Of(content.Checked((argument, message) => new ArgumentException(message, argument)));

    private static (T[] Values, int Width) Flatten<TRow>(List<TRow> rows, Func<TRow, T[]> values, string argument)
    {
        List<T> all = [];
        int width = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            T[] row = values(rows[i]);
            if (i == 0)
                width = row.Length;
            if (row.Length != width)
                throw new ArgumentException($"Row {i} has {row.Length} {argument}; the rows before have {width}.", argument);
            all.AddRange(row);
        }

        if (all.Count == 0)
            throw new ArgumentException($"{rows.Count} rows of {width} {argument} were given; at least 1 of each is needed.", argument);
        return ([.. all], width);
    }

    private static int CheckFeatures(ReadOnlySpan<T> features, int featureCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        if (features.IsEmpty || features.Length % featureCount != 0)
        {
            throw new ArgumentException(
                $"{features.Length} features were given; samples of {featureCount} features need a multiple of {featureCount}, at least 1.",
                nameof(features));
        }

        return features.Length / featureCount;
    }

    private static ReadOnlySpan<T> Flatten(T[,] values) =>
        values.Length == 0 ? [] : MemoryMarshal.CreateReadOnlySpan(ref values[0, 0], values.Length);
}
