using System.Numerics;

namespace GenNet.Benchmarks;

/// <summary>What is done with a network.</summary>
internal enum Activity
{
    Predict,
    Train,
    Gradient,

    /// <summary>Train for an epoch of shuffled batches.</summary>
    Fit,
}

/// <summary>Something that takes time, described so that other libraries can do it too, and GenNet's way to do it.</summary>
/// <param name="Activity">What is done.</param>
/// <param name="Optimizer">The optimiser's name, where the network is trained.</param>
/// <param name="Network">The network.</param>
/// <param name="Rows">The samples of a batch.</param>
/// <param name="Run">Does it once, with one batch, in GenNet.</param>
/// <param name="Export">Gives the network as ONNX, for a library that reads it.</param>
internal sealed record Work(Activity Activity, string? Optimizer, Architecture Network, int Rows, Action Run, Func<byte[]>? Export = null)
{
    public const int FitBatch = 64;

    // Steps with one batch for ever kill units, whose averages of squared gradients would decay to subnormal numbers some 70,000 steps
    // later: machines are slow at those, and the time would depend on how long it is taken.
    private const int StepsOfAnOptimizer = 10_000;

    // Bound to the class's own method, which is what a user calls. A call through the interface looks for it again, and the longer
    // the more networks a program has: up to 10 ns.
    private delegate void PredictCall(ReadOnlySpan<float> inputs, Span<float> outputs);

    private delegate float TrainCall<TTarget>(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, Optimizer optimizer);

    public string Name => Activity.ToString().ToLowerInvariant() + (Optimizer is null ? "" : $", {Optimizer}");

    /// <summary>
    /// The useful floating-point operations for a sample: two a weight forward; in training two more for the weight's gradient, and two
    /// for the input gradient of all layers but the first.
    /// </summary>
    public double Operations =>
        Activity == Activity.Predict ? 2 * Network.Weights : 4 * Network.Weights + 2 * (Network.Weights - Network.FirstWeights);

    /// <summary>
    /// The least seconds possible for a sample, given the peak of single precision; half as many doubles fit into a vector.
    /// </summary>
    public double AtPeak(double peak) => Operations / (Network.IsDouble ? peak / 2 : peak);

    /// <summary>The time that a way of doing it takes for a sample.</summary>
    public Timing Measure(Action run) => Stopclock.Measure(run).DividedBy(Rows);

    public static Work Predict<TNetwork>(INeuralNetwork<TNetwork, float> network, int rows)
        where TNetwork : class, INeuralNetwork<TNetwork, float>
    {
        float[] inputs = Inputs<float>(rows * TNetwork.InputSize), outputs = new float[rows * TNetwork.OutputSize];
        PredictCall predict = network.Predict;
        return new(Activity.Predict, null, Architecture.Of<TNetwork, float>(), rows, () => predict(inputs, outputs));
    }

    /// <summary>A step with a batch, by an optimizer that is made anew every <see cref="StepsOfAnOptimizer"/> steps.</summary>
    public static Work Train<TNetwork>(INeuralNetwork<TNetwork, float> network, int rows, Func<Optimizer> create)
        where TNetwork : class, INeuralNetwork<TNetwork, float>
    {
        float[] inputs = Inputs<float>(rows * TNetwork.InputSize);
        float[] targets = Inputs<float>(rows * TNetwork.OutputSize);
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row % TNetwork.OutputSize)];
        var architecture = Architecture.Of<TNetwork, float>();
        TrainCall<int> trainWithLabels = network.Train;
        TrainCall<float> trainWithTargets = network.Train;
        Optimizer optimizer = create();
        int steps = 0;
        return new(Activity.Train, optimizer.GetType().Name, architecture, rows, architecture.IsClassifier
            ? () => trainWithLabels(inputs, labels, Current())
            : () => trainWithTargets(inputs, targets, Current()));

        Optimizer Current()
        {
            if (++steps < StepsOfAnOptimizer)
                return optimizer;
            steps = 0;
            return optimizer = create();
        }
    }

    /// <summary>An epoch in batches of <see cref="FitBatch"/>.</summary>
    public static Work Fit<TNetwork>(TNetwork network, Dataset data, Optimizer optimizer)
        where TNetwork : class, INeuralNetwork<TNetwork, float>
    {
        var options = new TrainingOptions { Epochs = 1, BatchSize = FitBatch };
        return new(
            Activity.Fit, optimizer.GetType().Name, Architecture.Of<TNetwork, float>(), data.Count,
            () => network.Fit(data, optimizer, options));
    }

    public static Work Gradient<TNetwork, T>(INeuralNetwork<TNetwork, T> network, int rows)
        where TNetwork : class, INeuralNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] inputs = Inputs<T>(rows * TNetwork.InputSize), targets = Inputs<T>(rows * TNetwork.OutputSize),
            gradient = new T[TNetwork.ParameterCount];
        return new(Activity.Gradient, null, Architecture.Of<TNetwork, T>(), rows, () => network.ComputeGradient(inputs, targets, gradient));
    }

    private static T[] Inputs<T>(int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, length).Select(_ => T.CreateTruncating(random.NextDouble()))];
    }
}

/// <summary>A network in words that every library understands.</summary>
/// <param name="Widths">The inputs, then the units of each layer.</param>
/// <param name="Hidden">The activation of all layers but the last.</param>
/// <param name="IsClassifier">A softmax output and cross-entropy; otherwise the output is linear and the loss the squared error.</param>
/// <param name="IsDouble">Computed in double precision.</param>
internal sealed record Architecture(int[] Widths, Activation Hidden, bool IsClassifier, bool IsDouble)
{
    public static Architecture Of<TNetwork, T>()
        where TNetwork : class, INeuralNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        [TNetwork.InputSize, .. TNetwork.Layers.OfType<DenseDescription>().Select(layer => layer.Units)],
        (TNetwork.Layers[1] as ActivationDescription)?.Activation ?? Activation.Identity,
        TNetwork.Layers[^1] is ActivationDescription { Activation: Activation.Softmax },
        typeof(T) == typeof(double));

    public double Weights => Widths.Zip(Widths.Skip(1), (inputs, units) => (double)inputs * units).Sum();

    public double FirstWeights => (double)Widths[0] * Widths[1];

    public override string ToString() => string.Join('-', Widths);
}
