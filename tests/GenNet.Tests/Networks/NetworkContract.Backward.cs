using GenNet.Tests.Optimizers;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

// Costs of the caller's: what Backward and Step make of the gradients of a loss is what the network makes of the loss itself.
public abstract partial class NetworkContract<TNet>
{
    // Through the output activation's derivative, where the loss is fused with it and its own gradient is not.
    [Theory, BatchSizes]
    public void BackwardFromTheLosssDerivativesGivesItsGradients(int samples)
    {
        TNet network = Arbitrary();
        Batch batch = Samples(samples);
        float[] outputGradients = OutputGradients(network, batch);
        (float[] gradient, float[] inputGradients) = Backward(network, batch.Inputs, outputGradients);
        double[] expected = Close.Widen(Gradient(network, batch).Gradient), expectedByInputs = Close.Widen(InputGradient(network, batch));
        Close.To(expected, gradient, Close.Long(expected), "gradient");
        Close.To(expectedByInputs, inputGradients, Close.Long(expectedByInputs), "input gradients");
    }

    [Theory, BatchSizes]
    public void BackwardFromTheSquaredErrorsDerivativesIsBitEqual(int samples)
    {
        if (s_declared.Loss is not (Loss.SquaredError or Loss.MeanSquaredError) || s_declared.BurnIn > 0) return;
        TNet network = Arbitrary();
        Batch batch = Samples(samples);
        float scale = s_declared.Reduction == Reduction.Mean ? 1f / (samples * s_declared.OutputFrames) : 1;
        if (s_declared.Loss == Loss.MeanSquaredError) scale *= (float)(1.0 / FrameOutputs);
        float[] outputGradients =
            [.. Predict(network, batch.Inputs).Zip(batch.Targets, (a, y) => scale * ((a - y) + (a - y)))];
        (float[] gradient, float[] inputGradients) = Backward(network, batch.Inputs, outputGradients);
        Close.SameBits(Gradient(network, batch).Gradient, gradient, "gradient");
        Close.SameBits(InputGradient(network, batch), inputGradients, "input gradients");
    }

    [Theory, BatchSizes]
    public void BackwardToOneOfTheTwoGivesTheBitsOfBoth(int samples)
    {
        TNet network = Arbitrary();
        Batch batch = Samples(samples);
        float[] outputGradients = OutputGradients(network, batch), before = ParametersOf(network);
        (float[] gradient, float[] inputGradients) = Backward(network, batch.Inputs, outputGradients);
        float[] alone = Unwritten(gradient.Length), aloneByInputs = Unwritten(inputGradients.Length);
        network.Threads = 2;
        network.Backward(batch.Inputs, outputGradients, alone, []);
        network.Backward(batch.Inputs, outputGradients, [], aloneByInputs);
        network.Backward(batch.Inputs, outputGradients, [], []);
        Close.SameBits(gradient, alone, "gradient");
        Close.SameBits(inputGradients, aloneByInputs, "input gradients");
        Close.SameBits(before, ParametersOf(network), "parameters");
    }

    [Theory, BatchSizes]
    public void AStepByTheGradientGivesTheBitsOfTrain(int samples)
    {
        Batch batch = Samples(samples);
        foreach ((string name, Func<Optimizer> createOptimizer) in RuleTests.Rules)
        {
            TNet trained = Arbitrary(), stepped = Arbitrary();
            Optimizer optimizer = createOptimizer(), twin = createOptimizer();
            for (int step = 0; step < 2; step++)
            {
                trained.Train(batch.Inputs, batch.Targets, optimizer);
                stepped.Step(Gradient(stepped, batch).Gradient, twin);
                Close.SameBits(ParametersOf(trained), ParametersOf(stepped), $"{name}, step {step}: parameters");
            }
        }
    }

    [Theory, BatchSizes]
    public void ForwardGivesTheBitsOfPredict(int samples)
    {
        TNet network = Arbitrary();
        float[] inputs = Samples(samples).Inputs, expected = Predict(network, inputs), outputs = Unwritten(expected.Length);
        network.Forward(inputs, outputs);
        Close.SameBits(expected, outputs, "outputs");
    }

    [Fact]
    public void BackwardAndStepAllocateNothing()
    {
        TNet network = Arbitrary();
        Batch batch = Samples(64);
        float[] outputGradients = OutputGradients(network, batch), gradient = new float[TNet.ParameterCount];
        float[] inputGradients = new float[batch.Inputs.Length];
        Adam adam = new();
        Allocations.None("Backward", () => network.Backward(batch.Inputs, outputGradients, gradient, inputGradients));
        Allocations.None("Backward to the parameters", () => network.Backward(batch.Inputs, outputGradients, gradient, []));
        Allocations.None("Backward to the inputs", () => network.Backward(batch.Inputs, outputGradients, [], inputGradients));
        Allocations.None("Step", () => network.Step(gradient, adam));
    }

    [Fact]
    public void WhatDoesNotFitBackwardOrStepIsNamedAndChangesNothing()
    {
        TNet network = Arbitrary();
        float[] before = ParametersOf(network), x = Samples(M).Inputs, outputGradients = new float[M * TNet.OutputSize];
        foreach (int off in new[] { -1, 1 })
        {
            Refused("outputGradients", (g, dx) => network.Backward(x, new float[outputGradients.Length + off], g, dx));
            Refused("gradient", (g, dx) => network.Backward(x, outputGradients, new float[g.Length + off], dx));
            Refused("inputGradients", (g, dx) => network.Backward(x, outputGradients, g, new float[dx.Length + off]));
            Refused("gradient", (g, dx) => network.Step(new float[g.Length + off], new Sgd(0.1)));
        }

        Refused("inputs", (g, dx) => network.Backward([], [], g, dx));
        Refused("optimizer", (g, _) => network.Step(g, null!));
        Refused("optimizer", (g, _) => network.Step(g, new LBfgs()));
        Adam taken = new();
        network.Step(new float[TNet.ParameterCount], taken);
        before = ParametersOf(network);
        TNet other = Arbitrary();
        float[] untouched = ParametersOf(other);
        Assert.Throws<InvalidOperationException>(() => other.Step(new float[TNet.ParameterCount], taken));
        Close.SameBits(untouched, ParametersOf(other), "parameters of the other network");

        void Refused(string argument, Action<float[], float[]> call)
        {
            float[] gradient = Unwritten(TNet.ParameterCount), inputGradients = Unwritten(x.Length);
            Assert.Equal(argument, Assert.ThrowsAny<ArgumentException>(() => call(gradient, inputGradients)).ParamName);
            Close.SameBits(Unwritten(gradient.Length), gradient, $"{argument}: gradient");
            Close.SameBits(Unwritten(inputGradients.Length), inputGradients, $"{argument}: input gradients");
            Close.SameBits(before, ParametersOf(network), $"{argument}: parameters");
        }
    }

    private static (float[] ByParameters, float[] ByInputs) Backward(TNet network, float[] inputs, float[] outputGradients)
    {
        float[] gradient = Unwritten(TNet.ParameterCount), inputGradients = Unwritten(inputs.Length);
        network.Backward(inputs, outputGradients, gradient, inputGradients);
        return (gradient, inputGradients);
    }

    /// <summary>The loss's derivatives by the outputs, worked out by the reference.</summary>
    private static float[] OutputGradients(TNet network, Batch batch)
    {
        int samples = batch.Inputs.Length / TNet.InputSize;
        double weight = s_declared.Reduction == Reduction.Mean ? 1.0 / samples : 1;
        var reference = ReferenceTo(network);
        return [.. Enumerable.Range(0, samples).SelectMany(s => reference.ComputeOutputGradient(
            Close.Widen(batch.Inputs.AsSpan(s * TNet.InputSize, TNet.InputSize)),
            Close.Widen(batch.Targets.AsSpan(s * TNet.OutputSize, TNet.OutputSize)))).Select(g => (float)(weight * g))];
    }
}
