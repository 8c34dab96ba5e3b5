using GenNet.Networks;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>Several outputs of windows: frame by frame in their row, by spans that stand apart, and bad input.</summary>
public sealed class SeveralOutputsStreamTests
{
    private const int Frames = 3, Inputs = 6, Outputs = 18;

    public static TheoryData<int> Batches => [1, 2, 17];

    [Fact]
    public void TheOutputsStandSideBySideInEachFrame()
    {
        IReadOnlyList<OutputDescription> frames = Of<ManyOutputsOfFrames>(), rows = Of<HeadsOfWindows>();
        Assert.Equal([0, 2, 6, 10, 12, 15], frames.Select(output => output.Start));
        Assert.Equal([2 * Frames, 4 * Frames, 4 * Frames, 2 * Frames, 3 * Frames, 3 * Frames], frames.Select(output => output.Size));
        Assert.All(frames, output => Assert.Equal((Frames, 1), (output.Frames, output.BurnIn)));
        Assert.Equal([0, 3, 6], rows.Select(output => output.Start));
        Assert.Equal([3, 3, 2], rows.Select(output => output.Size));
        Assert.All(rows, output => Assert.Equal((1, 0), (output.Frames, output.BurnIn)));
        Assert.Null(typeof(HeadsOfWindows).GetMethod("Process"));

        static IReadOnlyList<OutputDescription> Of<TNet>() where TNet : class, INeuralNetwork<TNet, float> => TNet.Outputs;
    }

    /// <summary>Spans hold their value frame after frame, labels one for each frame.</summary>
    [Theory, MemberData(nameof(Batches))]
    public void SpansThatStandApartGiveTheBitsOfRows(int samples)
    {
        var network = new ManyOutputsOfFrames(seed: 1);
        INeuralNetwork<float> any = network;
        (double[] wideInputs, double[] wideTargets) = SeveralOutputs.Samples(any.Outputs, ManyOutputsOfFrames.InputSize, samples);
        float[] inputs = Close.Narrow(wideInputs), targets = Close.Narrow(wideTargets), outputs = new float[targets.Length];
        float[] state = Columns(inputs, Inputs, 0, 4), goal = Columns(inputs, Inputs, 4, 2);
        float[][] apart = [.. any.Outputs.Select(output => Columns(targets, Outputs, output.Start, output.Size / Frames))];
        int[] kinds = Labels(apart[1], 4), colours = Labels(apart[5], 3);
        float[][] places = [.. apart.Select(column => new float[column.Length])];
        ManyOutputsOfFrames.Inputs OfInputs() => new() { State = state, Goal = goal };
        ManyOutputsOfFrames.Outputs OfOutputs() => new()
        {
            Flags = places[0], Kind = places[1], Trunk = places[2], Goal = places[3], Size = places[4], Colour = places[5],
        };
        ManyOutputsOfFrames.Targets OfTargets() => new()
        {
            Flags = apart[0], Kind = kinds, Trunk = apart[2], Goal = apart[3], Size = apart[4], Colour = colours,
        };

        network.Predict(inputs, outputs);
        network.Predict(OfInputs(), OfOutputs());
        foreach ((OutputDescription output, float[] place) in any.Outputs.Zip(places))
            Close.SameBits(Columns(outputs, Outputs, output.Start, output.Size / Frames), place, output.Name);
        float[] gradient = new float[ManyOutputsOfFrames.ParameterCount], other = new float[gradient.Length];
        Assert.Equal(network.ComputeGradient(inputs, targets, gradient), network.ComputeGradient(OfInputs(), OfTargets(), other));
        Assert.Equal(gradient, other);
        Assert.Equal(network.ComputeLoss(inputs, targets), network.ComputeLoss(inputs, OfTargets()));
        float[] byInputs = new float[inputs.Length], otherByInputs = new float[inputs.Length];
        network.Backward(inputs, outputs, gradient, byInputs);
        network.Backward(OfInputs(), OfOutputs(), other, otherByInputs);
        Assert.Equal(gradient, other);
        Assert.Equal(byInputs, otherByInputs);
    }

    [Fact]
    public void CallsAllocateNothing()
    {
        TagAndValue network = new(seed: 1);
        float[] inputs = new float[20 * TagAndValue.InputSize], value = new float[20 * 6], tag = new float[20 * 6 * 3];
        float[] gradient = new float[TagAndValue.ParameterCount];
        int[] tags = new int[20 * 6];
        Adam adam = new();
        Allocations.None("Predict", () => network.Predict(inputs, new TagAndValue.Outputs { Tag = tag, Value = value }));
        Allocations.None("Train", () => network.Train(inputs, new TagAndValue.Targets { Tag = tags, Value = value }, adam));
        Allocations.None(
            "ComputeGradient", () => network.ComputeGradient(inputs, new TagAndValue.Targets { Tag = tags, Value = value }, gradient));
    }

    [Fact]
    public void WhatStandsApartIsCheckedByWindows()
    {
        var network = new ManyOutputsOfFrames(seed: 1);
        float[] outputs = new float[ManyOutputsOfFrames.OutputSize], state = new float[4 * Frames], goal = new float[2 * Frames];
        Throws("inputs", "inputs.State has 4 elements; a batch needs a multiple of its size, 12.", () =>
            network.Predict(new ManyOutputsOfFrames.Inputs { State = new float[4], Goal = goal }, outputs));
        Throws("inputs", "inputs.Goal has 2 elements; 1 samples x its size, 6, need 6.", () =>
            network.Predict(new ManyOutputsOfFrames.Inputs { State = state, Goal = new float[2] }, outputs));
        Throws("targets", "targets.Kind has 1 elements; 1 samples x its size, 3, need 3.", () => network.ComputeLoss(
            new ManyOutputsOfFrames.Inputs { State = state, Goal = goal },
            new ManyOutputsOfFrames.Targets { Flags = new float[2 * Frames], Kind = new int[1] }));
        Throws("labels", "labels were given; the network has 6 outputs", () => network.Train(
            new float[ManyOutputsOfFrames.InputSize], new int[Frames], new Adam()));
        Assert.All(outputs, output => Assert.Equal(0, output));

        static void Throws(string argument, string message, Action call) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(argument, call).Message, StringComparison.Ordinal);
    }

    /// <summary>Whatever the targets of both are there: even a loss that is not finite.</summary>
    [Fact]
    public void AFrameThatIsBurntInCountsForNoOutput()
    {
        TagAndValue network = new(seed: 3);
        INeuralNetwork<float> any = network;
        (double[] x, double[] y) = SeveralOutputs.Samples(any.Outputs, TagAndValue.InputSize, 3);
        float[] inputs = Close.Narrow(x), targets = Close.Narrow(y), spoiled = [.. targets];
        for (int i = 0; i < spoiled.Length; i++)
        {
            if (i % TagAndValue.OutputSize < 2 * 4) spoiled[i] = i % 2 == 0 ? float.NaN : float.PositiveInfinity;
        }

        float[] gradient = new float[TagAndValue.ParameterCount], other = new float[gradient.Length], losses = new float[2];
        float[] otherLosses = new float[2];
        Assert.Equal(network.ComputeGradient(inputs, targets, gradient), network.ComputeGradient(inputs, spoiled, other));
        Assert.Equal(gradient, other);
        any.ComputeLoss(new Samples<float>(inputs, targets), [], losses);
        any.ComputeLoss(new Samples<float>(inputs, spoiled), [], otherLosses);
        Assert.Equal(losses, otherLosses);
        Assert.Equal(
            any.Evaluate(Data(targets)).Outputs["tag"].Accuracy, any.Evaluate(Data([.. spoiled.Select(y => float.IsFinite(y) ? y : 9)]))
                .Outputs["tag"].Accuracy);

        Dataset Data(float[] rows) => Dataset.FromArrays(inputs, TagAndValue.InputSize, rows, TagAndValue.OutputSize);
    }

    [Fact]
    public void StreamsOfDoublesHaveTheBitsOfWindows()
    {
        DoubleManyOutputsOfFrames network = new(seed: 5);
        double[] window = [.. Enumerable.Range(0, DoubleManyOutputsOfFrames.InputSize).Select(i => Math.Sin(i))];
        double[] expected = new double[DoubleManyOutputsOfFrames.OutputSize], actual = new double[expected.Length];
        network.Predict(window, expected);
        DoubleManyOutputsOfFrames.State state = new();
        network.Process(window.AsSpan(0, 2 * Inputs), actual.AsSpan(0, 2 * Outputs), state);
        network.Process(window.AsSpan(2 * Inputs), actual.AsSpan(2 * Outputs), state);
        Assert.Equal(expected, actual);
    }

    private static float[] Columns(float[] frames, int size, int start, int count) =>
        [.. frames.Chunk(size).SelectMany(frame => frame[start..(start + count)])];

    private static int[] Labels(float[] oneHot, int classes) => [.. oneHot.Chunk(classes).Select(frame => Array.IndexOf(frame, 1))];
}
