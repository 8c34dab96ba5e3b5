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

    /// <summary>Copies features and targets.</summary>
    /// <param name="features">[n x <paramref name="featureCount"/>], row-major, n at least 1.</param>
    /// <param name="featureCount">The number of features of a sample, at least 1.</param>
    /// <param name="targets">[n x <paramref name="targetCount"/>], row-major.</param>
    /// <param name="targetCount">The number of targets of a sample, at least 1.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
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

        return TSelf.Of(DatasetContent<T>.OfTargets(features.ToArray(), featureCount, targets.ToArray(), targetCount));
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

        return TSelf.Of(DatasetContent<T>.OfLabels(features.ToArray(), featureCount, labels.ToArray(), classNames));
    }

    /// <summary>Copies features and targets.</summary>
    /// <param name="features">[n x f], both at least 1.</param>
    /// <param name="targets">[n x t], t at least 1.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
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

    /// <summary>Reads a file of comma-separated values, plain or compressed by gzip.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Which columns are what.</param>
    /// <exception cref="ArgumentException">The options contradict themselves.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not as the options say; the message tells the file, the line and the column.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TSelf FromCsv(string path, CsvDataOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var reader = new StreamReader(DataFile.Open(path));
        return TSelf.Of(new CsvDataReader<T>(reader, $"'{path}'", options).Read());
    }

    /// <summary>Reads comma-separated values.</summary>
    /// <param name="reader">The text; it is read to its end and stays open.</param>
    /// <param name="options">Which columns are what.</param>
    /// <exception cref="ArgumentException">The options contradict themselves.</exception>
    /// <exception cref="InvalidDataException">The text is not as the options say; the message tells the line and the column.</exception>
    public static TSelf FromCsv(TextReader reader, CsvDataOptions options)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return TSelf.Of(new CsvDataReader<T>(reader, "CSV", options).Read());
    }

    /// <summary>
    /// Reads two IDX files, the format of MNIST, plain or compressed by gzip: [n x ...] features of any of the format's types,
    /// all dimensions after the first becoming the features of a sample, and [n] integer labels.
    /// </summary>
    /// <param name="imagesPath">The file of the features.</param>
    /// <param name="labelsPath">The file of the labels.</param>
    /// <param name="scaleBytes">Whether the features, which must be unsigned bytes, are divided by 255 to lie in [0, 1].</param>
    /// <param name="classNames">
    /// The names of the classes in the order of their numbers; without them the highest label tells how many classes there are.
    /// </param>
    /// <exception cref="InvalidDataException">A file is malformed, cut short or too long, or the two do not fit each other.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static TSelf FromIdx(
        string imagesPath, string labelsPath, bool scaleBytes = false, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(imagesPath);
        ArgumentNullException.ThrowIfNull(labelsPath);
        using var images = new IdxFile(imagesPath);
        using var classes = new IdxFile(labelsPath);
        if (scaleBytes && images.Type != IdxType.UnsignedByte)
            throw images.Invalid($"its values are of type {images.Type}; only UnsignedByte can be scaled from bytes to [0, 1]");
        if (classes.Dimensions.Count != 1 || classes.Type is IdxType.Single or IdxType.Double)
            throw classes.Invalid($"it holds {classes.Dimensions.Count} dimensions of {classes.Type}; labels need 1 of integers");
        if (images.Dimensions[0] != classes.Dimensions[0])
            throw classes.Invalid($"it holds {classes.Dimensions[0]} labels, but '{imagesPath}' holds {images.Dimensions[0]} samples");

        int[] labels = classes.ReadValues<int>();
        int highest = classNames is null ? int.MaxValue - 1 : classNames.Count - 1;
        int wrong = labels.AsSpan().IndexOfAnyExceptInRange(0, highest);
        if (wrong >= 0)
            throw classes.Invalid($"label {wrong} is {labels[wrong]}; it must be from 0 to {highest}");
        T[] features = images.ReadValues<T>();
        if (scaleBytes)
        {
            foreach (ref T feature in features.AsSpan())
                feature /= T.CreateChecked(255);
        }

        return TSelf.Of(DatasetContent<T>.OfLabels(features, features.Length / labels.Length, labels, classNames));
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
