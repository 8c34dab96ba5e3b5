namespace GenNet;

/// <summary>Samples from all over a dataset, brought together for one step; the same memory serves every step.</summary>
internal sealed class Minibatch(Dataset source, int capacity)
{
    private readonly float[] features = new float[capacity * source.FeatureCount];
    private readonly float[] targets = new float[capacity * source.TargetCount];
    private readonly int[] labels = new int[source.HasLabels ? capacity : 0];
    private int count;

    /// <summary>[m x f], row-major.</summary>
    public ReadOnlySpan<float> Features => features.AsSpan(0, count * source.FeatureCount);

    /// <summary>[m x t], row-major.</summary>
    public ReadOnlySpan<float> Targets => targets.AsSpan(0, count * source.TargetCount);

    /// <summary>[m].</summary>
    public ReadOnlySpan<int> Labels => labels.AsSpan(0, count);

    /// <summary>Brings samples together, at most as many as the capacity.</summary>
    public void Gather(ReadOnlySpan<int> samples)
    {
        count = samples.Length;
        source.CopyTo(samples, features, targets, labels);
    }
}
