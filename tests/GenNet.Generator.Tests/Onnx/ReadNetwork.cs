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
            network.Layers.SelectMany(layer => ReferenceLayer.Of(
                new(layer.Inputs, layer.Units, layer.HasBias), (Activation)layer.Activation, layer.Alpha, layer.Beta)),
            Loss.MeanSquaredError, Reduction.Mean)
        {
            Parameters = [.. network.Parameters],
        };
        return [.. inputs.Chunk(network.Inputs).SelectMany(reference.Predict)];
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
