namespace GenNet;

public abstract partial class Dataset<TSelf, T>
{
    /// <summary>
    /// These samples with others' weights, by which <c>Fit</c> and <c>Evaluate</c> multiply each sample's loss. Parts of the dataset keep
    /// them.
    /// </summary>
    /// <param name="weights">[n], each finite and at least 0.</param>
    /// <exception cref="ArgumentException">There are not n weights, or one is negative or not finite.</exception>
    public TSelf WithSampleWeights(ReadOnlySpan<T> weights)
    {
        if (weights.Length != Count)
            throw new ArgumentException($"{weights.Length} weights were given; {Count} samples need {Count}.", nameof(weights));
        for (int i = 0; i < weights.Length; i++)
            CheckWeight(double.CreateTruncating(weights[i]), i, nameof(weights));
        return TSelf.Of(Content with { SampleWeights = weights.ToArray() });
    }

    /// <summary>These samples, each with its class's weight, times its own where it has one.</summary>
    /// <param name="weights">[classes], each finite and at least 0: see <see cref="ClassWeights.Balanced"/>.</param>
    /// <exception cref="ArgumentException">
    /// The samples have targets, there is not a weight for each class, or one is negative or not finite.
    /// </exception>
    public TSelf WithClassWeights(IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (!HasLabels)
            throw new ArgumentException("The samples have targets; only classes have weights.", nameof(weights));
        if (weights.Count != ClassCount)
            throw new ArgumentException($"{weights.Count} weights were given; {ClassCount} classes need {ClassCount}.", nameof(weights));
        for (int i = 0; i < weights.Count; i++)
            CheckWeight(weights[i], i, nameof(weights));
        var ofSamples = new T[Count];
        for (int i = 0; i < Count; i++)
            ofSamples[i] = T.CreateTruncating(weights[Labels[i]]) * (SampleWeights.IsEmpty ? T.One : SampleWeights[i]);
        return TSelf.Of(Content with { SampleWeights = ofSamples });
    }

    private static void CheckWeight(double weight, int index, string argument)
    {
        if (!(weight >= 0 && double.IsFinite(weight)))
            throw new ArgumentException($"weights[{index}] is {weight}; a weight must be finite and at least 0.", argument);
    }
}
