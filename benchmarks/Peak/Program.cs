using System.Globalization;
using GenNet;
using GenNet.Benchmarks;

// Prints how much of the machine's FMA peak prediction and training reach, the peak being measured in the same run.
// An argument restricts the run to the networks whose name contains it: 784, 64-64, 4-16.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
double peak = FmaPeak.Measure();
Console.WriteLine(
    $"one thread but where it says two, {Processor.VectorBits}-bit vectors; FMA peak of one {peak / 1e9:F0} GFLOP/s, "
    + $"of which a tile in the first-level cache has {L1Tile.ShareOf(peak):P0}");
Console.WriteLine();
Console.WriteLine("work             network         rows    time a row    share of peak    quiet    allocated");
Run(new ImageNet(), [1, 64]);
Run(new MediumNet(), [1, 32, 64]);
Run(new NarrowNet(), [1, 32, 64]);
Report(Work.Train(new ImageNet(), 256, () => new Sgd(1e-4)));
Report(Work.Train(new ImageNet { Threads = 2 }, 256, () => new Sgd(1e-4)), ", two threads");
Report(Work.Train(new RegressionNet(), 10_000, () => new Adam(1e-6)));
Report(Work.Train(new RegressionNet { Threads = 2 }, 10_000, () => new Adam(1e-6)), ", two threads");
Report(Work.Gradient<DoubleNet, double>(new DoubleNet(), 200));

void Run<TNetwork>(INeuralNetwork<TNetwork, float> network, int[] batches)
    where TNetwork : class, INeuralNetwork<TNetwork, float>
{
    foreach (int rows in batches)
    {
        Report(Work.Predict(network, rows));
        Report(Work.Train(network, rows, () => new Sgd(1e-4)));
        Report(Work.Train(network, rows, () => new Adam(1e-6)));
    }
}

void Report(Work work, string remark = "")
{
    if (!work.Network.ToString().Contains(args.FirstOrDefault(""), StringComparison.Ordinal))
        return;
    Timing timing = work.Measure(work.Run);
    long before = GC.GetAllocatedBytesForCurrentThread();
    work.Run();
    long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
    string figures = timing.Seconds is { } seconds
        ? $"{seconds * 1e9,10:F1} ns {work.AtPeak(peak) / seconds,15:P1}"
        : $"{"too busy",13} {"",15}";
    Console.WriteLine($"{work.Name,-16} {work.Network,-12} {work.Rows,7} {figures} {timing.Quiet,8:P0} {allocated,6} bytes{remark}");
}
