using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using GenNet.Networks;
using GenNet.Tests.Reference;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>
/// What is promised of a network that normalises by the batch: a class that derives from this one holds its network to it.
/// </summary>
public abstract class BatchNormContract<TNet, T>(Func<TNet> create)
    where TNet : class, INeuralNetwork<TNet, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly ReferenceNetwork s_declared = ReferenceNetwork.Of(typeof(TNet));

    private static readonly int s_least = TNet.Layers.Max(layer => layer.LeastBatch);

    /// <summary>
    /// As many as have a variance, a remainder of everything, and more than one chunk; of windows, which are several frames, fewer.
    /// </summary>
    public static TheoryData<int> Batches => s_declared.Steps == 1 ? [2, 3, 32, 65, 300] : [s_least, 3];

    [Theory, MemberData(nameof(Batches))]
    public void PredictionsAreByTheRunningStatisticsAndARowAloneHasTheSameBits(int samples)
    {
        TNet network = Arbitrary();
        (T[] inputs, T[] targets) = Samples(samples);
        ReferenceNetwork reference = ReferenceTo(network);
        T[] outputs = Predict(network, inputs);
        To(reference.Predict(Wide(inputs)), outputs, "outputs");
        for (int row = 0; row < samples; row++)
        {
            T[] alone = Predict(network, inputs[(row * TNet.InputSize)..((row + 1) * TNet.InputSize)]);
            SameBits(alone, outputs.AsSpan(row * TNet.OutputSize, TNet.OutputSize), $"row {row}");
        }

        (double loss, _, double[] inputGradient) = reference.ComputeGradients(Wide(inputs), Wide(targets));
        T[] actual = new T[inputs.Length];
        network.ComputeInputGradient(inputs, targets, actual);
        To([loss], [network.ComputeLoss(inputs, targets)], "loss");
        To(inputGradient, actual, "input gradient");
    }

    [Fact]
    public void JacobiansAreByTheRunningStatistics()
    {
        TNet network = Arbitrary();
        T[] input = Samples(1).Inputs;
        (double[] byParameters, double[] byInputs) = ReferenceTo(network).ComputeJacobians(Wide(input));
        T[] jacobian = new T[byParameters.Length], inputJacobian = new T[byInputs.Length];
        network.ComputeJacobian(input, jacobian);
        network.ComputeInputJacobian(input, inputJacobian);
        To(byParameters, jacobian, "Jacobian");
        To(byInputs, inputJacobian, "input Jacobian");
    }

    [Theory, MemberData(nameof(Batches))]
    public void GradientsAreByTheStatisticsOfTheBatch(int samples)
    {
        TNet network = Arbitrary();
        ReferenceNetwork reference = ReferenceTo(network);
        (T[] inputs, T[] targets) = Samples(samples);
        (double loss, double[] gradient, _) = reference.ComputeGradientsOfBatch(Wide(inputs), Wide(targets));
        T[] actual = Unwritten(TNet.ParameterCount), byInputs = Unwritten(inputs.Length), alone = Unwritten(inputs.Length);
        To([loss], [network.ComputeGradient(inputs, targets, actual)], "loss", samples);
        To(gradient, actual, "gradient", samples);

        T[] outputGradients = [.. targets.Select((y, i) => y / T.CreateChecked(1 + (i % 3)))];
        (double[] own, double[] ownByInputs) = reference.Backward(Wide(inputs), Wide(outputGradients));
        network.Backward(inputs, outputGradients, actual, byInputs);
        To(own, actual, "gradient of Backward", samples);
        To(ownByInputs, byInputs, "input gradients", samples);
        network.Backward(inputs, outputGradients, [], alone);
        SameBits(byInputs, alone, "input gradients alone");
    }

    [Theory, MemberData(nameof(Batches))]
    public void ForwardGivesTheOutputsThatBackwardDifferentiates(int samples)
    {
        TNet network = Arbitrary();
        ReferenceNetwork reference = ReferenceTo(network);
        T[] inputs = Samples(samples).Inputs, outputs = Unwritten(samples * TNet.OutputSize), buffers = BuffersOf(network);
        network.Forward(inputs, outputs);
        To([.. reference.ForwardBatch(Wide(inputs)).SelectMany(reference.OutputRow)], outputs, "outputs", samples);
        T[] threaded = Unwritten(outputs.Length);
        network.Threads = 3;
        network.Forward(inputs, threaded);
        SameBits(outputs, threaded, "outputs of three threads");
        SameBits(buffers, BuffersOf(network), "running statistics");
    }

    [Fact]
    public void ATrainingStepOfLength0MovesTheRunningStatisticsAlone()
    {
        TNet network = Arbitrary(), trained = Arbitrary();
        (T[] inputs, T[] targets) = Samples(32);
        T[] parameters = ParametersOf(network);
        network.Train(inputs, targets, new Sgd(0));
        trained.Train(inputs, targets, new Sgd(0.1));
        SameBits(parameters, ParametersOf(network), "parameters");
        SameBits(BuffersOf(trained), BuffersOf(network), "running statistics");
    }

    [Theory, MemberData(nameof(Batches))]
    public void TrainingMovesTheRunningStatistics(int samples)
    {
        TNet network = Arbitrary();
        ReferenceNetwork reference = ReferenceTo(network);

        // Smaller steps in single precision without fused multiply-add, where rounding in batches of two and three grows from step to step.
        bool isExact = typeof(T) == typeof(double) || Fma.IsSupported || AdvSimd.IsSupported;
        double rate = (isExact ? 0.01 : 0.001) / (TNet.Reduction == Reduction.Sum ? samples : 1);
        Sgd sgd = new(rate, momentum: 0.9);
        ReferenceSgd referenceSgd = new(rate, momentum: 0.9);
        for (int step = 0; step < 4; step++)
        {
            (T[] inputs, T[] targets) = Samples(samples, step);
            double loss = reference.TrainByBatch(Wide(inputs), Wide(targets), referenceSgd);
            To([loss], [network.Train(inputs, targets, sgd)], "loss", samples);
        }

        To(reference.Parameters, ParametersOf(network), "parameters", samples);
        To(reference.Buffers, BuffersOf(network), "running statistics", samples);
    }

    [Fact]
    public void AStepByTheGradientGivesTheBitsOfTrainAndMovesNoStatistics()
    {
        TNet trained = create(), stepped = create();
        if (trained.Parameters.Layout.Layers.Any(layer => layer is DropoutDescription)) return;
        (T[] inputs, T[] targets) = Samples(s_declared.Steps == 1 ? 64 : 16);
        T[] gradient = new T[TNet.ParameterCount], buffers = BuffersOf(stepped);
        Adam first = new(1e-2), second = new(1e-2);
        for (int step = 0; step < 3; step++)
        {
            trained.Train(inputs, targets, first);
            stepped.ComputeGradient(inputs, targets, gradient);
            stepped.Step(gradient, second);
        }

        SameBits(ParametersOf(trained), ParametersOf(stepped), "parameters");
        SameBits(buffers, BuffersOf(stepped), "running statistics");
        Assert.NotEqual(buffers, BuffersOf(trained));
    }

    [Fact]
    public void OnlyTrainChangesTheNetwork()
    {
        TNet network = Arbitrary();
        T[] before = network.Parameters.GetState();
        (T[] inputs, T[] targets) = Samples(20);
        T[] gradient = new T[TNet.ParameterCount], byInputs = new T[inputs.Length];
        Predict(network, inputs);
        network.ComputeLoss(inputs, targets);
        network.ComputeGradient(inputs, targets, gradient);
        network.Backward(inputs, targets, gradient, byInputs);
        network.ComputeInputGradient(inputs, targets, byInputs);
        SameBits(before, network.Parameters.GetState(), "state");
        network.SetParameters(gradient);
        SameBits(gradient, ParametersOf(network), "parameters");
        network.SetParameters(ParametersOf(Arbitrary()));
        SameBits(before, network.Parameters.GetState(), "state");
    }

    [Fact]
    public void ABatchOfOneIsRefusedBeforeAnythingChanges()
    {
        if (s_least == 1) return; // A window of several frames.
        TNet network = Arbitrary();
        T[] before = network.Parameters.GetState();
        (T[] inputs, T[] targets) = Samples(1);
        T[] gradient = Unwritten(TNet.ParameterCount), byInputs = Unwritten(inputs.Length), outputs = Unwritten(TNet.OutputSize);
        Adam adam = new();
        Refused(() => network.Forward(inputs, outputs));
        Refused(() => network.Train(inputs, targets, adam));
        Refused(() => network.ComputeGradient(inputs, targets, gradient));
        Refused(() => network.Backward(inputs, targets, gradient, byInputs));
        Assert.Equal(0, adam.StepCount);
        SameBits(before, network.Parameters.GetState(), "state");
        SameBits(Unwritten(TNet.ParameterCount), gradient, "gradient");
        SameBits(Unwritten(TNet.OutputSize), outputs, "outputs");
        network.ComputeLoss(inputs, targets);
        network.ComputeInputGradient(inputs, targets, byInputs);

        static void Refused(Action call)
        {
            ArgumentException e = Assert.Throws<ArgumentException>("inputs", call);
            Assert.StartsWith("inputs has 1 sample; a network with BatchNorm, which normalises by the batch, trains with 2 to", e.Message);
        }
    }

    [Theory]
    [InlineData(256)]
    [InlineData(6_000)]
    public void ResultsDoNotDependOnTheThreads(int samples)
    {
        (T[] inputs, T[] targets) = Samples(samples / s_declared.Steps);
        T[] expected = Results(1);
        foreach (int threads in new[] { 1, 2, 3, 4 }) SameBits(expected, Results(threads), $"{threads} threads");

        T[] Results(int threads)
        {
            TNet network = Arbitrary();
            network.Threads = threads;
            if (samples == 6_000)
                Division.Check<TNet, T>(network, samples / s_declared.Steps);
            T[] gradient = Unwritten(TNet.ParameterCount), byInputs = Unwritten(inputs.Length), own = Unwritten(TNet.ParameterCount);
            Adam adam = new(1e-3);
            T loss = network.ComputeGradient(inputs, targets, gradient);
            network.Backward(inputs, targets, own, byInputs);
            T[] losses = [loss, network.Train(inputs, targets, adam), network.Train(inputs, targets, adam)];
            return [.. losses, .. gradient, .. own, .. byInputs, .. network.Parameters.GetState()];
        }
    }

    [Fact]
    public void ThreadsComputeGradientsAtOnce()
    {
        TNet network = Arbitrary();
        T[][] expected = [.. Enumerable.Range(0, 6).Select(Gradient)];
        Parallel.For(0, 120, new() { MaxDegreeOfParallelism = 6 }, i => SameBits(expected[i % 6], Gradient(i % 6), "gradient"));

        T[] Gradient(int i)
        {
            (T[] inputs, T[] targets) = Samples(5 + (11 * i / s_declared.Steps));
            T[] gradient = Unwritten(TNet.ParameterCount);
            T loss = network.ComputeGradient(inputs, targets, gradient);
            return [loss, .. gradient];
        }
    }

    [Fact]
    public void NothingIsAllocated()
    {
        TNet network = Arbitrary();
        (T[] inputs, T[] targets) = Samples(300 / s_declared.Steps);
        T[] outputs = new T[targets.Length], gradient = new T[TNet.ParameterCount], byInputs = new T[inputs.Length];
        Adam adam = new();
        long least = long.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            network.Train(inputs, targets, adam);
            network.ComputeGradient(inputs, targets, gradient);
            network.Backward(inputs, targets, gradient, byInputs);
            network.Predict(inputs, outputs);
            network.ComputeInputGradient(inputs, targets, byInputs);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void BuffersStandBehindTheParameters()
    {
        ParameterStore<T> parameters = create().Parameters;
        foreach (Tensor tensor in parameters.Layout.Tensors)
        {
            int[] places = [.. tensor.Rows.SelectMany(row => Enumerable.Range(0, row.Length).Select(row.At))];
            if (tensor.IsBuffer) Assert.All(places, place => Assert.True(place >= parameters.Length));
            else Assert.All(places, place => Assert.True(place < parameters.Layout.Length));
        }

        int[] all = [.. parameters.Layout.StateRows.SelectMany(row => Enumerable.Range(0, row.Length).Select(row.At))];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.All(BuffersOf(create()), value => Assert.True(value == T.Zero || value == T.One));
    }

    /// <summary>A network with arbitrary parameters and running statistics.</summary>
    protected TNet Arbitrary()
    {
        Random random = new(Seed: 7);
        TNet network = create();
        List<T> state = [];
        foreach (Tensor tensor in network.Parameters.Layout.Tensors)
        {
            for (int i = 0; i < tensor.Length; i++)
            {
                double uniform = (2 * random.NextDouble()) - 1;
                state.Add(T.CreateChecked(tensor.Symbol.TrimEnd("0123456789".ToCharArray()) switch
                {
                    "W" => Math.Sqrt(3.0 / tensor.Shape[1]) * uniform,
                    "gamma" => 1 + (0.3 * uniform),
                    "var" => 1 + (0.5 * uniform),
                    _ => 0.2 * uniform,
                }));
            }
        }

        network.Parameters.SetState(state.ToArray());
        return network;
    }

    protected static (T[] Inputs, T[] Targets) Samples(int count, int seed = 0)
    {
        Random random = new(Seed: 11 + count + (1000 * seed));
        T[] inputs = [.. Enumerable.Range(0, count * TNet.InputSize).Select(_ => T.CreateChecked((4 * random.NextDouble()) - 2))];
        T[] targets = [.. Enumerable.Range(0, count * TNet.OutputSize).Select(_ => T.CreateChecked(random.NextDouble()))];
        return (inputs, targets);
    }

    protected static ReferenceNetwork ReferenceTo(TNet network)
    {
        ReferenceNetwork reference = ReferenceNetwork.Of(typeof(TNet));
        reference.Parameters = Wide(ParametersOf(network));
        reference.Buffers = Wide(BuffersOf(network));
        return reference;
    }

    protected static T[] ParametersOf(TNet network)
    {
        T[] parameters = Unwritten(TNet.ParameterCount);
        network.GetParameters(parameters);
        return parameters;
    }

    protected static T[] BuffersOf(TNet network)
    {
        T[] state = network.Parameters.GetState();
        int next = 0;
        List<T> buffers = [];
        foreach (Tensor tensor in network.Parameters.Layout.Tensors)
        {
            if (tensor.IsBuffer) buffers.AddRange(state[next..(next + tensor.Length)]);
            next += tensor.Length;
        }

        return [.. buffers];
    }

    protected static T[] Predict(TNet network, T[] inputs)
    {
        T[] outputs = Unwritten(inputs.Length / TNet.InputSize * TNet.OutputSize);
        network.Predict(inputs, outputs);
        return outputs;
    }

    protected static T[] Unwritten(int length) => [.. Enumerable.Repeat(T.NaN, length)];

    protected static double[] Wide(T[] values) => Array.ConvertAll(values, double.CreateTruncating);

    protected static void SameBits(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string what) =>
        Assert.True(MemoryMarshal.AsBytes(expected).SequenceEqual(MemoryMarshal.AsBytes(actual)), $"{what}: not the same bits");

    /// <remarks>
    /// Two samples become 1 and -1 wherever they differ: next to nothing depends on how they do, and what comes back of it is a difference
    /// of terms that are almost equal.
    /// </remarks>
    protected static void To(double[] expected, T[] actual, string what, int samples = 3)
    {
        double largest = expected.Max(Math.Abs);
        Tolerance tolerance = typeof(T) == typeof(double) ? new(1e-9, 1e-11 * largest)
            : samples > 2 || (s_least == 1 && samples * s_declared.Steps > 2) ? Close.Long(expected)
            : new(1e-3, 2e-4 * largest);
        Close.To(expected, Wide(actual), tolerance, what);
    }
}

public sealed class BatchNormed5x21x18x4Tests() : BatchNormContract<BatchNormed5x21x18x4, float>(() => new(1));

public sealed class BatchNormed16x33x7Tests() : BatchNormContract<BatchNormed16x33x7, float>(() => new(2));

public sealed class BatchNormedGraph8x21x4Tests() : BatchNormContract<BatchNormedGraph8x21x4, float>(() => new(5));

public sealed class BatchNormed64x64x64x10Tests() : BatchNormContract<BatchNormed64x64x64x10, float>(() => new(3));

public sealed class BatchNormStreamContractTests() : BatchNormContract<BatchNormStream, float>(() => new(6));

public sealed class BatchNormWindowsTests() : BatchNormContract<BatchNormWindows, float>(() => new(7));

public sealed class DoubleBatchNormed5x9x7x3Tests() : BatchNormContract<DoubleBatchNormed5x9x7x3, double>(() => new(4))
{
    // The loss that ComputeGradient gives is that of the batch's statistics; those of ComputeLoss are the running ones.
    [Theory, MemberData(nameof(Batches))]
    public void GradientsThroughTheStatisticsAreCentralDifferences(int samples)
    {
        DoubleBatchNormed5x9x7x3 network = Arbitrary();
        (double[] inputs, double[] targets) = Samples(samples);
        double[] parameters = ParametersOf(network), gradient = new double[parameters.Length], ignored = new double[parameters.Length];
        network.ComputeGradient(inputs, targets, gradient);
        Close.To(
            Differences(parameters, p =>
            {
                network.SetParameters(p);
                return network.ComputeGradient(inputs, targets, ignored);
            }),
            gradient, new(Relative: 1e-3, Absolute: 1e-5), "gradient");

        network.SetParameters(parameters);
        double[] byInputs = ReferenceTo(network).ComputeGradientsOfBatch(inputs, targets).InputGradient;
        Close.To(
            Differences(inputs, x => network.ComputeGradient(x, targets, ignored)), byInputs, new(Relative: 1e-3, Absolute: 1e-5),
            "input gradient of the reference");
    }

    private static double[] Differences(double[] at, Func<double[], double> f)
    {
        const double step = 1e-6;
        double[] differences = new double[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            double[] up = [.. at], down = [.. at];
            up[i] += step;
            down[i] -= step;
            differences[i] = (f(up) - f(down)) / (2 * step);
        }

        return differences;
    }
}
