using GenNet.Tests.Reference;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>Holds penalties on the weights to the reference, and their gradient to central differences.</summary>
public abstract class PenaltyContract<TNet>(Func<int, TNet> create) where TNet : class, INeuralNetwork<TNet, double>
{
    private static readonly Tolerance s_exact = new(Relative: 1e-9, Absolute: 1e-12);

    public static TheoryData<int> BatchSizes => [1, 7, 300];

    [Theory, MemberData(nameof(BatchSizes))]
    public void LossAndGradientAreTheReferences(int samples)
    {
        TNet network = create(3);
        PutZeros(network);
        (double[] inputs, double[] targets) = PenaltySamples.Draw(samples);
        (double loss, double[] gradient, double[] byInputs) = Reference(network).ComputeGradients(inputs, targets);
        double[] actual = new double[gradient.Length], actualByInputs = new double[byInputs.Length];
        Close.To(loss, network.ComputeGradient(inputs, targets, actual), s_exact, "loss of the gradient");
        Close.To(gradient, actual, s_exact, "gradient");
        Close.To(loss, network.ComputeLoss(inputs, targets), s_exact, "loss");
        network.ComputeInputGradient(inputs, targets, actualByInputs);
        Close.To(byInputs, actualByInputs, s_exact, "input gradient");
    }

    [Theory, MemberData(nameof(BatchSizes))]
    public void SgdStepsAreTheReferences(int samples) =>
        StepsAreTheReferences(samples, new Sgd(0.01, momentum: 0.9), new ReferenceSgd(0.01, momentum: 0.9));

    [Theory, MemberData(nameof(BatchSizes))]
    public void AdamStepsAreTheReferences(int samples) =>
        StepsAreTheReferences(samples, new Adam(0.01), new ReferenceAdam(0.01));

    [Fact]
    public void GradientIsTheCentralDifferences()
    {
        const double step = 1e-6;
        TNet network = create(4);
        (double[] inputs, double[] targets) = PenaltySamples.Draw(7);
        double[] parameters = Parameters(network), gradient = new double[parameters.Length];
        network.ComputeGradient(inputs, targets, gradient);
        double[] differences = [.. parameters.Select((_, i) => (LossAt(i, step) - LossAt(i, -step)) / (2 * step))];
        Close.To(differences, gradient, new(Relative: 1e-7, Absolute: 2e-8), "gradient");

        double LossAt(int i, double change)
        {
            double[] moved = [.. parameters];
            moved[i] += change;
            network.SetParameters(moved);
            return network.ComputeLoss(inputs, targets);
        }
    }

    [Fact]
    public void LineSearchesMinimiseTheLossWithPenalties()
    {
        TNet network = create(5);
        (double[] inputs, double[] targets) = PenaltySamples.Draw(40);
        LBfgs lbfgs = new(lineSearch: LineSearch.StrongWolfe);
        for (int call = 0; call < 10; call++)
        {
            double before = network.ComputeLoss(inputs, targets);
            Close.To(before, network.Train(inputs, targets, lbfgs), s_exact, "loss before the step");
            Assert.InRange(network.ComputeLoss(inputs, targets), 0, before);
        }
    }

    private void StepsAreTheReferences(int samples, Optimizer optimizer, ReferenceOptimizer referenceOptimizer)
    {
        TNet network = create(6);
        ReferenceNetwork reference = Reference(network);
        (double[] inputs, double[] targets) = PenaltySamples.Draw(samples);
        for (int step = 1; step <= 5; step++)
        {
            double loss = reference.Train(inputs, targets, referenceOptimizer);
            Close.To(loss, network.Train(inputs, targets, optimizer), s_exact, $"loss of step {step}");
            Close.To(reference.Parameters, Parameters(network), s_exact, $"parameters after step {step}");
        }

        double[] expected = reference.Predict(inputs), outputs = new double[expected.Length];
        network.Predict(inputs, outputs);
        Close.To(expected, outputs, s_exact, "outputs");
    }

    /// <summary>Some weights at zero of either sign, where the penalty's gradient is zero.</summary>
    private static void PutZeros(TNet network)
    {
        double[] parameters = Parameters(network);
        (parameters[0], parameters[5]) = (0.0, -0.0);
        network.SetParameters(parameters);
    }

    private static ReferenceNetwork Reference(TNet network)
    {
        ReferenceNetwork reference = ReferenceNetwork.Of(typeof(TNet));
        reference.Parameters = Parameters(network);
        return reference;
    }

    private static double[] Parameters(TNet network)
    {
        double[] parameters = new double[TNet.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }
}

public sealed class UnrolledPenaltyTests() : PenaltyContract<UnrolledPenalties>(seed => new(seed));

public sealed class TiledPenaltyTests() : PenaltyContract<TiledPenalties>(seed => new(seed));

public sealed class UnrolledSummedPenaltyTests() : PenaltyContract<UnrolledSummedPenalties>(seed => new(seed));

public sealed class TiledSummedPenaltyTests() : PenaltyContract<TiledSummedPenalties>(seed => new(seed));

public sealed class PenaltyTests
{
    /// <summary>R by hand, and the same R whatever the size of the batch.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public void PenaltyIsAddedOnceABatch(int samples)
    {
        TiledPenalties penalised = new(1);
        NoPenalties plain = new(1);
        (double[] inputs, double[] targets) = PenaltySamples.Draw(samples);
        double[] p = new double[TiledPenalties.ParameterCount];
        penalised.GetParameters(p);
        int w2 = 6 * 4, w3 = w2 + (5 * 8), w4 = w3 + (4 * 5);
        double penalty = (0.01 * SumAbs(p[..18])) + (0.03 * SumSquares(p[..18]))
            + (0.02 * SumAbs(p[w3..w4])) + (0.05 * SumSquares(p[w4..(w4 + 8)]));
        double expected = plain.ComputeLoss(inputs, targets) + penalty;
        Close.To(expected, penalised.ComputeLoss(inputs, targets), new(Relative: 1e-12, Absolute: 0), "loss");

        static double SumAbs(double[] x) => x.Sum(Math.Abs);
        static double SumSquares(double[] x) => x.Sum(value => value * value);
    }

    [Fact]
    public void JacobiansHaveNoPenalty()
    {
        double[] input = [0.3, -1, 2], jacobian = new double[2 * NoPenalties.ParameterCount], expected = new double[jacobian.Length];
        new TiledPenalties(1).ComputeJacobian(input, jacobian);
        new NoPenalties(1).ComputeJacobian(input, expected);
        Assert.Equal(expected, jacobian);
    }

    [Fact]
    public void ClippingSeesThePenalties()
    {
        TiledPenalties network = new(1);
        (double[] inputs, double[] targets) = PenaltySamples.Draw(7);
        const int count = TiledPenalties.ParameterCount;
        double[] before = new double[count], after = new double[count], gradient = new double[count];
        network.GetParameters(before);
        network.ComputeGradient(inputs, targets, gradient);
        network.Train(inputs, targets, new Sgd(1) { ClipNorm = 1e-3 });
        network.GetParameters(after);
        double norm = Math.Sqrt(gradient.Sum(g => g * g));
        double[] expected = [.. gradient.Select(g => 1e-3 * g / norm)];
        Close.To(expected, [.. before.Zip(after, (b, a) => b - a)], new(Relative: 1e-5, Absolute: 1e-12), "step");
    }

    [Fact]
    public void SinglePrecisionFollowsTheReference()
    {
        SinglePenalties network = new(1);
        float[] parameters = new float[SinglePenalties.ParameterCount], gradient = new float[parameters.Length];
        network.GetParameters(parameters);
        ReferenceNetwork reference = ReferenceNetwork.Of(typeof(SinglePenalties));
        reference.Parameters = Close.Widen(parameters);
        (double[] inputs, double[] targets) = PenaltySamples.Draw(7);
        (float[] x, float[] y) = (Close.Narrow(inputs), Close.Narrow(targets));
        (double loss, double[] expected, _) = reference.ComputeGradients(Close.Widen(x), Close.Widen(y));
        Close.To(loss, network.ComputeGradient(x, y, gradient), Close.Single, "loss");
        Close.To(expected, gradient, Close.Single, "gradient");
        Assert.Equal(network.ComputeLoss(x, y), network.Train(x, y, new Adam()));
    }
}

internal static class PenaltySamples
{
    public static (double[] Inputs, double[] Targets) Draw(int count)
    {
        Random random = new(count);
        return (
            [.. Enumerable.Range(0, count * 3).Select(_ => (4 * random.NextDouble()) - 2)],
            [.. Enumerable.Range(0, count * 2).Select(_ => random.NextDouble())]);
    }
}
