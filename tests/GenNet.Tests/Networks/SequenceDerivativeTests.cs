using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

// In double precision, where central differences have digits enough: each layer with memory, below and above others, and as one of
// several readers of a value.

[NeuralNetwork(inputs: 2, Steps = 5, Precision = Precision.Double)]
[Conv1D(4, 2, Activation.Tanh, Dilation = 2, Groups = 2)]
[Conv1D(3, 3, Activation.PReLU)]
public sealed partial class DoubleConvolutions;

[NeuralNetwork(inputs: 2, Steps = 6, Precision = Precision.Double, BurnIn = 2)]
[GRU(5)]
[GRU(3)]
public sealed partial class DoubleGru;

[NeuralNetwork(inputs: 3, Steps = 4, Precision = Precision.Double, Reduction = Reduction.Sum)]
[LSTM(9)]
[LSTM(2)]
[Dense(2, Activation.Sigmoid)]
public sealed partial class DoubleLstm;

[NeuralNetwork(inputs: 2, Steps = 5, Precision = Precision.Double)]
[Conv1D(6, 2, Name = "taps")]
[Gated(Name = "gated")]
[Concat("taps", "gated")]
[Dense(18)]
[Gated(Activation.SiLU, Activation.Tanh)]
public sealed partial class DoubleGates;

[NeuralNetwork(inputs: 3, Steps = 5, Precision = Precision.Double)]
[Dense(4, Activation.Tanh, Name = "features")]
[GRU(4, From = "features", Name = "states")]
[LSTM(4, From = "features")]
[Add("states", Name = "sum")]
[Conv1D(4, 2, From = "features", Name = "taps")]
[Concat("sum", "taps", "features")]
[LayerNorm]
[MeanOverTime(Name = "mean")]
[Last(From = "features", Name = "last")]
[Concat("mean", "last")]
[Dense(2)]
public sealed partial class DoubleGraph;

// Several readers of one input, which stands in a row beside another one.
[NeuralNetwork(Steps = 3, Precision = Precision.Double)]
[Input("wide", 17)]
[MeanOverTime(Name = "mean")]
[Dense(5, Activation.Tanh, From = "wide", Name = "seen")]
[Last(Name = "last")]
[Input("narrow", 3)]
[Last(From = "wide", Name = "newest")]
[MeanOverTime(From = "narrow", Name = "average")]
[Dense(2, From = "narrow")]
[Last(Name = "end")]
[Concat("mean", "last", "newest", "average", "end")]
[Dense(2)]
public sealed partial class DoubleInputs;

[NeuralNetwork(Steps = 4, Precision = Precision.Double)]
[Input("x", 3)]
[MeanOverTime(Name = "mean")]
[Last(From = "x", Name = "last")]
[Conv1D(3, 2, From = "x")]
[GRU(2)]
[Last(Name = "state")]
[Concat("mean", "last", "state")]
[Dense(2)]
public sealed partial class DoubleReaders;

/// <summary>The gradients of sequences are central differences of the loss; the Jacobians are those of the outputs.</summary>
public abstract class SequenceDerivativeContract<TNet>(Func<TNet> create) where TNet : class, INeuralNetwork<TNet, double>
{
    private const double Step = 1e-6;

    private static readonly Tolerance s_differences = new(Relative: 1e-6, Absolute: 1e-8);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void DerivativesAreCentralDifferences(int windows)
    {
        TNet network = create();
        Random random = new(Seed: 3);
        double[] parameters = Drawn(TNet.ParameterCount), x = Drawn(windows * TNet.InputSize), y = Drawn(windows * TNet.OutputSize);
        network.SetParameters(parameters);
        double[] gradient = new double[parameters.Length], byInputs = new double[x.Length];
        network.ComputeGradient(x, y, gradient);
        network.ComputeInputGradient(x, y, byInputs);
        Close.To(Differences(parameters, p => [With(p).ComputeLoss(x, y)]), gradient, s_differences, "gradient");
        Close.To(Differences(x, inputs => [With(parameters).ComputeLoss(inputs, y)]), byInputs, s_differences, "input gradient");

        TNet With(double[] p)
        {
            network.SetParameters(p);
            return network;
        }

        double[] Drawn(int length) => [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
    }

    [Fact]
    public void JacobiansAreCentralDifferences()
    {
        TNet network = create();
        double[] parameters = new double[TNet.ParameterCount], x = [.. Enumerable.Range(0, TNet.InputSize).Select(i => Math.Sin(i))];
        network.GetParameters(parameters);
        double[] jacobian = new double[TNet.OutputSize * parameters.Length], byInputs = new double[TNet.OutputSize * x.Length];
        network.ComputeJacobian(x, jacobian);
        network.ComputeInputJacobian(x, byInputs);
        Close.To(Differences(parameters, p => Outputs(p, x)), jacobian, s_differences, "Jacobian");
        Close.To(Differences(x, inputs => Outputs(parameters, inputs)), byInputs, s_differences, "input Jacobian");

        double[] Outputs(double[] p, double[] inputs)
        {
            double[] outputs = new double[TNet.OutputSize];
            network.SetParameters(p);
            network.Predict(inputs, outputs);
            return outputs;
        }
    }

    /// <summary>The derivatives of each result, a row each, by each number.</summary>
    private static double[] Differences(double[] at, Func<double[], double[]> results)
    {
        double[] moved = [.. at];
        double[][] columns = new double[at.Length][];
        for (int i = 0; i < at.Length; i++)
        {
            moved[i] = at[i] + Step;
            double[] above = results(moved);
            moved[i] = at[i] - Step;
            columns[i] = [.. above.Zip(results(moved), (high, low) => (high - low) / (2 * Step))];
            moved[i] = at[i];
        }

        return [.. Enumerable.Range(0, columns[0].Length).SelectMany(row => columns.Select(column => column[row]))];
    }
}

// A line a network.
public sealed class DoubleConvolutionsTests() : SequenceDerivativeContract<DoubleConvolutions>(() => new());

public sealed class DoubleGruTests() : SequenceDerivativeContract<DoubleGru>(() => new());

public sealed class DoubleLstmTests() : SequenceDerivativeContract<DoubleLstm>(() => new());

public sealed class DoubleGatesTests() : SequenceDerivativeContract<DoubleGates>(() => new());

public sealed class DoubleGraphTests() : SequenceDerivativeContract<DoubleGraph>(() => new());

public sealed class DoubleInputsTests() : SequenceDerivativeContract<DoubleInputs>(() => new());

public sealed class DoubleReadersTests() : SequenceDerivativeContract<DoubleReaders>(() => new());
