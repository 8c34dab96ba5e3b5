using System.Text.Json;
using GenNet.Tests.Optimizers;
using GenNet.Tests.Support;

namespace GenNet.Tests.Parity;

/// <summary>L-BFGS against PyTorch: the parameters after each call, and how many evaluations it took to get there.</summary>
public sealed class LBfgsTests
{
    public static TheoryData<string> Cases => new(Recorded.LBfgs.Keys);

    [Theory, MemberData(nameof(Cases))]
    public void TakesTheSameSteps(string title)
    {
        JsonElement recorded = Recorded.LBfgs[title];
        LBfgs optimizer = RecordedOptimizer.Create<LBfgs>(typeof(LBfgs), recorded.GetProperty("arguments"));
        Problem<double> problem = new(recorded.Numbers("start"));
        LossGradient<double> loss = recorded.Text("name") == "Linear" ? Linear : Rosenbrock.LossGradient;
        foreach (JsonElement step in recorded.GetProperty("steps").EnumerateArray())
        {
            Close.To(step.Number("loss"), problem.Step(optimizer, loss), Close.Double, "loss");
            Close.To(step.Numbers("parameters"), problem.Parameters, Close.Double, "parameters");
            Assert.Equal(step.Number("evaluations"), problem.Evaluations);
        }
    }

    private static double Linear(ReadOnlySpan<double> p, Span<double> gradient)
    {
        double[][] inputs = Recorded.LBfgsData.Rows("inputs"), targets = Recorded.LBfgsData.Rows("targets");
        double loss = 0, count = 2 * inputs.Length;
        gradient.Clear();
        foreach ((double[] x, double[] y) in inputs.Zip(targets))
        {
            for (int unit = 0; unit < 2; unit++)
            {
                double error = p[6 + unit] - y[unit];
                for (int i = 0; i < 3; i++) error += p[(3 * unit) + i] * x[i];
                loss += error * error / count;
                for (int i = 0; i < 3; i++) gradient[(3 * unit) + i] += 2 * error * x[i] / count;
                gradient[6 + unit] += 2 * error / count;
            }
        }

        return loss;
    }
}
