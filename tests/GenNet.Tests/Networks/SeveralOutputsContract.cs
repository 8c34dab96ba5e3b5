using GenNet.Networks;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>What holds for any network of several outputs, in double precision: its derivatives are central differences.</summary>
public abstract class SeveralOutputsContract<TNet>(Func<TNet> create) where TNet : class, INeuralNetwork<TNet, double>
{
    private const double Step = 1e-6;
    private static readonly Tolerance s_differences = new(Relative: 1e-4, Absolute: 1e-6);
    private static readonly Tolerance s_exact = new(Relative: 1e-9, Absolute: 1e-12);

    private readonly TNet _network = create();

    [Theory, InlineData(1), InlineData(5), InlineData(19)]
    public void DerivativesAreCentralDifferences(int samples)
    {
        (double[] inputs, double[] targets) = SeveralOutputs.Samples(TNet.Outputs, TNet.InputSize, samples);
        double[] parameters = new double[TNet.ParameterCount], gradient = new double[TNet.ParameterCount];
        double[] inputGradient = new double[inputs.Length];
        _network.GetParameters(parameters);
        double loss = _network.ComputeGradient(inputs, targets, gradient);
        Close.To(_network.ComputeLoss(inputs, targets), loss, s_exact, "loss of the gradient");
        Close.To(Differences(parameters, () => SetAndLose(parameters, inputs, targets)), gradient, s_differences, "gradient");
        _network.SetParameters(parameters);
        _network.ComputeInputGradient(inputs, targets, inputGradient);
        Close.To(
            Differences(inputs, () => _network.ComputeLoss(inputs, targets)), inputGradient, s_differences, "input gradient");
    }

    [Fact]
    public void JacobiansAreCentralDifferences()
    {
        (double[] input, _) = SeveralOutputs.Samples(TNet.Outputs, TNet.InputSize, 1);
        double[] jacobian = new double[TNet.OutputSize * TNet.ParameterCount], inputJacobian = new double[TNet.OutputSize * TNet.InputSize];
        double[] parameters = new double[TNet.ParameterCount], outputs = new double[TNet.OutputSize];
        _network.GetParameters(parameters);
        _network.ComputeJacobian(input, jacobian);
        _network.ComputeInputJacobian(input, inputJacobian);
        Close.To(Differences(input, Outputs), inputJacobian, s_differences, "input Jacobian");
        Close.To(
            Differences(parameters, () =>
            {
                _network.SetParameters(parameters);
                return Outputs();
            }),
            jacobian, s_differences, "Jacobian");

        double[] Outputs()
        {
            _network.Predict(input, outputs);
            return [.. outputs];
        }
    }

    [Theory, InlineData(1), InlineData(19)]
    public void BackwardCarriesTheDerivativesOfAllOutputs(int samples)
    {
        (double[] inputs, double[] factors) = SeveralOutputs.Samples(TNet.Outputs, TNet.InputSize, samples);
        double[] parameters = new double[TNet.ParameterCount], gradient = new double[TNet.ParameterCount];
        double[] inputGradient = new double[inputs.Length], outputs = new double[factors.Length];
        _network.GetParameters(parameters);
        _network.Backward(inputs, factors, gradient, inputGradient);
        Close.To(
            Differences(parameters, () =>
            {
                _network.SetParameters(parameters);
                return Cost();
            }),
            gradient, s_differences, "gradient");
        _network.SetParameters(parameters);
        Close.To(Differences(inputs, Cost), inputGradient, s_differences, "input gradient");

        // C = sum factors * outputs.
        double Cost()
        {
            _network.Predict(inputs, outputs);
            return outputs.Zip(factors, (output, factor) => output * factor).Sum();
        }
    }

    [Theory, InlineData(1), InlineData(40), InlineData(700)]
    public void TheLossIsTheWeightedSumOfTheOutputs(int samples)
    {
        (double[] inputs, double[] targets) = SeveralOutputs.Samples(TNet.Outputs, TNet.InputSize, samples);
        double[] losses = new double[TNet.Outputs.Count], trained = new double[TNet.Outputs.Count], outputs = new double[targets.Length];
        double[] predicted = new double[targets.Length];
        INeuralNetwork<double> network = _network;
        double loss = network.ComputeLoss(new Samples<double>(inputs, targets), outputs, losses);
        _network.Predict(inputs, predicted);
        Assert.Equal(predicted, outputs);

        // Sums in another order, and the penalty.
        double penalty = loss - TNet.Outputs.Select((output, k) => output.Weight * losses[k]).Sum();
        Assert.InRange(penalty, -1e-9 * loss, 0.5);
        Assert.Equal(loss, network.Train(new Samples<double>(inputs, targets), new Sgd(1e-3), trained), 1e-9 * loss);
        Close.To(losses, trained, s_exact, "losses of Train");
    }

    private double SetAndLose(double[] parameters, double[] inputs, double[] targets)
    {
        _network.SetParameters(parameters);
        return _network.ComputeLoss(inputs, targets);
    }

    private static double[] Differences(double[] variables, Func<double> function) => Differences(variables, () => [function()]);

    /// <summary>The derivatives of the values of a function by its variables, a row for each value.</summary>
    private static double[] Differences(double[] variables, Func<double[]> function)
    {
        double[][] columns = new double[variables.Length][];
        for (int i = 0; i < variables.Length; i++)
        {
            double value = variables[i];
            variables[i] = value + Step;
            double[] above = function();
            variables[i] = value - Step;
            columns[i] = [.. above.Zip(function(), (high, low) => (high - low) / (2 * Step))];
            variables[i] = value;
        }

        return [.. Enumerable.Range(0, columns[0].Length).SelectMany(row => columns.Select(column => column[row]))];
    }
}

public sealed class ManyOutputsTests() : SeveralOutputsContract<ManyOutputs>(() => new(seed: 3));

public sealed class TiledManyOutputsTests() : SeveralOutputsContract<TiledManyOutputs>(() => new(seed: 3));

public sealed class ManyOutputsOfFramesTests() : SeveralOutputsContract<DoubleManyOutputsOfFrames>(() => new(seed: 3));

public sealed class HeadsOfWindowsTests() : SeveralOutputsContract<DoubleHeadsOfWindows>(() => new(seed: 3));

internal static class SeveralOutputs
{
    /// <summary>Arbitrary samples: features in [-2, 2), classes as one-hot numbers, other targets from 0 to 1.</summary>
    public static (double[] Inputs, double[] Targets) Samples(IReadOnlyList<OutputDescription> outputs, int inputSize, int count)
    {
        Random random = new(Seed: 5 + count);
        double[] inputs = [.. Enumerable.Range(0, count * inputSize).Select(_ => (4 * random.NextDouble()) - 2)];
        List<double> targets = [];
        for (int frame = 0; frame < count * outputs[0].Frames; frame++)
        {
            foreach (OutputDescription output in outputs)
            {
                int size = output.Size / output.Frames, label = random.Next(size);
                for (int k = 0; k < size; k++)
                    targets.Add(!output.TakesClasses ? random.NextDouble() : k == label ? 1 : 0);
            }
        }

        return (inputs, [.. targets]);
    }
}
