using System.Globalization;
using GenNet;
using GenNet.Benchmarks;
using GenNet.Tests.Onnx;

// What shortcuts, normalisation and dropout cost: residual blocks beside the same dense layers in a chain, and a dense layer with LayerNorm
// or dropout beside one without. They take turns, and the least median of each counts: a single row's time differs by a few per cent from
// one turn to the next. PyTorch and ONNX Runtime do the work of the blocks, each on one thread. An argument restricts it to networks whose
// name has it.
const int turns = 3;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var pytorch = new PyTorchProcess();
Console.WriteLine($"{Processor.Name}, {Processor.VectorBits} bits");
Console.WriteLine($"ONNX Runtime {OnnxRuntime.Version}, PyTorch {pytorch.Version ?? pytorch.Installation}");
Console.WriteLine($"{"",-22}{"",-14}{"rows",5}{"without",11}{"with",11}{"",8}{"PyTorch",12}{"ONNX",11}{"quiet",8}");
Residual("12-16-(16-16+)x2-4", new NarrowChain(seed: 1), new NarrowBlocks(seed: 1), batch: 32, widths: [12, 16, 4], blocks: 2);
Residual("64-(64-64+)x3-10", new WideChain(seed: 1), new WideBlocks(seed: 1), batch: 64, widths: [64, 64, 10], blocks: 3);
Compare("128-128 + LayerNorm", new Plain(seed: 1), new Normalized(seed: 1), train: false, rows: 64);
Compare("128-128 + LayerNorm", new Plain(seed: 1), new Normalized(seed: 1), train: true, rows: 64);
Compare("128-128-10 + Dropout", new Keeping(seed: 1), new Dropping(seed: 1), train: true, rows: 64);
Compare("16-32-4 + Dropout", new NarrowKeeping(seed: 1), new NarrowDropping(seed: 1), train: true, rows: 64);

void Residual<TChain, TBlocks>(string name, TChain chain, TBlocks network, int batch, int[] widths, int blocks)
    where TChain : class, INeuralNetwork<TChain, float>
    where TBlocks : class, INeuralNetwork<TBlocks, float>
{
    foreach ((bool train, int rows) in new[] { (false, 1), (false, batch), (true, 1), (true, batch) })
    {
        Compare(name, chain, network, train, rows, () => pytorch.Version is null ? null : pytorch.Measure(new
        {
            activity = train ? "Train" : "Predict",
            optimizer = train ? "Sgd" : null,
            widths,
            classifier = true,
            doubles = false,
            rows,
            batch = rows,
            blocks,
        }).Seconds);
    }
}

void Compare<TPlain, TNetwork>(string name, TPlain plain, TNetwork network, bool train, int rows, Func<double?>? ofPyTorch = null)
    where TPlain : class, INeuralNetwork<TPlain, float>
    where TNetwork : class, INeuralNetwork<TNetwork, float>
{
    if (!name.Contains(args.FirstOrDefault(""), StringComparison.Ordinal))
        return;
    List<Timing> without = [], with = [];
    for (int turn = 0; turn < turns; turn++)
    {
        without.Add(Time(plain, rows, train));
        with.Add(Time(network, rows, train));
    }

    double? a = without.Min(timing => timing.Seconds), b = with.Min(timing => timing.Seconds);
    Console.WriteLine(
        $"{name,-22}{(train ? "train (Sgd)" : "predict"),-14}{rows,5}{Nanoseconds(a)}{Nanoseconds(b)}{(b / a) - 1,8:+0.0 %;-0.0 %} "
        + $"{Nanoseconds(ofPyTorch?.Invoke())}{(train ? $"{"",11}" : Nanoseconds(OfOnnxRuntime(network, rows)))}"
        + $"{without.Concat(with).Min(timing => timing.Quiet),8:P0}");
}

static string Nanoseconds(double? seconds) => seconds is { } value ? $"{1e9 * value,8:N0} ns" : $"{"-",11}";

static (float[] Inputs, float[] Outputs) Rows<TNetwork>(int rows) where TNetwork : class, INeuralNetwork<TNetwork, float>
{
    var random = new Random(1);
    float[] inputs = [.. Enumerable.Range(0, rows * TNetwork.InputSize).Select(_ => random.NextSingle() - 0.5f)];
    return (inputs, new float[rows * TNetwork.OutputSize]);
}

static Timing Time<TNetwork>(TNetwork network, int rows, bool train) where TNetwork : class, INeuralNetwork<TNetwork, float>
{
    (float[] inputs, float[] outputs) = Rows<TNetwork>(rows);
    int[] labels = [.. Enumerable.Range(0, rows).Select(row => row % TNetwork.OutputSize)];
    var sgd = new Sgd(1e-4);
    return train ? Stopclock.Measure(() => network.Train(inputs, labels, sgd)) : Stopclock.Measure(() => network.Predict(inputs, outputs));
}

static double? OfOnnxRuntime<TNetwork>(TNetwork network, int rows) where TNetwork : class, INeuralNetwork<TNetwork, float>
{
    (float[] inputs, float[] outputs) = Rows<TNetwork>(rows);
    using var model = new MemoryStream();
    network.ExportOnnx(model);
    using var runtime = new OnnxRuntime(model.ToArray());
    using OnnxRuntime.Batch batch = runtime.Bind(inputs, TNetwork.InputSize, outputs, TNetwork.OutputSize);
    return Stopclock.Measure(batch.Run).Seconds;
}
