using System.Globalization;
using GenNet;
using GenNet.Benchmarks;

// Prints the time of a frame of a stream, one thread, in blocks of 1, 64 and 512 frames, and that of a frame in a step of training on
// 16,384 frames, by PyTorch too where it has the layer; behind a bar, blocks of the same lengths in streams.c, which must have come to the
// same outputs. An argument restricts it to networks whose name has it.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int block = 512;
const float tolerance = 1e-4f;
using var pytorch = new PyTorchProcess();
Console.WriteLine($"one thread, {Processor.VectorBits}-bit vectors; nanoseconds a frame; C loops by gcc {Gcc.Version ?? "are missing"}");
Console.WriteLine($"PyTorch {pytorch.Version ?? pytorch.Installation}");
Console.WriteLine();
Console.WriteLine("network                    block of 1      of 64     of 512   training    PyTorch |  C: of 1      of 64     of 512");
Report(
    new Lstm16(), "LSTM 1-16-1", new Lstm16.State(), (network, x, y, state) => network.Process(x, y, state),
    "INPUTS=1 UNITS=16 GATES=4 HEAD=1");
Report(
    new Lstm40(), "LSTM 1-40-1", new Lstm40.State(), (network, x, y, state) => network.Process(x, y, state),
    "INPUTS=1 UNITS=40 GATES=4 HEAD=1");
Report(
    new Gru12(), "GRU 1-12-1", new Gru12.State(), (network, x, y, state) => network.Process(x, y, state),
    "INPUTS=1 UNITS=12 GATES=3 HEAD=1");
Report(
    new Gru16(), "GRU 16-16", new Gru16.State(), (network, x, y, state) => network.Process(x, y, state),
    "INPUTS=16 UNITS=16 GATES=3 HEAD=0");
Report(
    new Convolution16(), "Conv1D 4-16, kernel 8", new Convolution16.State(), (network, x, y, state) => network.Process(x, y, state),
    "INPUTS=4 UNITS=16 GATES=1 KERNEL=8 HEAD=0");
Report(
    new WaveNet(), "WaveNet A2, 8 channels", new WaveNet.State(), (network, x, y, state) => network.Process(x, y, state), steps: 8192);
Report(
    new WaveNetOfFile(), "WaveNet A1, of its file", new WaveNetOfFile.State(), (network, x, y, state) => network.Process(x, y, state),
    steps: 8192);

void Report<TNetwork, TState>(
    TNetwork network, string name, TState state, Action<TNetwork, float[], float[], TState> process, string? loops = null, int steps = 2048)
    where TNetwork : class, INeuralNetwork<TNetwork, float>
    where TState : new()
{
    if (!name.Contains(args.FirstOrDefault(""), StringComparison.Ordinal))
        return;
    int windows = 16_384 / steps;
    int[] lengths = [1, 64, block];
    Console.Write($"{name,-26}");
    foreach (int frames in lengths)
    {
        (float[] x, float[] y) = Stream<TNetwork>(frames, steps);
        Write(Stopclock.Measure(() => process(network, x, y, state)).DividedBy(frames));
    }

    float[] inputs = Arbitrary(windows * TNetwork.InputSize), targets = Arbitrary(windows * TNetwork.OutputSize);
    var optimizer = new Adam(1e-6);
    Write(Stopclock.Measure(() => network.Train(inputs, targets, optimizer)).DividedBy(windows * steps));
    WritePyTorch<TNetwork>(windows, steps);
    if (loops is not null && Gcc.Version is not null)
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        using var peer = new StreamLoops(name, loops, parameters);
        (float[] x, float[] y) = Stream<TNetwork>(block, steps);
        float[] expected = new float[y.Length];
        process(network, x, expected, new());
        peer.Process(x, y, block);
        float distance = expected.Zip(y, (e, a) => Math.Abs(e - a)).Max();
        if (!(distance <= tolerance))
            throw new InvalidOperationException($"streams.c is {distance:G2} away from GenNet in {name}; {tolerance:G1} is allowed.");
        Console.Write(" |");
        foreach (int frames in lengths)
            Write(Stopclock.Measure(() => peer.Process(x, y, frames)).DividedBy(frames));
    }

    Console.WriteLine();
}

void WritePyTorch<TNetwork>(int windows, int steps) where TNetwork : class, INeuralNetwork<TNetwork, float>
{
    string? recurrent = TNetwork.Layers[0] switch { LSTMDescription => "LSTM", GRUDescription => "GRU", _ => null };
    if (recurrent is null || pytorch.Version is null)
        Console.Write($"{"",11}");
    else
    {
        Write(pytorch.Measure(new
        {
            activity = "Train",
            optimizer = "Adam",
            widths = (int[])[TNetwork.InputSize / steps, .. TNetwork.Layers.Select(layer => layer.Units)],
            recurrent,
            classifier = false,
            doubles = false,
            rows = windows,
            steps,
        }).DividedBy(windows * steps));
    }
}

static (float[] Inputs, float[] Outputs) Stream<TNetwork>(int frames, int steps) where TNetwork : class, INeuralNetwork<TNetwork, float> =>
    (Arbitrary(frames * TNetwork.InputSize / steps), new float[frames * TNetwork.OutputSize / steps]);

static void Write(Timing timing) => Console.Write(timing.Seconds is { } seconds ? $"{seconds * 1e9,11:F1}" : $"{"too busy",11}");

static float[] Arbitrary(int length)
{
    Random random = new(Seed: 1);
    return [.. Enumerable.Range(0, length).Select(_ => (2 * random.NextSingle()) - 1)];
}
