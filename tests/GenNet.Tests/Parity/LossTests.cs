using System.Text.Json;
using GenNet.Tests.Reference;
using GenNet.Tests.Support;

namespace GenNet.Tests.Parity;

/// <summary>Losses against PyTorch, from the output layer's z: value and gradient, extreme logits and soft targets included.</summary>
public sealed class LossTests
{
    public static TheoryData<string> Cases => Recorded.Titles(
        Recorded.Losses, "name", "MeanSquaredError", "SquaredError", "CrossEntropy", "BinaryCrossEntropy");

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
            [new(units, units, output, Alpha: 0, Bias: false)], Enum.Parse<Loss>(recorded.Text("name")),
            Enum.Parse<Reduction>(recorded.Text("reduction")));
        for (int i = 0; i < units; i++) reference.Parameters[(i * units) + i] = 1;

        (double loss, _, double[] gradient) = reference.ComputeGradients(recorded.Numbers("z"), recorded.Numbers("targets"));
        Close.To(recorded.Number("loss"), loss, Close.Double, "loss");
        Close.To(recorded.Numbers("gradient"), gradient, Close.Double, "gradient by z");
    }

    private static Unit UnitsOf(JsonElement recorded) => (recorded.Text("name"), recorded.Text("output"), recorded.Text("reduction")) switch
    {
        ("MeanSquaredError", "Identity", "Mean") => Unit.Of(new MeanOfMeanSquaredErrors()),
        ("MeanSquaredError", "Identity", "Sum") => Unit.Of(new SumOfMeanSquaredErrors()),
        ("SquaredError", "Identity", "Mean") => Unit.Of(new MeanOfSquaredErrors()),
        ("SquaredError", "Identity", "Sum") => Unit.Of(new SumOfSquaredErrors()),
        ("CrossEntropy", "Softmax", "Mean") => Unit.Of(new MeanOfCrossEntropies()),
        ("CrossEntropy", "Softmax", "Sum") => Unit.Of(new SumOfCrossEntropies()),
        ("CrossEntropy", "Identity", "Mean") => Unit.Of(new MeanOfCrossEntropiesOfLogits()),
        ("CrossEntropy", "Identity", "Sum") => Unit.Of(new SumOfCrossEntropiesOfLogits()),
        ("BinaryCrossEntropy", "Sigmoid", "Mean") => Unit.Of(new MeanOfBinaryCrossEntropies()),
        ("BinaryCrossEntropy", "Sigmoid", "Sum") => Unit.Of(new SumOfBinaryCrossEntropies()),
        ("BinaryCrossEntropy", "Identity", "Mean") => Unit.Of(new MeanOfBinaryCrossEntropiesOfLogits()),
        ("BinaryCrossEntropy", "Identity", "Sum") => Unit.Of(new SumOfBinaryCrossEntropiesOfLogits()),
        (string name, string output, string reduction) => throw new NotSupportedException($"No unit has {name} of {output}, {reduction}."),
    };
}
