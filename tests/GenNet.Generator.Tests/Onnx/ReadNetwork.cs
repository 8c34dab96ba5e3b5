extern alias generator;

using generator::GenNet.Generator.Layers;
using generator::GenNet.Generator.ModelFiles;
using GenNet.Tests.Reference;
using Known = generator::GenNet;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>What a network that was read predicts, by the plain reference network.</summary>
internal static class ReadNetwork
{
    /// <summary>The outputs side by side, row after row.</summary>
    public static double[] Predict(this ModelNetwork network, double[] inputs)
    {
        var places = new Dictionary<Value, LayerSource>();
        int columns = 0, place = 0;
        foreach (Value input in network.Inputs)
        {
            places.Add(input, new(-1, columns, input.Width));
            columns += input.Width;
        }

        List<ReferenceLayer> layers = [];
        foreach (Layer layer in network.Layers)
        {
            ReferenceLayer reference = Layer(layer);
            reference.Sources = [.. layer.Reads.Select(read => places[read])];
            layers.Add(reference);
            places.Add(layer.Writes, new(place++, 0, layer.Writes.Width));
        }

        IEnumerable<ReferenceOutput> outputs = network.Outputs.Select(output =>
            new ReferenceOutput(places[output], Activation.Identity, Loss.MeanSquaredError));
        var plain = new ReferenceNetwork(columns, layers, Loss.MeanSquaredError, Reduction.Mean, outputs)
        {
            Parameters = [.. network.Parameters],
        };
        return [.. inputs.Chunk(columns).SelectMany(plain.Predict)];
    }

    /// <summary>The layers as a network of the runtime describes them.</summary>
    public static IEnumerable<LayerDescription> Descriptions(this ModelNetwork network) =>
        network.Layers.Select(layer => Layer(layer).Description);

    private static ReferenceLayer Layer(Layer layer) => layer switch
    {
        DenseLayer dense => new ReferenceDense(new(dense.Inputs, dense.Units, dense.HasBias)),
        LayerNormLayer normalization => new ReferenceLayerNorm(
            new(normalization.Writes.Width, normalization.Epsilon, normalization.IsAffine)),
        AddLayer => new ReferenceAdd(new(layer.Writes.Width)),
        ConcatLayer => new ReferenceConcat(new(layer.Writes.Width)),
        EmbeddingLayer embedding => new ReferenceEmbedding(new(embedding.Input.Width, embedding.Count, embedding.Size)),
        ActivationLayer { Known: Known.Activation known } activation => ReferenceLayer.Of(
            (Activation)known, activation.Writes.Width, known == Known.Activation.PReLU ? null : activation.Alpha, activation.Beta),
        _ => throw new ArgumentOutOfRangeException(nameof(layer), layer.Kind),
    };

    /// <summary>Whether numbers are those of ONNX Runtime, to 1e-5 of the larger of 1 and themselves.</summary>
    public static string? Difference(double[] expected, double[] actual)
    {
        if (expected.Length != actual.Length)
            return $"{actual.Length} numbers instead of {expected.Length}";
        for (int i = 0; i < expected.Length; i++)
        {
            bool isSame = expected[i] == actual[i] || Math.Abs(expected[i] - actual[i]) <= 1e-5 * Math.Max(1, Math.Abs(expected[i]));
            if (!isSame)
                return $"number {i} is {actual[i]:R} instead of {expected[i]:R}";
        }

        return null;
    }
}
