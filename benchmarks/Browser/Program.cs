using System.Diagnostics;
using GenNet;
using GenNet.Benchmarks;

// "vectors" measures the path that programs compiled ahead of time take.
if (args is ["vectors"])
    AppContext.SetSwitch("GenNet.Interpreted", false);
Console.WriteLine($"{(args is ["vectors"] ? "Vectors" : "The interpreter's path")}, microseconds a row:");
Measure(new Narrow(1), "4-16-16-3");
Measure(new NarrowTiles(1), "4-16-16-3, tiles");
Measure(new Digits(1), "64-32-10");

static void Measure(INeuralNetwork<float> network, string name)
{
    const int rows = 64, batch = 32;
    var random = new Random(1);
    float[] inputs = [.. Enumerable.Range(0, rows * network.InputSize).Select(_ => random.NextSingle())];
    float[] outputs = new float[rows * network.OutputSize];
    int[] labels = [.. Enumerable.Range(0, batch).Select(i => i % network.OutputSize)];
    var adam = new Adam(1e-3);
    Console.WriteLine(
        $"{name}: predict {Time(1, () => network.Predict(inputs.AsSpan(0, network.InputSize), outputs.AsSpan(0, network.OutputSize))):F1}, "
        + $"of {rows} {Time(rows, () => network.Predict(inputs, outputs)):F1}; "
        + $"train, of {batch} {Time(batch, () => network.Train(inputs.AsSpan(0, batch * network.InputSize), labels, adam)):F1}; "
        + $"outputs {NumberText(outputs)}");
}

// The shortest of several stretches, after the interpreter has compiled what it repeats.
static double Time(int rows, Action action)
{
    const int warmUp = 500, stretches = 8;
    TimeSpan stretch = TimeSpan.FromMilliseconds(150);
    for (int i = 0; i < warmUp; i++)
        action();
    double best = double.MaxValue;
    for (int i = 0; i < stretches; i++)
    {
        int calls = 0;
        long start = Stopwatch.GetTimestamp();
        for (; Stopwatch.GetElapsedTime(start) < stretch; calls++)
            action();
        best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / (calls * rows));
    }

    return best;
}

// The bits: both paths must give the same.
static string NumberText(float[] numbers) =>
    numbers.Aggregate(17u, (hash, x) => hash * 31 + BitConverter.SingleToUInt32Bits(x)).ToString("x8");
