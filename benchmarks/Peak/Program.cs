using System.Globalization;
using System.Runtime.Intrinsics;
using GenNet;
using GenNet.Benchmarks;

// Prints how much of the machine's FMA peak prediction and training reach, the peak being measured in the same run.
// An argument restricts the run to the networks whose name contains it: 784, 64-64, 4-16.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
double peak = FmaPeak.Measure();
int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
Console.WriteLine($"one thread, {bits}-bit vectors; FMA peak {peak / 1e9:F0} GFLOP/s");
Console.WriteLine();
Console.WriteLine("work                            rows    time a row    share of peak");
Run(new ImageNet(), [1, 64]);
Run(new MediumNet(), [1, 32, 64]);
Run(new NarrowNet(), [1, 32, 64]);

void Run<TNetwork>(INeuralNetwork<TNetwork, float> network, int[] batches)
    where TNetwork : class, INeuralNetwork<TNetwork, float>
{
    if (!Architecture.Of<TNetwork, float>().ToString().Contains(args.FirstOrDefault(""), StringComparison.Ordinal))
        return;
    foreach (int rows in batches)
    {
        Report(Work.Predict(network, rows));
        Report(Work.Train(network, rows, new Sgd(1e-4)));
        Report(Work.Train(network, rows, new Adam(1e-6)));
    }

    void Report(Work work)
    {
        double seconds = work.Measure(work.Run);
        Console.WriteLine(
            $"{work.Name,-12} {work.Network,-16} {work.Rows,7} {seconds * 1e9,10:F1} ns {work.Operations / seconds / peak,12:P1}");
    }
}
