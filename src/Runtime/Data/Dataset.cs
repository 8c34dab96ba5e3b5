using System.Runtime.InteropServices;
using GenNet.Numerics;

namespace GenNet;

/// <summary>
/// Samples to learn from or to be judged by: features, and for each sample either targets (numbers to come near to)
/// or a label (the number of its class). It never changes, and it holds at least one sample.
/// </summary>
public sealed class Dataset
{
    // Samples are copied from random places of a memory larger than any cache, which the machine does not foresee: while one is copied,
    // a later one comes closer.
    private const int SamplesAhead = 4;

    private readonly ReadOnlyMemory<float> features;
    private readonly ReadOnlyMemory<float> targets;
    private readonly ReadOnlyMemory<int> labels;

    /// <summary>Takes the arrays as its own: shapes and labels have been checked.</summary>
    private Dataset(
        ReadOnlyMemory<float> features,
        int featureCount,
        ReadOnlyMemory<float> targets,
        int targetCount,
        ReadOnlyMemory<int> labels,
        int classCount,
        IReadOnlyList<string> classNames)
    {
        this.features = features;
        this.targets = targets;
        this.labels = labels;
        Count = features.Length / featureCount;
        FeatureCount = featureCount;
        TargetCount = targetCount;
        ClassCount = classCount;
        ClassNames = classNames;
    }

    /// <summary>The number of samples, n; at least 1.</summary>
    public int Count { get; }

    /// <summary>The number of features of a sample, f; at least 1.</summary>
    public int FeatureCount { get; }

    /// <summary>The number of targets of a sample, t; 0 when samples have labels.</summary>
    public int TargetCount { get; }

    /// <summary>Whether samples have labels rather than targets.</summary>
    public bool HasLabels => TargetCount == 0;

    /// <summary>
    /// The number of classes: that of the class names when they were given, or else the highest label plus 1;
    /// 0 when samples have targets. Parts of a dataset have the classes of the whole.
    /// </summary>
    public int ClassCount { get; }

    /// <summary>The classes' names in the order of their numbers, [<see cref="ClassCount"/>]; empty when none were given.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The features, row-major [n x f].</summary>
    public ReadOnlySpan<float> Features => features.Span;

    /// <summary>The targets, row-major [n x t]; empty when samples have labels.</summary>
    public ReadOnlySpan<float> Targets => targets.Span;

    /// <summary>The labels, [n], each from 0 to <see cref="ClassCount"/> - 1; empty when samples have targets.</summary>
    public ReadOnlySpan<int> Labels => labels.Span;

    /// <summary>The features of one sample, [f].</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<float> GetFeatures(int sample) => Features.Slice(CheckSample(sample) * FeatureCount, FeatureCount);

    /// <summary>The targets of one sample, [t]; empty when samples have labels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<float> GetTargets(int sample) => Targets.Slice(CheckSample(sample) * TargetCount, TargetCount);

    /// <summary>Copies features and targets.</summary>
    /// <param name="features">[n x <paramref name="featureCount"/>], row-major, n at least 1.</param>
    /// <param name="featureCount">The number of features of a sample, at least 1.</param>
    /// <param name="targets">[n x <paramref name="targetCount"/>], row-major.</param>
    /// <param name="targetCount">The number of targets of a sample, at least 1.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public static Dataset FromArrays(ReadOnlySpan<float> features, int featureCount, ReadOnlySpan<float> targets, int targetCount)
    {
        int count = CheckFeatures(features, featureCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetCount, 1);
        if (targets.Length != (long)count * targetCount)
        {
            throw new ArgumentException(
                $"{targets.Length} targets were given; {count} samples of {targetCount} targets need {(long)count * targetCount}.",
                nameof(targets));
        }

        return OfTargets(features.ToArray(), featureCount, targets.ToArray(), targetCount);
    }

    /// <summary>Copies features and labels.</summary>
    /// <param name="features">[n x <paramref name="featureCount"/>], row-major, n at least 1.</param>
    /// <param name="featureCount">The number of features of a sample, at least 1.</param>
    /// <param name="labels">[n], the number of each sample's class, from 0.</param>
    /// <param name="classNames">
    /// The names of the classes in the order of their numbers; without them the highest label tells how many classes there are.
    /// </param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or a label is negative or has no name.</exception>
    public static Dataset FromArrays(
        ReadOnlySpan<float> features, int featureCount, ReadOnlySpan<int> labels, IReadOnlyList<string>? classNames = null)
    {
        int count = CheckFeatures(features, featureCount);
        if (labels.Length != count)
            throw new ArgumentException($"{labels.Length} labels were given; {count} samples need {count}.", nameof(labels));
        int highest = classNames is null ? int.MaxValue - 1 : classNames.Count - 1;
        int wrong = labels.IndexOfAnyExceptInRange(0, highest);
        if (wrong >= 0)
            throw new ArgumentException($"labels[{wrong}] is {labels[wrong]}; it must be from 0 to {highest}.", nameof(labels));

        return OfLabels(features.ToArray(), featureCount, labels.ToArray(), classNames);
    }

    /// <summary>Copies features and targets.</summary>
    /// <param name="features">[n x f], both at least 1.</param>
    /// <param name="targets">[n x t], t at least 1.</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static Dataset FromArrays(float[,] features, float[,] targets)
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
    public static Dataset FromArrays(float[,] features, ReadOnlySpan<int> labels, IReadOnlyList<string>? classNames = null)
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
    public static Dataset FromCsv(string path, CsvDataOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var reader = new StreamReader(DataFile.Open(path));
        return new CsvDataReader(reader, $"'{path}'", options).Read();
    }

    /// <summary>Reads comma-separated values.</summary>
    /// <param name="reader">The text; it is read to its end and stays open.</param>
    /// <param name="options">Which columns are what.</param>
    /// <exception cref="ArgumentException">The options contradict themselves.</exception>
    /// <exception cref="InvalidDataException">The text is not as the options say; the message tells the line and the column.</exception>
    public static Dataset FromCsv(TextReader reader, CsvDataOptions options)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new CsvDataReader(reader, "CSV", options).Read();
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
    public static Dataset FromIdx(
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
        float[] features = images.ReadValues<float>();
        if (scaleBytes)
        {
            foreach (ref float feature in features.AsSpan())
                feature /= 255f;
        }

        return OfLabels(features, features.Length / labels.Length, labels, classNames);
    }

    /// <summary>Parts the samples at random in two; the same seed parts them alike on every machine.</summary>
    /// <param name="fraction">The share of the samples that go to training, over 0 and below 1; rounded to whole samples.</param>
    /// <param name="seed">Chooses the order in which samples are dealt out.</param>
    /// <exception cref="ArgumentException">The fraction leaves one of the parts without a sample.</exception>
    public (Dataset Training, Dataset Test) Split(double fraction, int seed)
    {
        double trainingCount = Math.Round(Count * fraction);
        if (!(trainingCount >= 1 && trainingCount <= Count - 1))
        {
            throw new ArgumentException(
                $"The fraction {fraction} of {Count} samples is {trainingCount} for training; each part needs at least 1.",
                nameof(fraction));
        }

        ReadOnlySpan<int> order = ShuffledOrder(seed);
        return (Subset(order[..(int)trainingCount]), Subset(order[(int)trainingCount..]));
    }

    /// <summary>
    /// Cross-validation: parts the samples at random in folds of equal size (give or take one), each of which is the validation
    /// data once while the others are the training data. The same seed parts them alike on every machine.
    /// </summary>
    /// <param name="folds">The number of folds, from 2 to <see cref="Count"/>.</param>
    /// <param name="seed">Chooses the order in which samples are dealt out.</param>
    /// <returns>A pair for each fold, made when it is asked for.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds, or more than samples.</exception>
    public IEnumerable<(Dataset Training, Dataset Validation)> KFold(int folds, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, Count);
        return Folds(ShuffledOrder(seed));

        IEnumerable<(Dataset, Dataset)> Folds(int[] order)
        {
            for (int fold = 0; fold < folds; fold++)
            {
                int start = (int)((long)Count * fold / folds);
                int end = (int)((long)Count * (fold + 1) / folds);
                yield return (Subset([.. order.AsSpan(0, start), .. order.AsSpan(end)]), Subset(order.AsSpan(start, end - start)));
            }
        }
    }

    /// <summary>Consecutive samples, without a copy; also written <c>dataset[start..end]</c>.</summary>
    /// <param name="start">The first sample.</param>
    /// <param name="length">The number of samples, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such samples.</exception>
    public Dataset Slice(int start, int length)
    {
        CheckSample(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Count - start);
        return new(
            features.Slice(start * FeatureCount, length * FeatureCount),
            FeatureCount,
            targets.Slice(start * TargetCount, length * TargetCount),
            TargetCount,
            HasLabels ? labels.Slice(start, length) : labels,
            ClassCount,
            ClassNames);
    }

    /// <summary>A copy of some of the samples, in the order they are named; one may be named more than once.</summary>
    /// <param name="samples">Which samples, at least 1.</param>
    /// <exception cref="ArgumentException">None are named, or one that does not exist.</exception>
    public Dataset Subset(ReadOnlySpan<int> samples)
    {
        if (samples.IsEmpty)
            throw new ArgumentException("No samples were named; a dataset needs at least 1.", nameof(samples));
        var partFeatures = new float[checked(samples.Length * FeatureCount)];
        var partTargets = new float[checked(samples.Length * TargetCount)];
        var partLabels = new int[HasLabels ? samples.Length : 0];
        CopyTo(samples, partFeatures, partTargets, partLabels);
        return new(partFeatures, FeatureCount, partTargets, TargetCount, partLabels, ClassCount, ClassNames);
    }

    /// <summary>Copies samples one after the other; targets or labels, whichever there are none of, are left alone.</summary>
    internal void CopyTo(ReadOnlySpan<int> samples, Span<float> features, Span<float> targets, Span<int> labels)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            if (i + SamplesAhead < samples.Length)
                Prefetch.All(GetFeatures(samples[i + SamplesAhead]));
            GetFeatures(samples[i]).CopyTo(features[(i * FeatureCount)..]);
            if (HasLabels)
                labels[i] = Labels[samples[i]];
            else
                GetTargets(samples[i]).CopyTo(targets[(i * TargetCount)..]);
        }
    }

    /// <summary>This dataset with other features of the same shape, which become its own.</summary>
    internal Dataset WithFeatures(float[] values) => new(values, FeatureCount, targets, TargetCount, labels, ClassCount, ClassNames);

    /// <summary>This dataset with other targets of the same shape, which become its own.</summary>
    internal Dataset WithTargets(float[] values) => new(features, FeatureCount, values, TargetCount, labels, ClassCount, ClassNames);

    /// <summary>Takes arrays of the right lengths as its own.</summary>
    internal static Dataset OfTargets(float[] features, int featureCount, float[] targets, int targetCount) =>
        new(features, featureCount, targets, targetCount, default, 0, []);

    /// <summary>Takes arrays of the right lengths, with labels in range, as its own.</summary>
    internal static Dataset OfLabels(float[] features, int featureCount, int[] labels, IReadOnlyList<string>? classNames) =>
        new(features, featureCount, default, 0, labels, classNames?.Count ?? labels.Max() + 1, classNames?.ToArray() ?? []);

    private int CheckSample(int sample)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, Count);
        return sample;
    }

    private int[] ShuffledOrder(int seed)
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        new RandomSource((ulong)seed).Shuffle<int>(order);
        return order;
    }

    private static int CheckFeatures(ReadOnlySpan<float> features, int featureCount)
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

    private static ReadOnlySpan<float> Flatten(float[,] values) =>
        values.Length == 0 ? [] : MemoryMarshal.CreateReadOnlySpan(ref values[0, 0], values.Length);
}
