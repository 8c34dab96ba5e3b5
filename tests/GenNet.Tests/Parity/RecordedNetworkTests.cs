using System.Text.Json;
using GenNet.Tests.Networks;
using GenNet.Tests.Reference;
using GenNet.Tests.Support;

namespace GenNet.Tests.Parity;

/// <summary>The reference against PyTorch, network by network; the generated ones are held against both.</summary>
public sealed class RecordedNetworkTests
{
    public static TheoryData<string> Cases => new(Recorded.Networks.Keys);

    [Theory, MemberData(nameof(Cases))]
    public void TheReferenceComputesWhatPyTorchDoes(string title)
    {
        JsonElement recorded = Recorded.Networks[title];
        ReferenceNetwork network = Reference(recorded);
        double[] inputs = recorded.Numbers("inputs"), targets = recorded.Numbers("targets");
        Close.To(recorded.Numbers("predictions"), network.Predict(inputs), Close.Double, "outputs");

        (double loss, double[] gradient, double[] inputGradient) = network.ComputeGradients(inputs, targets);
        Close.To(recorded.Number("value"), loss, Close.Double, "loss");
        Close.To(recorded.Numbers("gradient"), gradient, Close.Double, "gradient");
        Close.To(recorded.Numbers("inputGradient"), inputGradient, Close.Double, "input gradient");

        TrainsAs(recorded, "sgd", new ReferenceSgd(0.05, momentum: 0.9));
        TrainsAs(recorded, "adam", new ReferenceAdam(1e-2));
    }

    [Fact]
    public void EveryRecordingHasItsNetwork()
    {
        // A recording that no class declares would be tested by nobody.
        IEnumerable<string> declared = typeof(NetworkTests).Assembly.GetTypes().Select(type => type.BaseType).OfType<Type>()
            .Where(type => type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(RecordedNetworkContract<>))
            .Select(type => type.GetGenericArguments()[0].Name);
        Assert.Equal(Recorded.Networks.Values.Select(network => network.Text("name")).Order(), declared.Order());
    }

    /// <summary>The recorded network, at its recorded parameters.</summary>
    public static ReferenceNetwork Reference(JsonElement recorded)
    {
        List<ReferenceLayer> layers = [];
        int inputSize = recorded.GetProperty("inputSize").GetInt32(), inputs = inputSize;
        foreach (JsonElement layer in recorded.GetProperty("layers").EnumerateArray())
        {
            LayerSource[]? sources = layer.TryGetProperty("reads", out JsonElement reads)
                ? [.. reads.EnumerateArray().Select(read => new LayerSource(read[0].GetInt32(), read[1].GetInt32(), read[2].GetInt32()))]
                : null;
            inputs = sources?.Sum(source => source.Width) ?? inputs;
            ReferenceLayer[] declared = layer.Text("kind") switch
            {
                "LayerNorm" =>
                [
                    new ReferenceLayerNorm(
                        new(inputs, layer.GetProperty("epsilon").GetDouble(), layer.GetProperty("affine").GetBoolean())),
                ],
                "Add" => [new ReferenceAdd(new(inputs / 2))],
                "Concat" => [new ReferenceConcat(new(inputs))],
                "Activate" => [ReferenceLayer.Of(Activation(layer), inputs, Alpha(layer))],
                _ => ReferenceLayer.Of(
                    new(inputs, layer.GetProperty("units").GetInt32(), layer.GetProperty("bias").GetBoolean()), Activation(layer),
                    Alpha(layer)),
            };
            declared[0].Sources = sources;
            layers.AddRange(declared);
            inputs = layers[^1].Description.Units;
        }

        static Activation Activation(JsonElement layer) => Enum.Parse<Activation>(layer.Text("activation"));

        static double? Alpha(JsonElement layer) =>
            layer.GetProperty("alpha") is { ValueKind: JsonValueKind.Number } alpha ? alpha.GetDouble() : null;

        return new(inputSize, layers, Enum.Parse<Loss>(recorded.Text("loss")), Enum.Parse<Reduction>(recorded.Text("reduction")))
        {
            Parameters = recorded.Numbers("parameters"),
        };
    }

    private static void TrainsAs(JsonElement recorded, string run, ReferenceOptimizer optimizer)
    {
        ReferenceNetwork network = Reference(recorded);
        double[] inputs = recorded.Numbers("inputs"), targets = recorded.Numbers("targets");
        JsonElement trained = recorded.GetProperty(run);
        foreach (double loss in trained.Numbers("losses"))
            Close.To(loss, network.Train(inputs, targets, optimizer), Close.Double, $"loss under {run}");
        Close.To(trained.Numbers("parameters"), network.Parameters, Close.Double, $"parameters after {run}");
    }
}
