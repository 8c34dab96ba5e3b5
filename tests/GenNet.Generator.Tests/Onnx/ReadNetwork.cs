extern alias generator;

using generator::GenNet.Generator.Onnx;
using GenNet.Tests.Reference;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>What a network that was read predicts, by the plain reference network.</summary>
internal static class ReadNetwork
{
    public static double[] Predict(this OnnxNetwork network, double[] inputs)
    {
        var reference = new ReferenceNetwork(
            network.Inputs,
            network.Layers.SelectMany(Layers),
            Loss.MeanSquaredError, Reduction.Mean)
        {
            Parameters = [.. network.Parameters],
        };
        return [.. inputs.Chunk(network.Inputs).SelectMany(reference.Predict)];
    }

    private static ReferenceLayer[] Layers(OnnxLayer layer)
    {
        var activation = (Activation)layer.Activation;
        if (layer.Epsilon is not double epsilon)
            return ReferenceLayer.Of(new(layer.Inputs, layer.Units, layer.HasBias), activation, layer.Alpha, layer.Beta);
        ReferenceLayerNorm normalization = new(new(layer.Units, epsilon, layer.HasBias));
        return activation == Activation.Identity
            ? [normalization]
            : [normalization, ReferenceLayer.Of(activation, layer.Units, layer.Alpha, layer.Beta)];
    }

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
