using System.Numerics;
using System.Reflection;
using GenNet.Tests.Reference;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>Whole networks with every activation in a hidden layer, against the reference, and the reference against differences.</summary>
public sealed class HiddenActivationTests
{
    private const double Step = 1e-6;

    // A central difference is good to about Step^2 and 1e-16 / Step, times derivatives of a size of ten.
    private static readonly Tolerance s_difference = new(Relative: 1e-7, Absolute: 2e-8);

    private static readonly Tolerance s_double = new(Relative: 1e-9, Absolute: 1e-12);

    public static TheoryData<Activation> Activations => new(Enum.GetValues<Activation>());

    [Theory, MemberData(nameof(Activations))]
    public void AnUnrolledNetworkComputesWhatTheReferenceDoes(Activation activation) =>
        Run<double>(typeof(UnrolledHidden), activation, _ => s_double);

    [Theory, MemberData(nameof(Activations))]
    public void ATiledNetworkComputesWhatTheReferenceDoes(Activation activation) =>
        Run<float>(typeof(TiledHidden), activation, Close.Long);

    [Theory, MemberData(nameof(Activations))]
    public void TheReferencesGradientsAreCentralDifferences(Activation activation)
    {
        ReferenceNetwork reference = ReferenceNetwork.Of(typeof(UnrolledHidden).GetNestedType($"{activation}")!);
        Random random = new(Seed: 3);
        reference.Parameters = Uniform(random, reference.Parameters.Length);
        double[] inputs = Uniform(random, 4 * 5), targets = Uniform(random, 4 * 3);
        (_, double[] gradient, double[] inputGradient) = reference.ComputeGradients(inputs, targets);

        // A step that crosses a kink would show: the numbers are drawn so that none comes near one.
        double Loss() => reference.ComputeLoss(inputs, targets);
        Close.To(Differences(reference.Parameters, Loss), gradient, s_difference, "gradient");
        Close.To(Differences(inputs, Loss), inputGradient, s_difference, "input gradient");
    }

    private static void Run<T>(Type nets, Activation activation, Func<double[], Tolerance> tolerance)
    {
        Type network = nets.GetNestedType($"{activation}") ?? throw new NotSupportedException($"{nets.Name} lacks {activation}.");
        Assert.Equal(activation, ReferenceNetwork.Of(network).FirstActivation.Activation);
        typeof(HiddenActivationTests).GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(network, typeof(T)).Invoke(null, [Activator.CreateInstance(network, 0), tolerance]);
    }

    private static void Check<TNet, T>(TNet network, Func<double[], Tolerance> tolerance)
        where TNet : class, INeuralNetwork<TNet, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (int samples in new[] { 1, 7, 33 })
        {
            Random random = new(Seed: samples);
            T[] parameters = Numbers(random, TNet.ParameterCount), inputs = Numbers(random, samples * TNet.InputSize);
            T[] targets = Numbers(random, samples * TNet.OutputSize);
            network.SetParameters(parameters);
            ReferenceNetwork reference = ReferenceNetwork.Of(typeof(TNet));
            reference.Parameters = Wide(parameters);
            (double loss, double[] gradient, double[] inputGradient) = reference.ComputeGradients(Wide(inputs), Wide(targets));

            T[] outputs = new T[targets.Length], actual = new T[gradient.Length], actualByInputs = new T[inputs.Length];
            network.Predict(inputs, outputs);
            double[] expected = reference.Predict(Wide(inputs));
            Close.To(expected, Wide(outputs), tolerance(expected), "outputs");
            Close.To(loss, double.CreateChecked(network.ComputeLoss(inputs, targets)), tolerance([loss]), "loss");
            Close.To(
                loss, double.CreateChecked(network.ComputeGradient(inputs, targets, actual)), tolerance([loss]), "loss of ComputeGradient");
            Close.To(gradient, Wide(actual), tolerance(gradient), "gradient");
            network.ComputeInputGradient(inputs, targets, actualByInputs);
            Close.To(inputGradient, Wide(actualByInputs), tolerance(inputGradient), "input gradient");

            (double[] byParameters, double[] byInputs) = reference.ComputeJacobians(Wide(inputs[..TNet.InputSize]));
            T[] jacobian = new T[byParameters.Length], inputJacobian = new T[byInputs.Length];
            network.ComputeJacobian(inputs.AsSpan(0, TNet.InputSize), jacobian);
            network.ComputeInputJacobian(inputs.AsSpan(0, TNet.InputSize), inputJacobian);
            Close.To(byParameters, Wide(jacobian), tolerance(byParameters), "Jacobian");
            Close.To(byInputs, Wide(inputJacobian), tolerance(byInputs), "input Jacobian");
        }

        static T[] Numbers(Random random, int count) => Array.ConvertAll(Uniform(random, count), x => T.CreateChecked((float)x));

        static double[] Wide(T[] values) => Array.ConvertAll(values, double.CreateChecked);
    }

    private static double[] Uniform(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (3 * random.NextDouble()) - 1.5)];

    private static double[] Differences(double[] variables, Func<double> function)
    {
        double[] differences = new double[variables.Length];
        for (int i = 0; i < variables.Length; i++)
        {
            double at = variables[i];
            variables[i] = at + Step;
            double above = function();
            variables[i] = at - Step;
            double below = function();
            variables[i] = at;
            differences[i] = (above - below) / (2 * Step);
        }

        return differences;
    }
}
