using System.Numerics;
using System.Runtime.InteropServices;
using GenNet.Activations;
using GenNet.Networks;
using GenNet.Numerics;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>More than one thread on a batch: the same bits, no allocation, and mistakes that reach the caller.</summary>
public sealed partial class ThreadTests
{
    // One chunk of training, and several with a short last one.
    [Theory]
    [InlineData(256)]
    [InlineData(1_000)]
    public void ResultsDoNotDependOnTheirNumber(int samples)
    {
        Same<ThreadedTiled, float>(seed => new(seed), samples);
        Same<ThreadedDouble, double>(seed => new(seed), samples);
        Same<ThreadedEmbedding, float>(seed => new(seed), samples);
        Same<ThreadedCategories, float>(seed => new(seed), samples);
        Same<ThreadedHeads, float>(seed => new(seed), samples);
        Same<ThreadedHeadsOfFrames, float>(seed => new(seed), samples);
        Same<Mnist784x128x10, float>(seed => new(seed), samples);
        Same<ThreadedUnrolled, float>(seed => new(seed), 10 * samples);
        Same<ThreadedUnrolledHeads, float>(seed => new(seed), 10 * samples);
    }

    [Fact]
    public void FittingDoesNotDependOnTheirNumber()
    {
        Random random = new(Seed: 3);
        float[] features = [.. Enumerable.Range(0, 600 * 784).Select(_ => random.NextSingle())];
        Dataset dataset = Dataset.FromArrays(features, 784, [.. Enumerable.Range(0, 600).Select(_ => random.Next(10))]);
        Close.SameBits(Fitted(1), Fitted(3), "parameters");

        float[] Fitted(int threads)
        {
            Mnist784x128x10 network = new(1) { Threads = threads };
            network.Fit(dataset, new Adam(), new TrainingOptions { Epochs = 2, BatchSize = 256, Validation = dataset });
            float[] parameters = new float[Mnist784x128x10.ParameterCount];
            network.GetParameters(parameters);
            return parameters;
        }
    }

    [Fact]
    public void NothingIsAllocated()
    {
        Mnist784x128x10 network = new(1) { Threads = 3 };
        float[] inputs = new float[256 * 784], outputs = new float[256 * 10], gradient = new float[Mnist784x128x10.ParameterCount];
        int[] labels = new int[256];
        Division.Check<Mnist784x128x10, float>(network, 256);
        Adam adam = new();
        for (int warmUp = 0; warmUp < 3; warmUp++) Step();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Step()
        {
            network.Train(inputs, labels, adam);
            network.Predict(inputs, outputs);
            network.ComputeLoss(inputs, labels);
            network.Backward(inputs, outputs, gradient, []);
            network.Step(gradient, adam);
        }
    }

    [Fact]
    public void AnExceptionReachesTheCallerAndTheNetworkWorksOn()
    {
        Fragile network = new(1) { Threads = 3 };
        float[] inputs = new float[1_000 * Fragile.InputSize], outputs = new float[1_000 * Fragile.OutputSize];
        network.Predict(inputs, outputs);
        Division.Check<Fragile, float>(network, 1_000);
        FragileActivation.Breaks = true;
        Assert.Equal("broken", Assert.Throws<InvalidOperationException>(() => network.Predict(inputs, outputs)).Message);
        FragileActivation.Breaks = false;
        network.Predict(inputs, outputs);
    }

    [Fact]
    public void ThereIsOneAtFirstAndNeverLess()
    {
        Mnist784x128x10 network = new(1);
        Assert.Equal(1, network.Threads);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Threads = 0);
        Assert.Equal(1, network.Threads);
    }

    private static void Same<TNet, T>(Func<int, TNet> create, int samples)
        where TNet : class, INeuralNetwork<TNet, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        byte[] expected = Results<TNet, T>(create(1), threads: 1, samples);
        foreach (int threads in new[] { 2, 3, 8 })
        {
            Assert.True(
                expected.AsSpan().SequenceEqual(Results<TNet, T>(create(1), threads, samples)), $"{typeof(TNet).Name}, {threads} threads");
        }
    }

    /// <summary>The bits of everything that can be computed from a batch, before and after some steps.</summary>
    private static byte[] Results<TNet, T>(TNet network, int threads, int samples)
        where TNet : class, INeuralNetwork<TNet, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        network.Threads = threads;
        Division.Check<TNet, T>(network, samples);
        Random random = new(Seed: 7);
        T[] inputs = Draw(samples * TNet.InputSize), targets = Draw(samples * TNet.OutputSize);
        for (int i = 0; i < inputs.Length; i++)
        {
            if (Categories.Of<TNet, T>(i % TNet.InputSize) is var categories and > 0)
                inputs[i] = T.Floor(inputs[i] * T.CreateChecked(categories));
        }

        T[] outputs = new T[targets.Length], gradient = new T[TNet.ParameterCount], inputGradient = new T[inputs.Length];
        T[] parameters = new T[TNet.ParameterCount], losses = new T[8], outputLosses = new T[TNet.Outputs.Count];
        Sgd sgd = new(1e-2);
        Adam adam = new(1e-3);
        losses[6] = network.Train(inputs, targets, sgd);
        losses[7] = network.Train(inputs.AsSpan(..(200 * TNet.InputSize)), targets.AsSpan(..(200 * TNet.OutputSize)), sgd);
        for (int step = 0; step < 3; step++)
            losses[step] = network.Train(inputs, targets, adam);
        adam.ClipNorm = 0.1;
        losses[3] = network.Train(inputs, targets, adam);
        losses[4] = network.ComputeLoss(new Samples<T>(inputs, targets), [], outputLosses);
        losses[5] = network.ComputeGradient(inputs, targets, gradient);
        network.ComputeInputGradient(inputs, targets, inputGradient);
        network.Predict(inputs, outputs);
        T[] backward = new T[gradient.Length], inputBackward = new T[inputs.Length];
        network.Backward(inputs, targets, backward, inputBackward);
        network.Step(backward, adam);
        network.GetParameters(parameters);
        return [.. new[] { losses, outputLosses, gradient, inputGradient, outputs, backward, inputBackward, parameters }
            .SelectMany(values => MemoryMarshal.AsBytes<T>(values).ToArray())];

        T[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(random.NextDouble()))];
    }

    /// <summary>The identity, until it is told to break.</summary>
    public readonly struct FragileActivation : IActivation
    {
        private static volatile bool s_breaks;

        public static bool Breaks
        {
            set => s_breaks = value;
        }

        public V Forward<V>(V z) where V : struct, IVector<V> => s_breaks ? throw new InvalidOperationException("broken") : z;

        public V Derivative<V>(V z, V a) where V : struct, IVector<V> => V.Create(1);
    }

    [NeuralNetwork(inputs: 64)]
    [Dense(64, typeof(FragileActivation))]
    [Dense(3)]
    private sealed partial class Fragile;
}
