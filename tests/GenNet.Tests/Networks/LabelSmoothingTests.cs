using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>
/// A network with label smoothing does, to the bit, what its twin without does with targets that have been smoothed beforehand.
/// </summary>
public abstract class LabelSmoothingContract<TNet, TTwin>(TNet network, TTwin twin, double e, int classes)
    where TNet : class, INeuralNetwork<TNet, float>
    where TTwin : class, INeuralNetwork<TTwin, float>
{
    [Theory, InlineData(1), InlineData(7), InlineData(300)]
    public void SmoothsTargetsByValue(int samples)
    {
        (float[] inputs, float[] targets, _) = Samples(samples);
        Compare(
            (inputs, targets, Smoothed(targets)),
            g => network.ComputeGradient(inputs, targets, g), dx => network.ComputeInputGradient(inputs, targets, dx),
            () => network.ComputeLoss(inputs, targets), () => network.Train(inputs, targets, new Sgd(0.1)));
    }

    [Theory, InlineData(1), InlineData(7), InlineData(300)]
    public void SmoothsTargetsByLabel(int samples)
    {
        (float[] inputs, _, int[] labels) = Samples(samples);
        float[] oneHot = new float[samples * TNet.OutputSize];
        for (int i = 0; i < samples; i++)
        {
            if (TNet.OutputSize == 1) oneHot[i] = labels[i];
            else oneHot[i * TNet.OutputSize + labels[i]] = 1;
        }

        Compare(
            (inputs, oneHot, Smoothed(oneHot)),
            g => network.ComputeGradient(inputs, labels, g), dx => network.ComputeInputGradient(inputs, labels, dx),
            () => network.ComputeLoss(inputs, labels), () => network.Train(inputs, labels, new Sgd(0.1)));
    }

    private void Compare(
        (float[] Inputs, float[] Targets, float[] Smoothed) batch, Func<float[], float> gradient, Action<float[]> inputGradient,
        Func<float> loss, Func<float> train)
    {
        float expectedLoss = twin.ComputeLoss(batch.Inputs, batch.Smoothed);
        Assert.NotEqual(twin.ComputeLoss(batch.Inputs, batch.Targets), expectedLoss);
        Assert.Equal(expectedLoss, loss());

        float[] expected = new float[TNet.ParameterCount], actual = new float[TNet.ParameterCount];
        Assert.Equal(twin.ComputeGradient(batch.Inputs, batch.Smoothed, expected), gradient(actual));
        Close.SameBits(expected, actual, "gradient");

        float[] expectedInput = new float[batch.Inputs.Length], actualInput = new float[batch.Inputs.Length];
        twin.ComputeInputGradient(batch.Inputs, batch.Smoothed, expectedInput);
        inputGradient(actualInput);
        Close.SameBits(expectedInput, actualInput, "input gradient");

        Assert.Equal(twin.Train(batch.Inputs, batch.Smoothed, new Sgd(0.1)), train());
        twin.GetParameters(expected);
        network.GetParameters(actual);
        Close.SameBits(expected, actual, "parameters");
    }

    private float[] Smoothed(float[] targets)
    {
        float kept = (float)(1 - e), added = (float)(e / classes);
        return [.. targets.Select(y => (float)(kept * y) + added)];
    }

    private static (float[] Inputs, float[] Targets, int[] Labels) Samples(int count)
    {
        Random random = new(count);
        return (
            [.. Enumerable.Range(0, count * TNet.InputSize).Select(_ => 4 * random.NextSingle() - 2)],
            [.. Enumerable.Range(0, count * TNet.OutputSize).Select(_ => random.NextSingle())],
            [.. Enumerable.Range(0, count).Select(_ => random.Next(Math.Max(2, TNet.OutputSize)))]);
    }
}

[NeuralNetwork(inputs: 4, LabelSmoothing = 0.1)]
[Dense(5, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public sealed partial class SmoothedUnrolled4x5x3;

[NeuralNetwork(inputs: 4)]
[Dense(5, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public sealed partial class PlainUnrolled4x5x3;

[NeuralNetwork(inputs: 6, LabelSmoothing = 0.25, Unroll = Unroll.Never)]
[Dense(9, Activation.Tanh)]
[Dense(7, Activation.Softmax)]
public sealed partial class SmoothedTiled6x9x7;

[NeuralNetwork(inputs: 6, Unroll = Unroll.Never)]
[Dense(9, Activation.Tanh)]
[Dense(7, Activation.Softmax)]
public sealed partial class PlainTiled6x9x7;

[NeuralNetwork(inputs: 3, LabelSmoothing = 0.2)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class SmoothedBinary3x1;

[NeuralNetwork(inputs: 3)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class PlainBinary3x1;

[NeuralNetwork(inputs: 5, Loss = Loss.BinaryCrossEntropy, LabelSmoothing = 0.1, Unroll = Unroll.Never)]
[Dense(4)]
public sealed partial class SmoothedLogits5x4;

[NeuralNetwork(inputs: 5, Loss = Loss.BinaryCrossEntropy, Unroll = Unroll.Never)]
[Dense(4)]
public sealed partial class PlainLogits5x4;

[NeuralNetwork(inputs: 4, Loss = Loss.NegativeLogLikelihood, LabelSmoothing = 0.1)]
[Dense(3, Activation.LogSoftmax)]
public sealed partial class SmoothedLogSoftmax4x3;

[NeuralNetwork(inputs: 4, Loss = Loss.NegativeLogLikelihood)]
[Dense(3, Activation.LogSoftmax)]
public sealed partial class PlainLogSoftmax4x3;

public sealed class SmoothedUnrolled4x5x3Tests()
    : LabelSmoothingContract<SmoothedUnrolled4x5x3, PlainUnrolled4x5x3>(new(1), new(1), e: 0.1, classes: 3)
{
    /// <summary>PyTorch's own, CrossEntropyLoss(label_smoothing=0.1) of these logits and labels.</summary>
    [Fact]
    public void IsPyTorchs()
    {
        SmoothedLogits3x3 network = new();
        network.SetParameters([1, 0, 0, 0, 1, 0, 0, 0, 1]);
        Assert.Equal(1.26341063f, network.ComputeLoss([2, -1, 0.5f, -0.25f, 3, 1], [0, 2]), 1e-6f);
    }
}

public sealed class SmoothedTiled6x9x7Tests()
    : LabelSmoothingContract<SmoothedTiled6x9x7, PlainTiled6x9x7>(new(2), new(2), e: 0.25, classes: 7);

public sealed class SmoothedBinary3x1Tests()
    : LabelSmoothingContract<SmoothedBinary3x1, PlainBinary3x1>(new(3), new(3), e: 0.2, classes: 2);

public sealed class SmoothedLogits5x4Tests()
    : LabelSmoothingContract<SmoothedLogits5x4, PlainLogits5x4>(new(4), new(4), e: 0.1, classes: 2);

public sealed class SmoothedLogSoftmax4x3Tests()
    : LabelSmoothingContract<SmoothedLogSoftmax4x3, PlainLogSoftmax4x3>(new(5), new(5), e: 0.1, classes: 3);

[NeuralNetwork(inputs: 3, Loss = Loss.CrossEntropy, LabelSmoothing = 0.1)]
[Dense(3, Bias = false)]
public sealed partial class SmoothedLogits3x3;
