using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using GenNet;
using GenNet.Benchmarks;

// Prints how much of the machine's FMA peak prediction and training reach, the peak being measured in the same run.
// An argument restricts the run to the networks whose name contains it: 784, 64-64, 4-16, 4-32, 24-8.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
double peak = FmaPeak.Measure();
int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
Console.WriteLine($"one thread but where it says two, {bits}-bit vectors; FMA peak of one {peak / 1e9:F0} GFLOP/s");
Console.WriteLine();
Console.WriteLine("work             network         rows            time          of peak    allocated");
Run(new ImageNet(), "784-128-10", [1, 64], 784 * 128 + 128 * 10, 784 * 128);
Run(new MediumNet(), "64-64-32-10", [1, 32, 64], 64 * 64 + 64 * 32 + 32 * 10, 64 * 64);
Run(new NarrowNet(), "4-16-16-3", [1, 32, 64], 4 * 16 + 16 * 16 + 16 * 3, 4 * 16);
TwoThreads();
Epoch();
Gradient();
return;

// Useful work: two operations a weight forward, two for its gradient, and two for the input gradient of all layers but the first.
static double Training(double weights, double firstWeights) => 4 * weights + 2 * (weights - firstWeights);

void Run<TNetwork>(TNetwork network, string name, int[] batches, double weights, double firstWeights)
    where TNetwork : class, INeuralNetwork<TNetwork, float>
{
    foreach (int rows in batches)
    {
        float[] inputs = Numbers<float>(rows * TNetwork.InputSize);
        int[] labels = [.. Numbers<double>(rows).Select(u => (int)(u * TNetwork.OutputSize))];
        var outputs = new float[rows * TNetwork.OutputSize];
        Optimizer sgd = new Sgd(1e-4), adam = new Adam(1e-6);
        Report("predict", name, rows, rows, 2 * weights, peak, () => network.Predict(inputs, outputs));
        Report("train, Sgd", name, rows, rows, Training(weights, firstWeights), peak, () => network.Train(inputs, labels, sgd));
        Report("train, Adam", name, rows, rows, Training(weights, firstWeights), peak, () => network.Train(inputs, labels, adam));
    }
}

void TwoThreads()
{
    const int rows = 256;
    const double weights = 784 * 128 + 128 * 10;
    var network = new ImageNet();
    var sgd = new Sgd(1e-4);
    float[] inputs = Numbers<float>(rows * ImageNet.InputSize);
    int[] labels = new int[rows];
    foreach (int threads in new[] { 1, 2 })
    {
        network.Threads = threads;
        Report(Threaded("train, Sgd", threads), "784-128-10", rows, rows, Training(weights, 784 * 128), peak, () => network.Train(inputs, labels, sgd));
    }
}

string Threaded(string work, int threads) => threads == 1 ? work : $"{work}, two";

// All samples at once, as SimpleChains.jl measures it.
void Epoch()
{
    const int rows = 10_000;
    const double weights = 4 * 32 + 32 * 16 + 16 * 4;
    var network = new EpochNet();
    var adam = new Adam(1e-6);
    float[] inputs = Numbers<float>(rows * EpochNet.InputSize), targets = Numbers<float>(rows * EpochNet.OutputSize);
    foreach (int threads in new[] { 1, 2 })
    {
        network.Threads = threads;
        Report(
            Threaded("epoch, Adam", threads), "4-32-16-4", rows, 1, rows * Training(weights, 4 * 32), peak,
            () => network.Train(inputs, targets, adam));
    }
}

// A double is half as many operations an instruction.
void Gradient()
{
    const int rows = 200;
    const double weights = 24 * 8 + 8 * 2;
    var network = new DoubleNet();
    double[] inputs = Numbers<double>(rows * DoubleNet.InputSize), targets = Numbers<double>(rows * DoubleNet.OutputSize);
    var gradient = new double[DoubleNet.ParameterCount];
    Report("gradient, double", "24-8-2", rows, 1, rows * Training(weights, 24 * 8), peak / 2, () => network.ComputeGradient(inputs, targets, gradient));
}

// The time and the operations are those of a row, or of all rows together.
void Report(string work, string name, int rows, int parts, double operations, double limit, Action action)
{
    if (!name.Contains(args.FirstOrDefault(""), StringComparison.Ordinal))
        return;
    int repetitions = (int)Math.Max(1, 4e6 / (parts * operations));
    double seconds = Stopclock.Best(action, repetitions) / parts;
    long before = GC.GetAllocatedBytesForCurrentThread();
    action();
    long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
    Console.WriteLine(
        $"{work,-16} {name,-12} {rows,7} {seconds * 1e9,12:F1} ns{(parts == rows ? " a row" : "      ")} {operations / seconds / limit,8:P1} {allocated,6} bytes");
}

static T[] Numbers<T>(int count) where T : IFloatingPoint<T>
{
    var random = new Random(1);
    return [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating(random.NextDouble()))];
}
