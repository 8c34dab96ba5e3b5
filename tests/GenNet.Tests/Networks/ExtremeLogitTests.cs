using GenNet.Tests.Reference;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>Logits of any size, in both forms of the generated code: they are the last layer's biases, all weights being zero.</summary>
public sealed class ExtremeLogitTests
{
    private const int Samples = 19;

    [Fact]
    public void CrossEntropiesAreFiniteAndRightForLargeLogits()
    {
        CrossEntropyOfLargeLogits(new Softmax4x3());
        CrossEntropyOfLargeLogits(new Logits5x6x3());
        CrossEntropyOfLargeLogits(new Mnist784x128x10());
        CrossEntropyOfLargeLogits(new MultiLabel6x7x3());
        CrossEntropyOfLargeLogits(new BinaryLogits4x5x2());
        CrossEntropyOfLargeLogits(new Tiled19x21x18x11x5());
    }

    [Fact]
    public void SoftmaxOfEqualHugeAndInfiniteLogits()
    {
        float[][] logits = [[5, 5, 5], [1e30f, 1e30f, -1e30f], [0, 0, float.NegativeInfinity], [-1e4f, 1e4f, 0]];
        float[][] expected = [[1f / 3, 1f / 3, 1f / 3], [0.5f, 0.5f, 0], [0.5f, 0.5f, 0], [0, 1, 0]];
        for (int i = 0; i < logits.Length; i++)
        {
            PredictsForLogits(new Softmax4x3(), logits[i], expected[i]);
            PredictsForLogits(new TiledSoftmax4x3(), logits[i], expected[i]);
        }
    }

    private static void PredictsForLogits<TNet>(TNet network, float[] logits, float[] expected)
        where TNet : class, INeuralNetwork<TNet, float>
    {
        SetLogits(network, logits);
        foreach (int samples in new[] { 1, Samples })
        {
            float[] outputs = new float[samples * TNet.OutputSize];
            network.Predict(new float[samples * TNet.InputSize], outputs);
            Assert.All(outputs.Chunk(TNet.OutputSize), row => Assert.Equal(expected, row));
        }
    }

    private static void CrossEntropyOfLargeLogits<TNet>(TNet network) where TNet : class, INeuralNetwork<TNet, float>
    {
        foreach (float size in new[] { 1e4f, -1e4f })
        {
            SetLogits(network, [.. Enumerable.Range(0, TNet.OutputSize).Select(k => k % 2 == 0 ? size : -size)]);
            ReferenceNetwork reference = ReferenceNetwork.Of(typeof(TNet));
            float[] parameters = new float[TNet.ParameterCount], gradient = new float[TNet.ParameterCount];
            network.GetParameters(parameters);
            reference.Parameters = Close.Widen(parameters);

            float[] inputs = [.. Enumerable.Range(0, Samples * TNet.InputSize).Select(i => i % 3 - 1f)];
            float[] targets = [.. Enumerable.Range(0, Samples * TNet.OutputSize)
                .Select(i => i % TNet.OutputSize == i / TNet.OutputSize % TNet.OutputSize ? 1f : 0f)];
            (double loss, double[] expected, _) = reference.ComputeGradients(Close.Widen(inputs), Close.Widen(targets));
            Assert.True(double.IsFinite(loss), $"{typeof(TNet).Name}: the reference's loss is {loss}");
            Close.To(loss, network.ComputeLoss(inputs, targets), Close.Loss, $"{typeof(TNet).Name}: loss");
            Close.To(loss, network.ComputeGradient(inputs, targets, gradient), Close.Loss, $"{typeof(TNet).Name}: loss of ComputeGradient");
            Close.To(expected, gradient, Close.Long(expected), $"{typeof(TNet).Name}: gradient");
        }
    }

    private static void SetLogits<TNet>(TNet network, float[] logits) where TNet : class, INeuralNetwork<TNet, float>
    {
        float[] parameters = new float[TNet.ParameterCount];
        logits.CopyTo(parameters.AsSpan(TNet.ParameterCount - logits.Length));
        network.SetParameters(parameters);
    }
}

[NeuralNetwork(inputs: 4, Unroll = Unroll.Never)]
[Dense(3, Activation.Softmax)]
public sealed partial class TiledSoftmax4x3;
