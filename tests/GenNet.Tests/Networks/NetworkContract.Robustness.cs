using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

// Numbers that are none, or too large, or too small: never an exception, and never a neighbour's concern.
public abstract partial class NetworkContract<TNet>
{
    private const float Denormal = 1e-40f;

    [Theory, BatchSizes]
    public void ASampleOfNaNsGivesNaNsAndLeavesItsNeighboursAlone(int samples)
    {
        TNet network = Arbitrary();
        float[] inputs = Samples(samples).Inputs;
        float[] expected = Predict(network, inputs);
        foreach (int row in new[] { 0, samples / 2, samples - 1 })
        {
            float[] changed = [.. inputs];
            RowOf(changed, row, TNet.InputSize).Fill(float.NaN);
            float[] outputs = Predict(network, changed);
            foreach (float output in RowOf(outputs, row, TNet.OutputSize)) Assert.Equal(float.NaN, output);
            RowOf(expected, row, TNet.OutputSize).CopyTo(RowOf(outputs, row, TNet.OutputSize));
            Close.SameBits(expected, outputs, $"neighbours of row {row}");
        }
    }

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(float.MaxValue)]
    [InlineData(-1e30f)]
    [InlineData(Denormal)]
    [InlineData(-0f)]
    public void ExtremeSamplesAreNoNeighboursConcernEither(float extreme)
    {
        const int samples = 37, row = 17;
        TNet network = Arbitrary();
        float[] inputs = Samples(samples).Inputs;
        float[] expected = Predict(network, inputs);
        RowOf(inputs, row, TNet.InputSize).Fill(extreme);
        float[] outputs = Predict(network, inputs), alone = Predict(network, RowOf(inputs, row, TNet.InputSize).ToArray());

        // Whether two NaNs have the same sign is not promised.
        Span<float> own = RowOf(outputs, row, TNet.OutputSize);
        Assert.Equal(alone, own.ToArray());
        RowOf(expected, row, TNet.OutputSize).CopyTo(own);
        Close.SameBits(expected, outputs, "neighbours");
    }

    [Fact]
    public void DenormalSamplesAreNotLost()
    {
        TNet network = Arbitrary();
        float[] inputs = Samples(20).Inputs;
        for (int i = 0; i < inputs.Length; i++) inputs[i] *= Denormal;
        double[] expected = ReferenceTo(network).Predict(Close.Widen(inputs));
        Close.To(expected, Predict(network, inputs), Close.Long(expected), "outputs");
    }

    [Fact]
    public void ANetworkThatLearnedNaNsIsAsNewWithNewParameters()
    {
        TNet spoiled = Arbitrary(), fresh = Arbitrary();
        float[] parameters = ParametersOf(spoiled);
        Batch batch = Samples(20);
        float[] nothing = Unwritten(batch.Inputs.Length);
        spoiled.Train(nothing, batch.Targets, new Sgd(0.1, momentum: 0.9));
        spoiled.SetParameters(parameters);

        // Clipping by norm looks at all there is.
        Adam first = new(1e-2) { ClipNorm = 0.5 }, second = new(1e-2) { ClipNorm = 0.5 };
        for (int step = 0; step < 3; step++)
            Close.SameBits([fresh.Train(batch.Inputs, batch.Targets, first)], [spoiled.Train(batch.Inputs, batch.Targets, second)], "loss");
        Close.SameBits(ParametersOf(fresh), ParametersOf(spoiled), "parameters");
    }

    private static Span<float> RowOf(float[] rows, int row, int size) => rows.AsSpan(row * size, size);
}
