using System.Text.Json;
using GenNet.Tests.Optimizers;
using GenNet.Tests.Support;

namespace GenNet.Tests.Parity;

/// <summary>Clipping against PyTorch: a step of length 1 from zero by SGD is the clipped gradient itself.</summary>
public sealed class ClippingTests
{
    public static TheoryData<string> Cases => new(Recorded.Clipping.Keys);

    [Theory, MemberData(nameof(Cases))]
    public void ClipsAsPyTorchDoes(string title)
    {
        JsonElement recorded = Recorded.Clipping[title];
        double[] expected = Array.ConvertAll(recorded.Numbers("clipped"), g => -g);

        Problem<double> wide = new(new double[11]);
        wide.Step(Clipping(recorded), recorded.Numbers("gradient"));
        Close.To(expected, wide.Parameters, Close.Double, "double");

        Problem<float> narrow = new(new float[11]);
        narrow.Step(Clipping(recorded), Close.Narrow(recorded.Numbers("gradient")));
        Close.To(expected, narrow.Parameters, Close.Single, "float");
    }

    [Theory, InlineData(true), InlineData(false)]
    public void ValuesAreClampedBeforeTheNormIsTaken(bool fused)
    {
        Problem<double> problem = new(new double[2]);
        Sgd optimizer = new(1) { ClipValue = 3, ClipNorm = 1 };
        problem.Step(optimizer, [1e6, -4], fused);
        Close.To([-3 / Math.Sqrt(18), 3 / Math.Sqrt(18)], problem.Parameters, new(Relative: 1e-6, Absolute: 0), "step");

        (optimizer.ClipValue, optimizer.ClipNorm) = (null, null);
        double[] before = [.. problem.Parameters];
        problem.Step(optimizer, [1e6, -4], fused);
        Close.To([before[0] - 1e6, before[1] + 4], problem.Parameters, Close.Double, "unclipped step");
    }

    [Fact]
    public void AGradientWhoseSquaresOverflowIsClippedToo()
    {
        Problem<float> problem = new(new float[2]);
        problem.Step(new Sgd(1) { ClipNorm = 1 }, [3e30f, -4e30f]);
        Close.To([-0.6, 0.8], problem.Parameters, Close.Single, "step");
    }

    [Fact]
    public void NaNReachesItsParameterOnly()
    {
        foreach (Sgd optimizer in new[] { new Sgd(1) { ClipNorm = 1 }, new Sgd(1) { ClipValue = 1 } })
        {
            Problem<float> problem = new(new float[2]);
            problem.Step(optimizer, [float.NaN, 1]);
            Assert.Equal([float.NaN, -1], problem.Parameters);
        }
    }

    private static Sgd Clipping(JsonElement recorded) => recorded.Text("name") == "Value"
        ? new(1) { ClipValue = recorded.Number("limit") }
        : new(1) { ClipNorm = recorded.Number("limit") };
}
