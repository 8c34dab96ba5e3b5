using GenNet.Networks;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>What is promised of a network that follows streams: a line a network, as with <see cref="NetworkContract{TNet}"/>.</summary>
/// <typeparam name="TNet">The network.</typeparam>
/// <typeparam name="TState">Its state.</typeparam>
public abstract class StreamContract<TNet, TState>(Func<TNet> create, Action<TNet, float[], float[], TState> process, int steps)
    where TNet : class, INeuralNetwork<TNet, float>
    where TState : StreamState<TState, float>, new()
{
    private const int Frames = 300;

    private readonly int _inputs = TNet.InputSize / steps, _outputs = TNet.OutputSize / steps;

    [Fact]
    public void AWindowFromTheZeroStateIsWhatPredictGives()
    {
        TNet network = Arbitrary();
        float[] window = Stream(seed: 3, steps), expected = new float[TNet.OutputSize];
        network.Predict(window, expected);
        Close.SameBits(expected, Process(network, window, new()), "outputs");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(0)] // Of random lengths, 0 among them.
    public void CutsDoNotShow(int length)
    {
        TNet network = Arbitrary();
        float[] stream = Stream(seed: 5, Frames), whole = Process(network, stream, new());
        TState state = new();
        Random random = new(Seed: 9);
        List<float> outputs = [];
        for (int first = 0, count; first < Frames; first += count)
        {
            count = Math.Min(Frames - first, length == 0 ? random.Next(90) : length);
            outputs.AddRange(Process(network, stream[(first * _inputs)..((first + count) * _inputs)], state));
        }

        Close.SameBits(whole, outputs.ToArray(), "outputs");
    }

    [Fact]
    public void AResetStateStartsAgainAndACopyGoesOnAsItsOriginal()
    {
        TNet network = Arbitrary();
        float[] start = Stream(seed: 1, 70), rest = Stream(seed: 2, 70);
        TState state = new(), copy = new();
        float[] first = Process(network, start, state);
        Process(network, rest, copy); // What the copy was before does not matter.
        state.CopyTo(copy);
        float[] expected = Process(network, rest, state);
        Close.SameBits(expected, Process(network, rest, copy), "outputs of the copy");
        state.Reset();
        Close.SameBits(first, Process(network, start, state), "outputs after the reset");
        Assert.Throws<ArgumentNullException>("other", () => state.CopyTo(null!));
    }

    [Fact]
    public void OutputsMayTakeThePlaceOfFrames()
    {
        if (_inputs != _outputs) return;
        TNet network = Arbitrary();
        float[] stream = Stream(seed: 5, Frames), expected = Process(network, stream, new());
        process(network, stream, stream, new());
        Close.SameBits(expected, stream, "outputs");
    }

    [Fact]
    public void StreamsOnTwoThreadsDoNotTouch()
    {
        TNet network = Arbitrary();
        float[][] streams = [Stream(seed: 6, Frames), Stream(seed: 7, Frames)];
        float[][] expected = [.. streams.Select(stream => Process(network, stream, new()))];
        Parallel.For(0, 8, i =>
        {
            TState state = new();
            for (int round = 0; round < 10; round++)
            {
                state.Reset();
                Close.SameBits(expected[i % 2], Process(network, streams[i % 2], state), "outputs");
            }
        });
    }

    [Fact]
    public void NothingIsAllocated()
    {
        TNet network = Arbitrary();
        TState state = new();
        foreach (int frames in new[] { 0, 1, 64, Frames })
        {
            float[] stream = Stream(seed: 5, frames), outputs = new float[frames * _outputs];
            Allocations.None($"Process of {frames} frames", () => process(network, stream, outputs, state));
        }
    }

    [Fact]
    public void WhatDoesNotFitIsNamedAndChangesNothing()
    {
        TNet network = Arbitrary();
        TState state = new(), twin = new();
        float[] start = Stream(seed: 1, 10), rest = Stream(seed: 2, 10), untouched = [.. Enumerable.Repeat(float.NaN, (10 * _outputs) + 1)];
        Process(network, start, state);
        Process(network, start, twin);
        if (_inputs > 1) Refused("frames", $"{(10 * _inputs) + 1}", new float[(10 * _inputs) + 1], untouched);
        Refused("outputs", $"{10 * _outputs}", rest, untouched);
        Refused("outputs", $"{10 * _outputs}", rest, untouched[2..]);
        Assert.Throws<ArgumentNullException>("state", () => process(network, rest, new float[10 * _outputs], null!));
        Close.SameBits(Process(network, rest, twin), Process(network, rest, state), "outputs afterwards");

        void Refused(string argument, string needed, float[] frames, float[] outputs)
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(argument, () => process(network, frames, outputs, state));
            Assert.Contains(argument == "outputs" ? needed : $"{frames.Length}", exception.Message);
            Assert.All(outputs, output => Assert.True(float.IsNaN(output)));
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void AResetStateForgetsWhatIsNotFinite(float poison)
    {
        TNet network = Arbitrary();
        float[] stream = Stream(seed: 5, 70), spoiled = [.. stream], expected = Process(network, stream, new());
        spoiled[_inputs] = poison;
        TState state = new();
        float[] outputs = Process(network, spoiled, state);
        Close.SameBits(expected.AsSpan(0, _outputs), outputs.AsSpan(0, _outputs), "outputs before it");
        state.Reset();
        Close.SameBits(expected, Process(network, stream, state), "outputs after the reset");
    }

    [Fact]
    public void ACopyOfItselfChangesNothing()
    {
        TNet network = Arbitrary();
        TState state = new(), twin = new();
        float[] start = Stream(seed: 1, 10), rest = Stream(seed: 2, 10);
        Process(network, start, state);
        Process(network, start, twin);
        state.CopyTo(state);
        Close.SameBits(Process(network, rest, twin), Process(network, rest, state), "outputs");
    }

    private TNet Arbitrary()
    {
        TNet network = create();
        float[] state = network.Parameters.GetState();
        Random random = new(Seed: 4);
        for (int i = 0; i < state.Length; i++) state[i] += 0.3f * (random.NextSingle() - 0.5f);
        network.Parameters.SetState(state);
        return network;
    }

    private float[] Stream(int seed, int frames)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable.Range(0, frames * _inputs).Select(i => Categories.Of<TNet, float>(i % _inputs))
                .Select(categories => categories > 0 ? random.Next(categories) : (2 * random.NextSingle()) - 1),
        ];
    }

    private float[] Process(TNet network, float[] frames, TState state)
    {
        float[] outputs = new float[frames.Length / _inputs * _outputs];
        process(network, frames, outputs, state);
        return outputs;
    }
}
