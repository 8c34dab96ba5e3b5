using GenNet.Tests.Reference;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>
/// Holds a network in double to the plain reference at rtol 1e-9, and to central differences as PyTorch's gradcheck does.
/// </summary>
public abstract class DoubleNetworkContract<TNet>(Func<TNet> create) where TNet : class, INeuralNetwork<TNet, double>
{
    // gradcheck's: truncation errors of the order eps^2 and rounding errors of the order 1e-16 / eps.
    private const double Step = 1e-6;
    private static readonly Tolerance s_gradCheck = new(Relative: 1e-3, Absolute: 1e-5);

    // Sums in another order.
    private static readonly Tolerance s_exact = new(Relative: 1e-9, Absolute: 1e-12);

    private readonly TNet _network = create();

    public static TheoryData<int> Batches => [1, 2, 7, 8, 9, 64, 300];

    [Theory, MemberData(nameof(Batches))]
    public void ComputesWhatTheReferenceDoes(int samples)
    {
        (double[] inputs, double[] targets) = Samples(samples);
        ReferenceNetwork reference = Reference();
        (double loss, double[] gradient, double[] inputGradient) = reference.ComputeGradients(inputs, targets);

        double[] outputs = new double[targets.Length];
        _network.Predict(inputs, outputs);
        Close.To(reference.Predict(inputs), outputs, s_exact, "outputs");
        Close.To(loss, _network.ComputeLoss(inputs, targets), s_exact, "loss");
        Close.To(loss, Gradient(inputs, targets, out double[] actual), s_exact, "loss of ComputeGradient");
        Close.To(gradient, actual, s_exact, "gradient");
        Close.To(inputGradient, InputGradient(inputs, targets), s_exact, "input gradient");
    }

    [Theory, MemberData(nameof(Batches))]
    public void TrainsAsTheReferenceDoes(int samples)
    {
        (double[] inputs, double[] targets) = Samples(samples);
        ReferenceNetwork reference = Reference();
        Adam adam = new(1e-3);
        ReferenceAdam referenceAdam = new(1e-3);
        for (int step = 0; step < 10; step++)
        {
            double loss = reference.Train(inputs, targets, referenceAdam);
            Close.To(loss, _network.Train(inputs, targets, adam), new(1e-7, 1e-9), "loss");
        }

        Close.To(reference.Parameters, Parameters(), new(1e-7, 1e-9), "parameters");
    }

    [Fact]
    public void GradientsAreCentralDifferences()
    {
        (double[] inputs, double[] targets) = Samples(5);
        Gradient(inputs, targets, out double[] gradient);
        double[] parameters = Parameters();
        Close.To(
            Differences(parameters, _ => false, p => { _network.SetParameters(p); return _network.ComputeLoss(inputs, targets); }),
            gradient, s_gradCheck, "gradient");
        _network.SetParameters(parameters);
        double[] byInputs = Differences(inputs, IsCategory, x => _network.ComputeLoss(x, targets));
        Close.To(byInputs, InputGradient(inputs, targets), s_gradCheck, "input gradient");
    }

    [Fact]
    public void JacobiansAreTheReferencesAndCentralDifferences()
    {
        double[] input = Samples(1).Inputs;
        (double[] byParameters, double[] byInputs) = Reference().ComputeJacobians(input);
        double[] jacobian = new double[byParameters.Length], inputJacobian = new double[byInputs.Length];
        _network.ComputeJacobian(input, jacobian);
        _network.ComputeInputJacobian(input, inputJacobian);
        Close.To(byParameters, jacobian, s_exact, "Jacobian");
        Close.To(byInputs, inputJacobian, s_exact, "input Jacobian");

        for (int k = 0; k < TNet.OutputSize; k++)
        {
            double[] row = inputJacobian[(k * TNet.InputSize)..((k + 1) * TNet.InputSize)];
            Close.To(Differences(input, IsCategory, x => Output(x, k)), row, s_gradCheck, $"row {k} of the input Jacobian");
        }
    }

    private double Output(double[] input, int k)
    {
        double[] outputs = new double[TNet.OutputSize];
        _network.Predict(input, outputs);
        return outputs[k];
    }

    private static bool IsCategory(int input) => ReferenceNetwork.Of(typeof(TNet)).CategoriesOf(input % TNet.InputSize) > 0;

    private static double[] Differences(double[] at, Func<int, bool> isCategory, Func<double[], double> f)
    {
        double[] differences = new double[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            if (isCategory(i)) continue;
            double[] up = [.. at], down = [.. at];
            up[i] += Step;
            down[i] -= Step;
            differences[i] = (f(up) - f(down)) / (2 * Step);
        }

        return differences;
    }

    private double[] Parameters()
    {
        double[] parameters = new double[TNet.ParameterCount];
        _network.GetParameters(parameters);
        return parameters;
    }

    private ReferenceNetwork Reference()
    {
        ReferenceNetwork reference = ReferenceNetwork.Of(typeof(TNet));
        reference.Parameters = Parameters();
        return reference;
    }

    private double Gradient(double[] inputs, double[] targets, out double[] gradient)
    {
        gradient = new double[TNet.ParameterCount];
        return _network.ComputeGradient(inputs, targets, gradient);
    }

    private double[] InputGradient(double[] inputs, double[] targets)
    {
        double[] gradient = new double[inputs.Length];
        _network.ComputeInputGradient(inputs, targets, gradient);
        return gradient;
    }

    private static (double[] Inputs, double[] Targets) Samples(int count)
    {
        Random random = new(count);
        ReferenceNetwork declared = ReferenceNetwork.Of(typeof(TNet));
        double[] inputs =
        [
            .. Enumerable.Range(0, count * TNet.InputSize).Select(i => declared.CategoriesOf(i % TNet.InputSize))
                .Select(categories => categories > 0 ? random.Next(categories) : 4 * random.NextDouble() - 2),
        ];
        double[] targets = [.. Enumerable.Range(0, count * TNet.OutputSize).Select(_ => random.NextDouble())];
        return (inputs, targets);
    }
}

public sealed class UnrolledDouble5x7x6x4Tests() : DoubleNetworkContract<UnrolledDouble5x7x6x4>(() => new(1));

public sealed class TiledDouble5x7x6x4Tests() : DoubleNetworkContract<TiledDouble5x7x6x4>(() => new(2));

public sealed class UnrolledDouble6x5x5x9x4Tests() : DoubleNetworkContract<UnrolledDouble6x5x5x9x4>(() => new(3));

public sealed class TiledDouble6x5x5x9x4Tests() : DoubleNetworkContract<TiledDouble6x5x5x9x4>(() => new(4));

public sealed class TiledDouble24x40x33x19Tests() : DoubleNetworkContract<TiledDouble24x40x33x19>(() => new(5));

public sealed class EmbeddedDouble2x9x3Tests() : DoubleNetworkContract<EmbeddedDouble2x9x3>(() => new(6));

public sealed class DoubleCategoriesTests() : DoubleNetworkContract<DoubleCategories>(() => new(7));
