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
            if (layer.Text("kind") == "LayerNorm")
            {
                layers.Add(new ReferenceLayerNorm(
                    new(inputs, layer.GetProperty("epsilon").GetDouble(), layer.GetProperty("affine").GetBoolean())));
                continue;
            }

            if (layer.Text("kind") == "Embedding")
            {
                EmbeddingDescription embedding = new(inputs, layer.GetProperty("count").GetInt32(), layer.GetProperty("size").GetInt32());
                layers.Add(new ReferenceEmbedding(embedding));
                inputs = embedding.Units;
                continue;
            }

            JsonElement alpha = layer.GetProperty("alpha");
            DenseDescription dense = new(inputs, layer.GetProperty("units").GetInt32(), layer.GetProperty("bias").GetBoolean());
            layers.AddRange(ReferenceLayer.Of(
                dense, Enum.Parse<Activation>(layer.Text("activation")),
                alpha.ValueKind == JsonValueKind.Null ? null : alpha.GetDouble()));
            inputs = dense.Units;
        }

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
