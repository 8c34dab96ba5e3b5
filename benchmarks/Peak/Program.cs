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
Run(new ImageNet(), "784-128-10", [1, 64], 784 * 128 + 128 * 10, 784 * 128);
Run(new MediumNet(), "64-64-32-10", [1, 32, 64], 64 * 64 + 64 * 32 + 32 * 10, 64 * 64);
Run(new NarrowNet(), "4-16-16-3", [1, 32, 64], 4 * 16 + 16 * 16 + 16 * 3, 4 * 16);

// Useful work: two operations a weight forward, two for its gradient, and two for the input gradient of all layers but the first.
void Run<TNetwork>(TNetwork network, string name, int[] batches, double weights, double firstWeights)
    where TNetwork : class, INeuralNetwork<TNetwork, float>
{
    if (!name.Contains(args.FirstOrDefault(""), StringComparison.Ordinal))
        return;
    foreach (int rows in batches)
    {
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, rows * TNetwork.InputSize).Select(_ => random.NextSingle())];
        int[] labels = [.. Enumerable.Range(0, rows).Select(_ => random.Next(TNetwork.OutputSize))];
        var outputs = new float[rows * TNetwork.OutputSize];
        Optimizer sgd = new Sgd(1e-4), adam = new Adam(1e-6);
        int repetitions = (int)Math.Max(1, 2e6 / (rows * weights));
        double training = 4 * weights + 2 * (weights - firstWeights);
        Report("predict", 2 * weights, () => network.Predict(inputs, outputs));
        Report("train, Sgd", training, () => network.Train(inputs, labels, sgd));

        Report("train, Adam", training, () => network.Train(inputs, labels, adam));

        void Report(string work, double operations, Action action)
        {
            double seconds = Stopclock.Best(action, repetitions) / rows;
            Console.WriteLine($"{work,-12} {name,-16} {rows,7} {seconds * 1e9,10:F1} ns {operations / seconds / peak,12:P1}");
        }
    }
}
