using System.Globalization;
using GenNet;
using GenNet.Benchmarks;

// What shortcuts cost: residual blocks beside the same dense layers in a chain. They take turns, and the least median of each counts:
// a single row's time differs by a few per cent from one turn to the next.
const int turns = 3;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.WriteLine($"{Processor.Name}, {Processor.VectorBits} bits");
Console.WriteLine($"{"",-22}{"",-14}{"rows",5}{"chain",11}{"blocks",11}{"",8}{"quiet",8}");
Compare("12-16-(16-16+)x2-4", new NarrowChain(seed: 1), new NarrowBlocks(seed: 1), batch: 32);
Compare("64-(64-64+)x3-10", new WideChain(seed: 1), new WideBlocks(seed: 1), batch: 64);

static void Compare<TChain, TBlocks>(string name, TChain chain, TBlocks blocks, int batch)
    where TChain : class, INeuralNetwork<TChain, float>
    where TBlocks : class, INeuralNetwork<TBlocks, float>
{
    foreach ((bool train, int rows) in new[] { (false, 1), (false, batch), (true, 1), (true, batch) })
    {
        List<Timing> ofChain = [], ofBlocks = [];
        for (int turn = 0; turn < turns; turn++)
        {
            ofChain.Add(Time(chain, rows, train));
            ofBlocks.Add(Time(blocks, rows, train));
        }

        double? a = ofChain.Min(timing => timing.Seconds), b = ofBlocks.Min(timing => timing.Seconds);
        Console.WriteLine(
            $"{name,-22}{(train ? "train (Sgd)" : "predict"),-14}{rows,5}{Nanoseconds(a)}{Nanoseconds(b)}{(b / a) - 1,8:+0.0 %;-0.0 %}"
            + $"{ofChain.Concat(ofBlocks).Min(timing => timing.Quiet),8:P0}");
    }
}

static string Nanoseconds(double? seconds) => seconds is { } value ? $"{1e9 * value,8:N0} ns" : $"{"busy",11}";

static Timing Time<TNetwork>(TNetwork network, int rows, bool train) where TNetwork : class, INeuralNetwork<TNetwork, float>
{
    var random = new Random(1);
    float[] inputs = [.. Enumerable.Range(0, rows * TNetwork.InputSize).Select(_ => random.NextSingle() - 0.5f)];
    int[] labels = [.. Enumerable.Range(0, rows).Select(_ => random.Next(TNetwork.OutputSize))];
    var outputs = new float[rows * TNetwork.OutputSize];
    var sgd = new Sgd(1e-4);
    return train ? Stopclock.Measure(() => network.Train(inputs, labels, sgd)) : Stopclock.Measure(() => network.Predict(inputs, outputs));
}
