using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

// A line a network: what is promised of streams, and the whole contract of networks.
public sealed class ConvStreamTests() : StreamContract<ConvStream, ConvStream.State>(
    () => new(), (network, frames, outputs, state) => network.Process(frames, outputs, state), steps: 9);

public sealed class LongConvStreamTests() : StreamContract<LongConvStream, LongConvStream.State>(
    () => new(), (network, frames, outputs, state) => network.Process(frames, outputs, state), steps: 640);

public sealed class FarConvStreamTests() : StreamContract<FarConvStream, FarConvStream.State>(
    () => new(), (network, frames, outputs, state) => network.Process(frames, outputs, state), steps: 640);

public sealed class GroupedStreamTests() : StreamContract<GroupedStream, GroupedStream.State>(
    () => new(), (network, frames, outputs, state) => network.Process(frames, outputs, state), steps: 6);

public sealed class GruStreamTests() : StreamContract<GruStream, GruStream.State>(
    () => new(), (network, frames, outputs, state) => network.Process(frames, outputs, state), steps: 5);

public sealed class DeepStreamTests() : StreamContract<DeepStream, DeepStream.State>(
    () => new(), (network, frames, outputs, state) => network.Process(frames, outputs, state), steps: 4);

public sealed class SingleFrameStreamTests() : StreamContract<SingleFrameStream, SingleFrameStream.State>(
    () => new(), (network, frames, outputs, state) => network.Process(frames, outputs, state), steps: 1);

public sealed class FramewiseStreamTests() : StreamContract<FramewiseStream, FramewiseStream.State>(
    () => new(), (network, frames, outputs, state) => network.Process(frames, outputs, state), steps: 3);

public sealed class DropoutStreamTests() : StreamContract<DropoutStream, DropoutStream.State>(
    () => new(), (network, frames, outputs, state) => network.Process(frames, outputs, state), steps: 7);

public sealed class WaveNetStreamTests() : StreamContract<WaveNetStream, WaveNetStream.State>(
    () => new(), (network, frames, outputs, state) => network.Process(frames, outputs, state), steps: 8);

public sealed class ResidualStreamTests() : StreamContract<ResidualStream, ResidualStream.State>(
    () => new(), (network, frames, outputs, state) => network.Process(frames, outputs, state), steps: 8);

public sealed class CategoryStreamTests() : StreamContract<CategoryStream, CategoryStream.State>(
    () => new(), (network, frames, outputs, state) => network.Process(frames, outputs, state), steps: 6);

public sealed class CategoryConvStreamTests() : StreamContract<CategoryConvStream, CategoryConvStream.State>(
    () => new(), (network, frames, outputs, state) => network.Process(frames, outputs, state), steps: 5);

public sealed class BatchNormStreamTests() : StreamContract<BatchNormStream, BatchNormStream.State>(
    () => new(), (network, frames, outputs, state) => network.Process(frames, outputs, state), steps: 5);

public sealed class ManyOutputsOfFramesStreamTests() : StreamContract<ManyOutputsOfFrames, ManyOutputsOfFrames.State>(
    () => new(), (network, frames, outputs, state) => network.Process(frames, outputs, state), steps: 3);

public sealed class StreamTests
{
    [Fact]
    public void WindowsOfAnotherLengthHaveTheSameFiles()
    {
        using MemoryStream file = new();
        ConvStream network = new(seed: 5);
        network.Save(file);
        file.Position = 0;
        LongConvStream twin = LongConvStream.Load(file);
        float[] frames = [.. Enumerable.Range(0, 30 * 3).Select(i => MathF.Sin(i))], expected = new float[60], actual = new float[60];
        network.Process(frames, expected, new());
        twin.Process(frames, actual, new());
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void AFrameThatIsBurntInCountsForNothing()
    {
        // Whatever its target: even a loss that is not finite.
        GroupedStream network = new(seed: 3);
        float[] x = [.. Enumerable.Range(0, 2 * GroupedStream.InputSize).Select(i => MathF.Sin(i))];
        float[] y = new float[2 * GroupedStream.OutputSize], spoiled = [.. y];
        for (int i = 0; i < y.Length; i++)
        {
            if (i % GroupedStream.OutputSize < 2 * 3) spoiled[i] = i % 2 == 0 ? float.NaN : float.PositiveInfinity;
        }

        float[] gradient = new float[GroupedStream.ParameterCount], other = new float[gradient.Length];
        Assert.Equal(network.ComputeGradient(x, y, gradient), network.ComputeGradient(x, spoiled, other));
        Assert.Equal(gradient, other);
        Assert.Equal(network.ComputeLoss(x, y), network.ComputeLoss(x, spoiled));
    }

    [Fact]
    public void ThreadsShareWindowsWithTheSameBits()
    {
        // Windows of whole blocks of losses, few and long.
        LongConvStream one = new(seed: 2), several = new(seed: 2) { Threads = 4 };
        Division.Check<LongConvStream, float>(several, 40);
        float[] x = [.. Enumerable.Range(0, 40 * LongConvStream.InputSize).Select(i => MathF.Sin(i))];
        float[] y = [.. Enumerable.Range(0, 40 * LongConvStream.OutputSize).Select(i => MathF.Cos(i))];
        float[] weights = [.. Enumerable.Range(0, 40).Select(i => i / 40f)];
        Adam adam = new(), twin = new();
        for (int step = 0; step < 3; step++)
        {
            Assert.Equal(one.Train(x, y, weights, adam), several.Train(x, y, weights, twin));
            Assert.Equal(one.ComputeLoss(x, y), several.ComputeLoss(x, y));
        }

        float[] expected = new float[y.Length], actual = new float[y.Length];
        one.Predict(x, expected);
        several.Predict(x, actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void OutputsAreNotWrittenOverFramesToCome()
    {
        float[] memory = [.. Enumerable.Range(0, 300).Select(i => MathF.Sin(i))], original = [.. memory], expected = new float[200];
        ConvStream narrows = new(seed: 5);
        narrows.Process(memory, expected, new());
        Assert.Throws<ArgumentException>("outputs", () => narrows.Process(memory, memory.AsSpan(1, 200), new()));
        Assert.Throws<ArgumentException>("outputs", () => narrows.Process(memory.AsSpan(3, 297), memory.AsSpan(0, 198), new()));
        Assert.Throws<ArgumentException>("outputs", () => new SingleFrameStream().Process(memory.AsSpan(0, 200), memory, new()));
        Assert.Equal(original, memory);
        narrows.Process(memory, memory.AsSpan(0, 200), new());
        Assert.Equal(expected, memory[..200]);
    }

    [Fact]
    public void ConvolutionsForgetWhatIsNotFinite()
    {
        // A frame that none of an output's taps sees is nothing to it, whatever it was.
        ConvStream network = new(seed: 5);
        const int frames = 20;
        float[] stream = [.. Enumerable.Range(0, frames * 3).Select(i => MathF.Sin(i))], spoiled = [.. stream];
        spoiled[3 * 3] = float.PositiveInfinity;
        spoiled[3 * 3 + 1] = float.NaN;
        float[] expected = new float[frames * 2], actual = new float[expected.Length];
        network.Process(stream, expected, new());
        ConvStream.State state = new();
        for (int frame = 0; frame < frames; frame++)
            network.Process(spoiled.AsSpan(frame * 3, 3), actual.AsSpan(frame * 2, 2), state);
        Assert.Equal(expected[..(3 * 2)], actual[..(3 * 2)]);
        Assert.True(float.IsNaN(actual[3 * 2]));
        const int forgotten = 3 + ConvStream.ReceptiveField;
        Assert.Equal(expected[(forgotten * 2)..], actual[(forgotten * 2)..]);
    }

    [Fact]
    public void StreamsOfDoublesGoBothWaysToo()
    {
        DoubleConvStream network = new(seed: 5);
        double[] window = [.. Enumerable.Range(0, DoubleConvStream.InputSize).Select(i => Math.Sin(i))];
        double[] expected = new double[DoubleConvStream.OutputSize], actual = new double[expected.Length];
        network.Predict(window, expected);
        DoubleConvStream.State state = new();
        for (int first = 0, count = 1; first < 640; first += count, count = Math.Min(count * 3 % 71, 640 - first))
            network.Process(window.AsSpan(first * 8, count * 8), actual.AsSpan(first, count), state);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void WhatConvolutionsSeeIsAConstantWhereTheyAloneRemember()
    {
        const int frames = ConvStream.ReceptiveField + GroupedStream.ReceptiveField + FramewiseStream.ReceptiveField;
        Assert.Equal((1 + 4 + 1) + (1 + 2 + 1) + 1, frames);
        Assert.Null(typeof(GruStream).GetField("ReceptiveField"));
        Assert.Null(typeof(LastOfSequence).GetField("ReceptiveField"));
        Assert.Null(typeof(LastOfSequence).GetNestedType("State"));
        Assert.Null(typeof(LastOfSequence).GetMethod("Process"));
    }
}

public sealed class ConvStreamContractTests() : NetworkContract<ConvStream>(seed => new(seed));

public sealed class GroupedStreamContractTests() : NetworkContract<GroupedStream>(seed => new(seed));

public sealed class GruStreamContractTests() : NetworkContract<GruStream>(seed => new(seed));

public sealed class DeepStreamContractTests() : NetworkContract<DeepStream>(seed => new(seed));

public sealed class WaveNetStreamContractTests() : NetworkContract<WaveNetStream>(seed => new(seed));

public sealed class SingleFrameStreamContractTests() : NetworkContract<SingleFrameStream>(seed => new(seed));

public sealed class FramewiseStreamContractTests() : NetworkContract<FramewiseStream>(seed => new(seed));

public sealed class CategoryStreamContractTests() : NetworkContract<CategoryStream>(seed => new(seed));

public sealed class CategoryConvStreamContractTests() : NetworkContract<CategoryConvStream>(seed => new(seed));

public sealed class LastOfCategoriesContractTests() : NetworkContract<LastOfCategories>(seed => new(seed));

public sealed class LastOfSequenceContractTests() : NetworkContract<LastOfSequence>(seed => new(seed));

public sealed class MeanOfSequenceContractTests() : NetworkContract<MeanOfSequence>(seed => new(seed));
