using GenNet.Tests.Reference;
using GenNet.Tests.Support;

namespace GenNet.Generator.Tests.Gradcheck;

/// <summary>What a network computes at a point, by name; the Jacobians are those of its first sample.</summary>
internal sealed class Results : Dictionary<string, double[]>
{
    private const string Gradient = "gradient", InputGradient = "input gradient", Jacobian = "Jacobian", InputJacobian = "input Jacobian";

    public static Results Of(ReferenceNetwork network, Point point)
    {
        (double loss, _, double[] inputGradient) = network.ComputeGradients(point.Inputs, point.Targets);
        (double lossOfGradient, double[] gradient, _) = network.ComputeGradientsOfBatch(point.Inputs, point.Targets);
        (double[] jacobian, double[] inputJacobian) = network.ComputeJacobians(point.FirstInput);
        return new()
        {
            ["outputs"] = network.Predict(point.Inputs), ["loss"] = [loss], ["loss of the gradient"] = [lossOfGradient],
            [Gradient] = gradient, [InputGradient] = inputGradient, [Jacobian] = jacobian, [InputJacobian] = inputJacobian,
        };
    }

    public static Results Of(Subject network, Point point)
    {
        network.SetParameters(point.Parameters);
        double loss = network.ComputeLoss(point.Inputs, point.Targets);
        (double lossOfGradient, double[] gradient) = network.ComputeGradient(point.Inputs, point.Targets);
        (double[] jacobian, double[] inputJacobian) = network.ComputeJacobians(point.FirstInput);
        return new()
        {
            ["outputs"] = network.Predict(point.Inputs), ["loss"] = [loss], ["loss of the gradient"] = [lossOfGradient],
            [Gradient] = gradient, [InputGradient] = network.ComputeInputGradient(point.Inputs, point.Targets),
            [Jacobian] = jacobian, [InputJacobian] = inputJacobian,
        };
    }

    /// <summary>The derivatives alone, as central differences of the loss and of the outputs; by categories there are none.</summary>
    public static Results OfDifferences(Subject network, ReferenceNetwork reference, Point point, double step)
    {
        double[] parameters = [.. point.Parameters], inputs = [.. point.Inputs], first = [.. point.FirstInput];
        bool IsCategory(int input) => reference.CategoriesOf(input % reference.InputSize) > 0;
        double[] byParameters = Differences(parameters, step, _ => false, () =>
        {
            network.SetParameters(parameters);
            return [network.ComputeGradient(inputs, point.Targets).Loss, .. network.Predict(first)];
        });
        network.SetParameters(point.Parameters);
        return new()
        {
            [Gradient] = byParameters[..parameters.Length],
            [InputGradient] = Differences(inputs, step, IsCategory, () => [network.ComputeLoss(inputs, point.Targets)]),
            [Jacobian] = byParameters[parameters.Length..],
            [InputJacobian] = Differences(first, step, IsCategory, () => network.Predict(first)),
        };
    }

    /// <summary>Compares what there is of these results with those of the same names.</summary>
    public void Compare(Results actual, Comparison comparison, Func<double[], Tolerance> tolerance)
    {
        foreach ((string name, double[] expected) in this)
            comparison.Compare(name, expected, actual[name], tolerance(expected));
    }

    /// <summary>The derivatives of the values of a function by its variables, a row for each value.</summary>
    private static double[] Differences(double[] variables, double step, Func<int, bool> isCategory, Func<double[]> function)
    {
        double[][] columns = new double[variables.Length][];
        for (int i = 0; i < variables.Length; i++)
        {
            if (isCategory(i))
            {
                columns[i] = new double[function().Length];
                continue;
            }

            double at = variables[i];
            variables[i] = at + step;
            double[] above = function();
            variables[i] = at - step;
            double[] below = function();
            variables[i] = at;
            columns[i] = [.. above.Zip(below, (high, low) => (high - low) / (2 * step))];
        }

        return [.. Enumerable.Range(0, columns[0].Length).SelectMany(row => columns.Select(column => column[row]))];
    }
}
