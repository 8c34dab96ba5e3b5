using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenNet.Networks;

/// <summary>
/// A batch of samples as the user gives them: their features, with targets or labels, which their outputs are compared with, and with
/// or without what the loss of each is multiplied by.
/// </summary>
/// <typeparam name="T">The floating-point type.</typeparam>
public readonly ref struct Samples<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly bool _hasLabels;
    private readonly bool _hasWeights;

    /// <summary>Samples with targets.</summary>
    /// <param name="inputs">[m x inputs].</param>
    /// <param name="targets">[m x outputs].</param>
    public Samples(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets)
    {
        Inputs = inputs;
        Targets = targets;
    }

    /// <summary>Samples with targets that count differently.</summary>
    /// <param name="inputs">[m x inputs].</param>
    /// <param name="targets">[m x outputs].</param>
    /// <param name="sampleWeights">[m], what the loss of each sample is multiplied by.</param>
    public Samples(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> sampleWeights)
        : this(inputs, targets)
    {
        Weights = sampleWeights;
        _hasWeights = true;
    }

    /// <summary>Samples with labels.</summary>
    /// <param name="inputs">[m x inputs].</param>
    /// <param name="labels">[m], or [m x frames] where outputs are sequences, each the number of a class.</param>
    public Samples(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels)
    {
        Inputs = inputs;
        Labels = labels;
        _hasLabels = true;
    }

    /// <summary>Samples with labels that count differently.</summary>
    /// <param name="inputs">[m x inputs].</param>
    /// <param name="labels">[m], or [m x frames] where outputs are sequences, each the number of a class.</param>
    /// <param name="sampleWeights">[m], what the loss of each sample is multiplied by.</param>
    public Samples(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<T> sampleWeights)
        : this(inputs, labels)
    {
        Weights = sampleWeights;
        _hasWeights = true;
    }

    internal ReadOnlySpan<T> Inputs { get; }

    /// <summary>Empty where there are labels.</summary>
    internal ReadOnlySpan<T> Targets { get; }

    /// <summary>Empty where there are targets.</summary>
    internal ReadOnlySpan<int> Labels { get; }

    /// <summary>Empty where each sample counts as one.</summary>
    internal ReadOnlySpan<T> Weights { get; }

    /// <summary>Checks all lengths, labels and weights.</summary>
    /// <returns>The number of samples, at least 1.</returns>
    /// <exception cref="ArgumentException">One does not fit.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Check(int inputSize, int outputSize, int outputFrames, int outputCount)
    {
        int rows = BatchLengths.RowsOfSamples(Inputs.Length, inputSize);
        if (_hasLabels)
            CheckLabels(Labels, rows, outputFrames, outputSize, outputCount);
        else
            BatchLengths.Check(Targets.Length, rows, outputSize, "targets", "OutputSize");
        if (_hasWeights)
            CheckWeights(Weights, rows);
        return rows;
    }

    private static void CheckLabels(ReadOnlySpan<int> labels, int rows, int frames, int outputSize, int outputCount)
    {
        if (outputCount > 1)
        {
            throw new ArgumentException(
                $"labels were given; the network has {outputCount} outputs, which need targets side by side, OutputSize = {outputSize} "
                + "numbers a sample.",
                nameof(labels));
        }

        if (frames == 1)
            CheckCount(labels.Length, rows, nameof(labels));
        else
            BatchLengths.Check(labels.Length, rows, frames, nameof(labels), "output frames");
        int classes = Math.Max(2, outputSize / frames);
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                throw new ArgumentException($"labels[{i}] is {labels[i]}; a label must be from 0 to {classes - 1}.", nameof(labels));
        }
    }

    private static void CheckWeights(ReadOnlySpan<T> sampleWeights, int rows)
    {
        CheckCount(sampleWeights.Length, rows, nameof(sampleWeights));
        for (int i = 0; i < sampleWeights.Length; i++)
        {
            if (!T.IsFinite(sampleWeights[i]) || sampleWeights[i] < T.Zero)
            {
                throw new ArgumentException(
                    $"sampleWeights[{i}] is {sampleWeights[i]}; a weight must be finite and at least 0.", nameof(sampleWeights));
            }
        }
    }

    private static void CheckCount(int length, int rows, string name)
    {
        if (length != rows)
            throw new ArgumentException($"{name} has {length} elements; inputs has {rows} samples, each of which needs one.", name);
    }
}
