using BenchmarkDotNet.Attributes;

namespace GenNet.Benchmarks.Development;

/// <summary>A batch through a network. In this process, because BenchmarkDotNet 0.14 cannot build programs for .NET 10.</summary>
[InProcess]
[MemoryDiagnoser]
public abstract class NetworkBenchmarks<TNetwork>(TNetwork network) where TNetwork : class, INeuralNetwork<TNetwork, float>
{
    private readonly Sgd _sgd = new(1e-4);
    private readonly Adam _adam = new(1e-6);
    private float[] _inputs = [], _outputs = [];
    private int[] _labels = [];

    [Params(1, 64)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _inputs = [.. Enumerable.Range(0, Rows * TNetwork.InputSize).Select(_ => random.NextSingle())];
        _labels = [.. Enumerable.Range(0, Rows).Select(row => row % TNetwork.OutputSize)];
        _outputs = new float[Rows * TNetwork.OutputSize];
    }

    [Benchmark]
    public void Predict() => network.Predict(_inputs, _outputs);

    [Benchmark]
    public float TrainSgd() => network.Train(_inputs, _labels, _sgd);

    [Benchmark]
    public float TrainAdam() => network.Train(_inputs, _labels, _adam);
}

public class Wide() : NetworkBenchmarks<ImageNet>(new ImageNet());

public class Medium() : NetworkBenchmarks<MediumNet>(new MediumNet());

public class Narrow() : NetworkBenchmarks<NarrowNet>(new NarrowNet());
