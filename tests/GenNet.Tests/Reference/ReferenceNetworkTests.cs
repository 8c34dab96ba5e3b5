using System.Text.Json;
using GenNet.Tests.Parity;
using GenNet.Tests.Support;

namespace GenNet.Tests.Reference;

/// <summary>The reference's gradients against central differences of its loss, which share no line with them.</summary>
public sealed class ReferenceNetworkTests
{
    private const double Step = 1e-6;

    // The error of a central difference is about Step^2 from the third derivative and 1e-16 / Step from rounding, times a loss
    // and its derivatives of a size of up to a hundred: 1e-8.
    private static readonly Tolerance s_tolerance = new(Relative: 1e-7, Absolute: 2e-8);

    public static TheoryData<string> Cases => new(Recorded.Networks.Keys);

    [Theory, MemberData(nameof(Cases))]
    public void GradientsAreCentralDifferences(string title)
    {
        JsonElement recorded = Recorded.Networks[title];
        ReferenceNetwork network = RecordedNetworkTests.Reference(recorded);
        double[] inputs = recorded.Numbers("inputs"), targets = recorded.Numbers("targets");
        (_, double[] gradient, double[] inputGradient) = network.ComputeGradients(inputs, targets);

        double Loss() => network.ComputeLoss(inputs, targets);
        Close.To(Differences(network.Parameters, Loss, _ => false), gradient, s_tolerance, "gradient");
        double[] byInputs = Differences(inputs, Loss, i => network.CategoriesOf(i % network.InputSize) > 0);
        Close.To(byInputs, inputGradient, s_tolerance, "input gradient");
    }

    private static double[] Differences(double[] variables, Func<double> function, Func<int, bool> isCategory)
    {
        double[] differences = new double[variables.Length];
        for (int i = 0; i < variables.Length; i++)
        {
            if (isCategory(i)) continue;
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
