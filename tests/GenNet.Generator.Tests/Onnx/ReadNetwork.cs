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

        int steps = Math.Max(1, network.Inputs[0].Steps);
        List<ReferenceLayer> layers = [];
        foreach (Layer layer in network.Layers)
        {
            ReferenceLayer reference = Framewise(layer);
            reference.Sources = [.. layer.Reads.Select(read => places[read])];
            layers.Add(reference);
            places.Add(layer.Writes, new(place++, 0, layer.Writes.Width));
        }

        IEnumerable<ReferenceOutput> outputs = network.Outputs.Select(output =>
            new ReferenceOutput(places[output], Activation.Identity, Loss.MeanSquaredError));
        var plain = new ReferenceNetwork(columns, layers, Loss.MeanSquaredError, Reduction.Mean, outputs, steps)
        {
            Parameters = [.. network.Parameters],
        };
        return [.. inputs.Chunk(columns * steps).SelectMany(plain.Predict)];
    }

    /// <summary>The layers as a network of the runtime describes them.</summary>
    public static IEnumerable<LayerDescription> Descriptions(this ModelNetwork network) =>
        network.Layers.Select(layer => Layer(layer).Description);

    /// <summary>The layer, over frames where it writes them.</summary>
    private static ReferenceLayer Framewise(Layer layer) => Layer(layer) switch
    {
        ReferenceLayer { Frames: 1 } reference when layer.Writes.Steps > 1 => new ReferenceFramewise(reference, layer.Writes.Steps),
        var reference => reference,
    };

    private static ReferenceLayer Layer(Layer layer) => layer switch
    {
        Conv1DLayer { Kernel: var kernel, Dilation: var dilation, Groups: var groups, HasBias: var hasBias } => new ReferenceConv1D(
            new(layer.Input.Width, layer.Writes.Width, kernel, dilation, groups, hasBias), layer.Writes.Steps),
        GRULayer => new ReferenceGRU(new(layer.Input.Width, layer.Writes.Width), layer.Writes.Steps),
        LSTMLayer => new ReferenceLSTM(new(layer.Input.Width, layer.Writes.Width), layer.Writes.Steps),
        LastLayer => ReferenceOverTime.Last(layer.Writes.Width, layer.Input.Steps),
        MeanOverTimeLayer => ReferenceOverTime.Mean(layer.Writes.Width, layer.Input.Steps),
        DenseLayer dense => new ReferenceDense(new(dense.Inputs, dense.Units, dense.HasBias)),
        LayerNormLayer normalization => new ReferenceLayerNorm(
            new(normalization.Writes.Width, normalization.Epsilon, normalization.IsAffine)),
        AddLayer => new ReferenceAdd(new(layer.Writes.Width)),
        GatedLayer gated => new ReferenceGated(new(
            (ActivationDescription)Layer(gated.Activation).Description, (ActivationDescription)Layer(gated.Gate).Description)),
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
