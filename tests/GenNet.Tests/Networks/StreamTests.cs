namespace GenNet.Tests.Networks;

// A line a network: what is promised of streams, and the whole contract of networks.
public sealed class ConvStreamTests() : StreamContract<ConvStream, ConvStream.State>(
    () => new(), (network, frames, outputs, state) => network.Process(frames, outputs, state), steps: 9);

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

public sealed class ResidualStreamTests() : StreamContract<ResidualStream, ResidualStream.State>(
    () => new(), (network, frames, outputs, state) => network.Process(frames, outputs, state), steps: 8);

public sealed class StreamTests
{
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

public sealed class SingleFrameStreamContractTests() : NetworkContract<SingleFrameStream>(seed => new(seed));

public sealed class FramewiseStreamContractTests() : NetworkContract<FramewiseStream>(seed => new(seed));

public sealed class LastOfSequenceContractTests() : NetworkContract<LastOfSequence>(seed => new(seed));

public sealed class MeanOfSequenceContractTests() : NetworkContract<MeanOfSequence>(seed => new(seed));
