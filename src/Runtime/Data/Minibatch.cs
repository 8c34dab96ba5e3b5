using System.Numerics;
using GenNet.Kernels;
using GenNet.Networks;
using GenNet.Threading;

namespace GenNet;

/// <summary>Samples from all over a dataset, brought together for one step; the same memory serves every step.</summary>
internal sealed class Minibatch<T>(Dataset<T> source, int capacity) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // The numbers from which on a thread more is worth its while: some ten microseconds of copying.
    private const int WorthAThread = 50_000;

    private readonly Dataset<T> _source = source;
    private readonly T[] _features = new T[capacity * source.FeatureCount];
    private readonly T[] _targets = new T[capacity * source.TargetCount];
    private readonly int[] _labels = new int[source.HasLabels ? capacity : 0];
    private readonly T[] _weights = new T[source.SampleWeights.IsEmpty ? 0 : capacity];
    private int _count;

    /// <summary>What has been brought together.</summary>
    public Samples<T> Samples => (_source.HasLabels, _source.SampleWeights.IsEmpty) switch
    {
        (true, true) => new(Features, Labels),
        (true, false) => new(Features, Labels, Weights),
        (false, true) => new(Features, Targets),
        (false, false) => new(Features, Targets, Weights),
    };

    /// <summary>[m x f], row-major.</summary>
    public ReadOnlySpan<T> Features => _features.AsSpan(0, _count * _source.FeatureCount);

    /// <summary>[m x t], row-major.</summary>
    public ReadOnlySpan<T> Targets => _targets.AsSpan(0, _count * _source.TargetCount);

    /// <summary>[m].</summary>
    public ReadOnlySpan<int> Labels => _labels.AsSpan(0, _count);

    /// <summary>[m].</summary>
    public ReadOnlySpan<T> Weights => _weights.AsSpan(0, _count);

    /// <summary>Brings samples together, at most as many as the capacity, by so many threads if there are enough of them.</summary>
    public void Gather(ReadOnlyMemory<int> samples, int threads)
    {
        _count = samples.Length;
        int parts = Math.Clamp(_count * _source.FeatureCount / WorthAThread, 1, threads);
        var copies = new Copies(this, samples, parts);
        Team.Do(parts, ref copies);
    }

    private readonly struct Copies(Minibatch<T> batch, ReadOnlyMemory<int> samples, int parts) : IPieces
    {
        public void Do(int piece)
        {
            (int first, int end) = new Part(piece, parts).Of(samples.Length, 1);
            Dataset<T> source = batch._source;
            source.CopyTo(
                samples.Span[first..end], batch._features.AsSpan(first * source.FeatureCount),
                batch._targets.AsSpan(first * source.TargetCount), batch._labels.AsSpan(source.HasLabels ? first : 0),
                batch._weights.AsSpan(source.SampleWeights.IsEmpty ? 0 : first));
        }
    }
}
