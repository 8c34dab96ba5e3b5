using System.Reflection;
using GenNet.Networks;
using GenNet.Tests.Reference;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

// What is computed: the same numbers as the plain reference in double.
public abstract partial class NetworkContract<TNet>
{
    [Fact]
    public void SizesAreTheDeclaredOnes()
    {
        Assert.Equal(s_declared.InputSize, TNet.InputSize);
        Assert.Equal(s_declared.OutputSize, TNet.OutputSize);
        Assert.Equal(
            typeof(TNet).GetCustomAttributes<LayerAttribute>().Count(layer => layer is not DropoutAttribute), TNet.LayerCount);
        Assert.Equal(s_declared.Parameters.Length, TNet.ParameterCount);
    }

    [Fact]
    public void OutputsStandSideBySideInTheRow()
    {
        int start = 0;
        foreach (OutputDescription output in TNet.Outputs)
        {
            Assert.Equal(start, output.Start);
            Assert.Equal(output.Source.Width * s_declared.OutputFrames, output.Size);
            Assert.Equal((s_declared.OutputFrames, s_declared.BurnIn), (output.Frames, output.BurnIn));
            start += output.Source.Width;
        }

        Assert.Equal(FrameOutputs, start);
    }

    [Fact]
    public void LayersAreTheDeclaredOnes()
    {
        Assert.Equal(s_declared.Descriptions, TNet.Layers.Select(layer => layer with { Name = null, Reads = null }));
        Assert.Equal(
            s_declared.Layers.Select((layer, i) => layer.Sources ?? Above(i)),
            TNet.Layers.Select((layer, i) => layer.Reads ?? Above(i)));

        static LayerSource[] Above(int layer) =>
            [layer == 0 ? new(-1, 0, TNet.InputSize / s_declared.Steps) : new(layer - 1, 0, TNet.Layers[layer - 1].Units)];
    }

    [Fact]
    public void TensorsAreThoseOfTheLayersAndStandApart()
    {
        ParameterLayout layout = create(0).Parameters.Layout;
        Assert.Equal(
            TNet.Layers.SelectMany((layer, i) => layer.Tensors.Select(
                tensor => ($"{layer.Name ?? $"{i}"}.{tensor.Name}", string.Join(" x ", tensor.Shape)))),
            layout.Tensors.Select(tensor => (tensor.Name, string.Join(" x ", tensor.Shape))));
        int[] places = [.. layout.StateRows.SelectMany(row => Enumerable.Range(0, row.Length).Select(row.At))];
        Assert.Equal(TNet.ParameterCount, places.Distinct().Count());
        Assert.All(places, place => Assert.InRange(place, 0, layout.Length - 1));
    }

    [Theory, BatchSizes]
    public void PredictsWhatTheReferenceDoes(int samples)
    {
        TNet network = Arbitrary();
        float[] inputs = Samples(samples).Inputs;
        double[] expected = ReferenceTo(network).Predict(Close.Widen(inputs));
        Close.To(expected, Predict(network, inputs), Close.Long(expected), "outputs");
    }

    [Theory, BatchSizes]
    public void LossAndGradientsAreTheReferences(int samples)
    {
        TNet network = Arbitrary();
        Batch batch = Samples(samples);
        (double loss, double[] gradient, double[] inputGradient) =
            ReferenceTo(network).ComputeGradients(Close.Widen(batch.Inputs), Close.Widen(batch.Targets));

        Close.To(loss, network.ComputeLoss(batch.Inputs, batch.Targets), Close.Loss, "loss");
        (float actualLoss, float[] actualGradient) = Gradient(network, batch);
        Close.To(loss, actualLoss, Close.Loss, "loss of ComputeGradient");
        Close.To(gradient, actualGradient, Close.Long(gradient), "gradient");
        Close.To(inputGradient, InputGradient(network, batch), Close.Long(inputGradient), "input gradient");
    }

    [Fact]
    public void JacobiansAreTheReferences()
    {
        TNet network = Arbitrary();
        float[] input = Samples(1).Inputs;
        (double[] byParameters, double[] byInputs) = ReferenceTo(network).ComputeJacobians(Close.Widen(input));
        (float[] jacobian, float[] inputJacobian) = Jacobians(network, input);
        Close.To(byParameters, jacobian, Close.Long(byParameters), "Jacobian");
        Close.To(byInputs, inputJacobian, Close.Long(byInputs), "input Jacobian");
    }

    // The chain rule: dC/dp = sum_k dC/da_k da_k/dp.
    [Fact]
    public void JacobiansContractedWithTheOutputGradientAreTheGradients()
    {
        TNet network = Arbitrary();
        Batch sample = Samples(1);
        double[] outputGradient = ReferenceTo(network).ComputeOutputGradient(Close.Widen(sample.Inputs), Close.Widen(sample.Targets));
        (float[] jacobian, float[] inputJacobian) = Jacobians(network, sample.Inputs);

        double[] gradient = Contracted(jacobian), inputGradient = Contracted(inputJacobian);
        Close.To(gradient, Gradient(network, sample).Gradient, Close.Long(gradient), "gradient");
        Close.To(inputGradient, InputGradient(network, sample), Close.Long(inputGradient), "input gradient");

        double[] Contracted(float[] rows)
        {
            int columns = rows.Length / TNet.OutputSize;
            return [.. Enumerable.Range(0, columns).Select(c => outputGradient.Select((g, k) => g * rows[(k * columns) + c]).Sum())];
        }
    }

    [Theory, BatchSizes]
    public void TheGradientOfABatchIsTheMeanOrSumOfItsSamples(int samples)
    {
        TNet network = Arbitrary();
        Batch batch = Samples(samples);
        double[] expected = new double[TNet.ParameterCount];
        double weight = s_declared.Reduction == Reduction.Mean ? 1.0 / samples : 1;
        for (int s = 0; s < samples; s++)
        {
            float[] input = batch.Inputs[(s * TNet.InputSize)..((s + 1) * TNet.InputSize)];
            float[] target = batch.Targets[(s * TNet.OutputSize)..((s + 1) * TNet.OutputSize)];
            float[] gradient = Gradient(network, new(input, target, [])).Gradient;
            for (int i = 0; i < expected.Length; i++) expected[i] += weight * gradient[i];
        }

        Close.To(expected, Gradient(network, batch).Gradient, Close.Long(expected), "gradient");
    }

    [Theory, BatchSizes]
    public void TrainsAsTheReferenceDoesWithSgd(int samples) => TrainsAsTheReference(
        Steps(samples), rate => new Sgd(rate, momentum: 0.9), rate => new ReferenceSgd(rate, momentum: 0.9));

    // A large epsilon, because Adam divides a gradient by its own size: with the usual one the rounding of a gradient that is
    // nearly zero becomes a step of full size in either direction. The recordings of PyTorch hold the usual one to account.
    [Theory, BatchSizes]
    public void TrainsAsTheReferenceDoesWithAdam(int samples) => TrainsAsTheReference(
        Steps(samples), rate => new Adam(rate, epsilon: 1e-3), rate => new ReferenceAdam(rate, epsilon: 1e-3));

    // Whatever a network keeps from one batch to the next has to fit one of another size.
    [Fact]
    public void TrainsOnBatchesOfChangingSize() => TrainsAsTheReference(
        [Samples(64), Samples(1), Samples(65), Samples(7), Samples(128), Samples(3)],
        rate => new Sgd(rate, momentum: 0.9), rate => new ReferenceSgd(rate, momentum: 0.9));

    [Fact]
    public void ComputingLeavesTheParametersAsTheyAre()
    {
        TNet network = Arbitrary();
        Batch batch = Samples(9);
        float[] before = ParametersOf(network);
        Predict(network, batch.Inputs);
        network.ComputeLoss(batch.Inputs, batch.Targets);
        Gradient(network, batch);
        InputGradient(network, batch);
        Close.SameBits(before, ParametersOf(network), "parameters");
    }

    private static Batch[] Steps(int samples) => [.. Enumerable.Repeat(Samples(samples), 4)];

    private void TrainsAsTheReference(Batch[] batches, Func<double, Optimizer> create, Func<double, ReferenceOptimizer> createReference)
    {
        TNet network = Arbitrary();
        ReferenceNetwork reference = ReferenceTo(network);

        // A sum over the batch has a gradient that grows with it; the rate falls as much, so that the run stays a descent.
        double rate = 0.01 / (s_declared.Reduction == Reduction.Sum ? batches.Max(batch => batch.Labels.Length) : 1);
        Optimizer optimizer = create(rate);
        ReferenceOptimizer referenceOptimizer = createReference(rate);
        foreach (Batch batch in batches)
        {
            double before = reference.Train(Close.Widen(batch.Inputs), Close.Widen(batch.Targets), referenceOptimizer);
            Close.To(before, network.Train(batch.Inputs, batch.Targets, optimizer), Close.Loss, "loss before the step");
            Close.To(reference.Parameters, ParametersOf(network), Close.Long(reference.Parameters), "parameters");
        }
    }
}
