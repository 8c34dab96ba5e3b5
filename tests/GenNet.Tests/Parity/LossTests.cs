using System.Text.Json;
using GenNet.Tests.Reference;
using GenNet.Tests.Support;

namespace GenNet.Tests.Parity;

/// <summary>Losses against PyTorch, from the output layer's z: value and gradient, extreme logits and soft targets included.</summary>
public sealed class LossTests
{
    public static TheoryData<string> Cases =>
        Recorded.Titles(Recorded.Losses, "name", [.. Enum.GetNames<Loss>().Except([nameof(Loss.Auto)])]);

    [Theory, MemberData(nameof(Cases))]
    public void AUnitComputesLossAndGradient(string title)
    {
        JsonElement recorded = Recorded.Losses[title];
        Unit units = UnitsOf(recorded);
        float[] z = recorded.Singles("z"), targets = recorded.Singles("targets");

        Close.To(recorded.Numbers("a"), units.Predict(z), Close.Single, "outputs");
        double loss = recorded.Number("loss");
        Close.To(loss, units.Loss(z, targets), Close.Single, "loss");
        Close.To(loss, units.Gradient(z, targets).Loss, Close.Single, "loss of ComputeGradient");
        Close.To(recorded.Numbers("gradient"), units.InputGradient(z, targets), Close.Single, "gradient by z");
    }

    [Theory, MemberData(nameof(Cases))]
    public void TheReferenceAgrees(string title)
    {
        JsonElement recorded = Recorded.Losses[title];
        Activation output = Enum.Parse<Activation>(recorded.Text("output"));
        int units = recorded.Rows("z")[0].Length;
        ReferenceNetwork reference = new(
            units, ReferenceLayer.Of(new(units, units, HasBias: false), output), Enum.Parse<Loss>(recorded.Text("name")),
            Enum.Parse<Reduction>(recorded.Text("reduction")));
        for (int i = 0; i < units; i++) reference.Parameters[(i * units) + i] = 1;

        (double loss, _, double[] gradient) = reference.ComputeGradients(recorded.Numbers("z"), recorded.Numbers("targets"));
        Close.To(recorded.Number("loss"), loss, Close.Double, "loss");
        Close.To(recorded.Numbers("gradient"), gradient, Close.Double, "gradient by z");
    }

    private static Unit UnitsOf(JsonElement recorded) =>
        Unit.Named(typeof(LossUnits), $"{recorded.Text("reduction")}Of{recorded.Text("name")}Of{recorded.Text("output")}");
}
