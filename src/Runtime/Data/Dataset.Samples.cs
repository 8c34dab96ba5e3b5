using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>
/// Samples to learn from or to be judged by: features, and for each sample either targets (numbers to come near to)
/// or a label (the number of its class). They never change, and there is at least one.
/// </summary>
/// <typeparam name="T">The floating-point type, that of the networks that the samples are for.</typeparam>
public abstract class Dataset<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Samples are copied from random places of a memory larger than any cache, which the machine does not foresee: while one is copied,
    // a later one comes closer.
    private const int SamplesAhead = 4;

    private protected Dataset(DatasetContent<T> content)
    {
        Content = content;
        Count = content.Features.Length / content.FeatureCount;
    }

    internal DatasetContent<T> Content { get; }

    /// <summary>The number of samples, n; at least 1.</summary>
    public int Count { get; }

    /// <summary>The number of features of a sample, f; at least 1.</summary>
    public int FeatureCount => Content.FeatureCount;

    /// <summary>The number of targets of a sample, t; 0 when samples have labels.</summary>
    public int TargetCount => Content.TargetCount;

    /// <summary>Whether samples have labels rather than targets.</summary>
    public bool HasLabels => TargetCount == 0;

    /// <summary>
    /// The number of classes: that of the class names when they were given, or else the highest label plus 1;
    /// 0 when samples have targets. Parts of a dataset have the classes of the whole.
    /// </summary>
    public int ClassCount => Content.ClassCount;

    /// <summary>The classes' names in the order of their numbers, [<see cref="ClassCount"/>]; empty when none were given.</summary>
    public IReadOnlyList<string> ClassNames => Content.ClassNames;

    /// <summary>The features, row-major [n x f].</summary>
    public ReadOnlySpan<T> Features => Content.Features.Span;

    /// <summary>The targets, row-major [n x t]; empty when samples have labels.</summary>
    public ReadOnlySpan<T> Targets => Content.Targets.Span;

    /// <summary>The labels, [n], each from 0 to <see cref="ClassCount"/> - 1; empty when samples have targets.</summary>
    public ReadOnlySpan<int> Labels => Content.Labels.Span;

    /// <summary>What each sample's loss is multiplied by, [n], finite and at least 0; empty when each counts as one.</summary>
    public ReadOnlySpan<T> SampleWeights => Content.SampleWeights.Span;

    /// <summary>
    /// The categories of the columns of a CSV file that were read as such, in the order of their numbers, by the column's name or place.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Categories => Content.Categories;

    /// <summary>The SHA-256 of all that networks learn from, in hexadecimal: shapes, features, targets or labels, and weights.</summary>
    internal string ContentHash => field ??= Content.Hash();

    /// <summary>
    /// The features' names in their order, [f]: the columns of a CSV file with a header, of which one that was read one-hot is
    /// <c>column=category</c> for each category, or those given; empty when there are none.
    /// </summary>
    public IReadOnlyList<string> FeatureNames => Content.FeatureNames;

    /// <summary>The targets' names in their order, [t]; empty when there are none.</summary>
    public IReadOnlyList<string> TargetNames => Content.TargetNames;

    /// <summary>The features of one sample, [f].</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<T> GetFeatures(int sample) => Features.Slice(CheckSample(sample) * FeatureCount, FeatureCount);

    /// <summary>The targets of one sample, [t]; empty when samples have labels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<T> GetTargets(int sample) => Targets.Slice(CheckSample(sample) * TargetCount, TargetCount);

    /// <summary>Copies samples one after the other, and of targets, labels and weights those that there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void CopyTo(ReadOnlySpan<int> samples, Span<T> features, Span<T> targets, Span<int> labels, Span<T> weights)
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
            if (!SampleWeights.IsEmpty)
                weights[i] = SampleWeights[samples[i]];
        }
    }

    /// <summary>Consecutive samples as a network takes them.</summary>
    internal Samples<T> SamplesAt(int start, int count)
    {
        ReadOnlySpan<T> features = Features.Slice(start * FeatureCount, count * FeatureCount);
        ReadOnlySpan<T> targets = Targets.Slice(start * TargetCount, count * TargetCount);
        ReadOnlySpan<int> labels = HasLabels ? Labels.Slice(start, count) : [];
        return (HasLabels, SampleWeights.IsEmpty) switch
        {
            (true, true) => new(features, labels),
            (true, false) => new(features, labels, SampleWeights.Slice(start, count)),
            (false, true) => new(features, targets),
            (false, false) => new(features, targets, SampleWeights.Slice(start, count)),
        };
    }

    /// <summary>A dataset of this class with another content.</summary>
    internal abstract Dataset<T> With(DatasetContent<T> content);

    private protected int CheckSample(int sample)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, Count);
        return sample;
    }
}
