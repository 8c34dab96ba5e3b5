using GenNet.Networks;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

// How it is computed: the same bits however it is called, from any thread, without allocation.
public abstract partial class NetworkContract<TNet>
{
    [Theory, BatchSizes]
    public void ARowOfABatchIsBitEqualToThatRowAlone(int samples)
    {
        TNet network = Arbitrary();
        float[] inputs = Samples(samples).Inputs;
        float[] outputs = Predict(network, inputs);
        for (int row = 0; row < samples; row++)
        {
            float[] alone = Predict(network, inputs[(row * TNet.InputSize)..((row + 1) * TNet.InputSize)]);
            Close.SameBits(alone, outputs.AsSpan(row * TNet.OutputSize, TNet.OutputSize), $"row {row}");
        }
    }

    [Theory, BatchSizes]
    public void LossAndOutputsOfOnePassAreBitEqualToThoseOfTwo(int samples)
    {
        TNet network = Arbitrary();
        (float[] inputs, float[] targets, int[] labels) = Samples(samples);
        float[] weights = [.. Enumerable.Range(0, samples).Select(i => i % 3 / 2f)];
        network.Threads = 2;
        Same(network.ComputeLoss(inputs, targets), new(inputs, targets));
        Same(network.ComputeLoss(inputs, targets, weights), new(inputs, targets, weights));
        Same(network.ComputeLoss(inputs, labels), new(inputs, labels));
        Same(network.ComputeLoss(inputs, labels, weights), new(inputs, labels, weights));

        void Same(float loss, in Samples<float> batch)
        {
            float[] outputs = Unwritten(samples * TNet.OutputSize);
            Close.SameBits([loss], [network.ComputeLoss(batch, outputs)], "loss");
            Close.SameBits(Predict(network, inputs), outputs, "outputs");
        }
    }

    [Fact]
    public void AnEmptyBatchIsPredicted() => Arbitrary().Predict([], []);

    [Theory, BatchSizes]
    public void LabelsAreBitEqualToTheirOneHotTargets(int samples)
    {
        TNet network = Arbitrary(), twin = Arbitrary();
        (float[] inputs, _, int[] labels) = Samples(samples);
        Batch oneHot = new(inputs, OneHot(labels), labels);

        Close.SameBits([network.ComputeLoss(inputs, oneHot.Targets)], [network.ComputeLoss(inputs, labels)], "loss");

        (float loss, float[] gradient) = Gradient(network, oneHot);
        float[] byLabels = Unwritten(TNet.ParameterCount);
        Close.SameBits([loss], [network.ComputeGradient(inputs, labels, byLabels)], "loss of ComputeGradient");
        Close.SameBits(gradient, byLabels, "gradient");

        float[] inputGradientByLabels = Unwritten(inputs.Length);
        network.ComputeInputGradient(inputs, labels, inputGradientByLabels);
        Close.SameBits(InputGradient(network, oneHot), inputGradientByLabels, "input gradient");

        loss = network.Train(inputs, oneHot.Targets, new Sgd(1e-3));
        Close.SameBits([loss], [twin.Train(inputs, labels, new Sgd(1e-3))], "loss of Train");
        Close.SameBits(ParametersOf(network), ParametersOf(twin), "parameters");
    }

    [Fact]
    public void ParametersComeBackAsTheyWereSet()
    {
        TNet network = Create(1);
        float[] parameters = [.. Enumerable.Range(1, TNet.ParameterCount).Select(i => 1f / i)];
        network.SetParameters(parameters);
        Close.SameBits(parameters, ParametersOf(network), "parameters");
    }

    [Fact]
    public void ASeedDeterminesTheParameters()
    {
        float[] parameters = ParametersOf(Create(5));
        Close.SameBits(parameters, ParametersOf(Create(5)), "parameters");
        Assert.NotEqual(parameters, ParametersOf(Create(6)));
    }

    [Fact]
    public void TheSameTrainingGivesTheSameBits()
    {
        float[] Trained()
        {
            TNet network = Arbitrary();
            Adam optimizer = new(1e-2);
            foreach (int samples in new[] { 64, 64, 17 })
            {
                Batch batch = Samples(samples);
                network.Train(batch.Inputs, batch.Targets, optimizer);
            }

            return ParametersOf(network);
        }

        Close.SameBits(Trained(), Trained(), "parameters");
    }

    [Fact]
    public void ThreadsComputeAtOnceWithoutDisturbingEachOther()
    {
        // Each thread has batches of its own and of another size, so that buffers shared by mistake would mix them.
        TNet network = Arbitrary();
        Batch[] batches = [.. Enumerable.Range(0, 8).Select(thread => Samples(5 + (11 * thread)))];
        Answers[] expected = [.. batches.Select(batch => Answers.Of(network, batch))];

        using Barrier start = new(batches.Length);
        Exception?[] failures = new Exception?[batches.Length];
        Thread[] threads = [.. batches.Select((batch, i) => new Thread(() =>
        {
            start.SignalAndWait();
            failures[i] = Record.Exception(() =>
            {
                for (int round = 0; round < 20; round++) expected[i].MustEqual(Answers.Of(network, batch));
            });
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        Assert.All(failures, Assert.Null);
    }

    [Fact]
    public void NothingIsAllocatedAfterTheFirstCall()
    {
        TNet network = Arbitrary();
        (float[] inputs, float[] targets, int[] labels) = Samples(64);
        float[] outputs = new float[targets.Length], gradient = new float[TNet.ParameterCount], inputGradient = new float[inputs.Length];
        Sgd sgd = new(1e-3, momentum: 0.9);
        Adam adam = new(1e-3);

        Allocations.None("Predict", () => network.Predict(inputs, outputs));
        Allocations.None("ComputeLoss", () => network.ComputeLoss(inputs, targets));
        Allocations.None("ComputeLoss by labels", () => network.ComputeLoss(inputs, labels));
        Allocations.None("ComputeGradient", () => network.ComputeGradient(inputs, targets, gradient));
        Allocations.None("ComputeGradient by labels", () => network.ComputeGradient(inputs, labels, gradient));
        Allocations.None("ComputeInputGradient", () => network.ComputeInputGradient(inputs, targets, inputGradient));
        Allocations.None("ComputeInputGradient by labels", () => network.ComputeInputGradient(inputs, labels, inputGradient));
        Allocations.None("Train with Sgd", () => network.Train(inputs, targets, sgd));
        Allocations.None("Train with Sgd by labels", () => network.Train(inputs, labels, sgd));
        Allocations.None("Train with Adam", () => network.Train(inputs, targets, adam));
        Allocations.None("GetParameters", () => network.GetParameters(gradient));
        Allocations.None("SetParameters", () => network.SetParameters(gradient));
    }

    [Fact]
    public void AnOptimizerServesOneNetwork()
    {
        TNet first = Arbitrary(), second = Arbitrary();
        (float[] inputs, float[] targets, int[] labels) = Samples(4);
        Optimizer[] optimizers = [new Sgd(0.1, momentum: 0.9), new Adam()];
        foreach (Optimizer optimizer in optimizers)
        {
            first.Train(inputs, targets, optimizer);
            float[] before = ParametersOf(second);
            Assert.Throws<InvalidOperationException>(() => second.Train(inputs, targets, optimizer));
            Assert.Throws<InvalidOperationException>(() => second.Train(inputs, labels, optimizer));
            Close.SameBits(before, ParametersOf(second), "parameters");
            first.Train(inputs, targets, optimizer);
        }
    }

    /// <summary>All that a network computes for a batch without changing.</summary>
    private sealed record Answers(float[] Outputs, float Loss, float[] ByParameters, float[] ByInputs)
    {
        public static Answers Of(TNet network, Batch batch)
        {
            (float loss, float[] gradient) = Gradient(network, batch);
            return new(Predict(network, batch.Inputs), loss, gradient, InputGradient(network, batch));
        }

        public void MustEqual(Answers other)
        {
            Close.SameBits(Outputs, other.Outputs, "outputs");
            Close.SameBits([Loss], [other.Loss], "loss");
            Close.SameBits(ByParameters, other.ByParameters, "gradient");
            Close.SameBits(ByInputs, other.ByInputs, "input gradient");
        }
    }
}
