using System.Globalization;
using GenNet;
using GenNet.Benchmarks;

// Prints the time of a frame of a stream, one thread, in blocks of 1, 64 and 512 frames, and that of a frame in a step of training on
// 16,384 frames.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.WriteLine($"one thread, {Processor.VectorBits}-bit vectors; nanoseconds a frame");
Console.WriteLine();
Console.WriteLine("network                    block of 1      of 64     of 512    training");
Report(new Lstm16(), "LSTM 1-16-1", new Lstm16.State(), (network, x, y, state) => network.Process(x, y, state));
Report(new Lstm40(), "LSTM 1-40-1", new Lstm40.State(), (network, x, y, state) => network.Process(x, y, state));
Report(new Gru12(), "GRU 1-12-1", new Gru12.State(), (network, x, y, state) => network.Process(x, y, state));
Report(new Gru16(), "GRU 16-16", new Gru16.State(), (network, x, y, state) => network.Process(x, y, state));
Report(new Convolution16(), "Conv1D 4-16, kernel 8", new Convolution16.State(), (network, x, y, state) => network.Process(x, y, state));
Report(
    new WaveNet(), "WaveNet A2, 8 channels", new WaveNet.State(), (network, x, y, state) => network.Process(x, y, state), 8192);

void Report<TNetwork, TState>(
    TNetwork network, string name, TState state, Action<TNetwork, float[], float[], TState> process, int steps = 2048)
    where TNetwork : class, INeuralNetwork<TNetwork, float>
{
    int windows = 16_384 / steps;
    Console.Write($"{name,-24}");
    foreach (int frames in new[] { 1, 64, 512 })
    {
        float[] x = Arbitrary(frames * TNetwork.InputSize / steps), y = new float[frames * TNetwork.OutputSize / steps];
        Write(Stopclock.Measure(() => process(network, x, y, state)).DividedBy(frames));
    }

    float[] inputs = Arbitrary(windows * TNetwork.InputSize), targets = Arbitrary(windows * TNetwork.OutputSize);
    var optimizer = new Adam(1e-6);
    Write(Stopclock.Measure(() => network.Train(inputs, targets, optimizer)).DividedBy(windows * steps));
    Console.WriteLine();
}

static void Write(Timing timing) => Console.Write(timing.Seconds is { } seconds ? $"{seconds * 1e9,11:F1}" : $"{"too busy",11}");

static float[] Arbitrary(int length)
{
    Random random = new(Seed: 1);
    return [.. Enumerable.Range(0, length).Select(_ => (2 * random.NextSingle()) - 1)];
}
