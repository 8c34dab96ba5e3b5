using System.Numerics;
using System.Text.Json;
using GenNet.Tests.Optimizers;
using GenNet.Tests.Reference;
using GenNet.Tests.Support;

namespace GenNet.Tests.Parity;

/// <summary>Update rules against PyTorch, step by step: with given gradients, and closing the loop through a linear network.</summary>
public sealed class OptimizerTests
{
    private static readonly JsonElement s_given = Recorded.OptimizerData.GetProperty("given");
    private static readonly JsonElement s_closed = Recorded.OptimizerData.GetProperty("closed");

    public static TheoryData<string> Cases => new(Recorded.Optimizers.Keys);

    public static TheoryData<string> ReferenceCases => Recorded.Titles(Recorded.Optimizers, "kind", "Sgd", "Adam");

    [Fact]
    public void EveryRuleIsRecorded() => Assert.Equal(
        typeof(Optimizer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract && type != typeof(LBfgs))
            .Select(type => type.Name).Order(),
        Recorded.Optimizers.Values.Select(recorded => recorded.Text("kind")).Distinct().Order());

    [Theory, MemberData(nameof(Cases))]
    public void AppliesGivenGradientsInDouble(string title) => AppliesGivenGradients<double>(title, Close.Double);

    [Theory, MemberData(nameof(Cases))]
    public void AppliesGivenGradientsInSingle(string title) => AppliesGivenGradients<float>(title, Close.Single);

    [Theory, MemberData(nameof(Cases))]
    public void TrainsALinearNetwork(string title)
    {
        JsonElement recorded = Recorded.Optimizers[title], closed = recorded.GetProperty("closed");
        Optimizer optimizer = RecordedOptimizer.Create(recorded);
        Linear3x2 network = new();
        float[] parameters = s_closed.Singles("parameters"), inputs = s_closed.Singles("inputs"), targets = s_closed.Singles("targets");
        network.SetParameters(parameters);

        double[] losses = closed.Numbers("losses");
        double[][] after = closed.Rows("parameters");
        for (int step = 0; step < after.Length; step++)
        {
            RecordedOptimizer.SetRate(recorded, step, optimizer);
            Close.To(losses[step], network.Train(inputs, targets, optimizer), Close.Single, $"loss before step {step}");
            network.GetParameters(parameters);
            Close.To(after[step], parameters, Close.Single, $"parameters after step {step}");
        }
    }

    [Theory, MemberData(nameof(ReferenceCases))]
    public void TheReferenceAgrees(string title)
    {
        JsonElement recorded = Recorded.Optimizers[title];
        ReferenceOptimizer optimizer = RecordedOptimizer.Create<ReferenceOptimizer>(
            recorded.Text("kind") == "Sgd" ? typeof(ReferenceSgd) : typeof(ReferenceAdam), recorded.GetProperty("arguments"));
        double[] parameters = s_given.Numbers("parameters");
        double[][] gradients = s_given.Rows("gradients"), after = recorded.GetProperty("given").Rows("parameters");
        for (int step = 0; step < after.Length; step++)
        {
            if (recorded.GetProperty("learningRates").ValueKind != JsonValueKind.Null)
                optimizer.LearningRate = recorded.Numbers("learningRates")[step];
            optimizer.Step(parameters, gradients[step]);
            Close.To(after[step], parameters, Close.Double, $"parameters after step {step}");
        }
    }

    private static void AppliesGivenGradients<T>(string title, Tolerance tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        JsonElement recorded = Recorded.Optimizers[title];
        Optimizer optimizer = RecordedOptimizer.Create(recorded);
        Problem<T> problem = new(Array.ConvertAll(s_given.Numbers("parameters"), T.CreateChecked));
        double[][] gradients = s_given.Rows("gradients"), after = recorded.GetProperty("given").Rows("parameters");
        for (int step = 0; step < after.Length; step++)
        {
            RecordedOptimizer.SetRate(recorded, step, optimizer);
            problem.Step(optimizer, Array.ConvertAll(gradients[step], T.CreateChecked), fused: step % 2 == 0);
            Close.To(after[step], Array.ConvertAll(problem.Parameters, double.CreateChecked), tolerance, $"parameters after step {step}");
        }
    }
}
