using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

// Numbers that are none, or too large, or too small: never an exception, and never a neighbour's concern.
public abstract partial class NetworkContract<TNet>
{
    private const float Denormal = 1e-40f;

    // What is no category is refused instead.
    private static int[] Features => [.. Enumerable.Range(0, TNet.InputSize).Where(column => s_declared.CategoriesOf(column) == 0)];

    [Theory, BatchSizes]
    public void ASampleOfNaNsGivesNaNsAndLeavesItsNeighboursAlone(int samples)
    {
        TNet network = Arbitrary();
        float[] inputs = Samples(samples).Inputs;
        float[] expected = Predict(network, inputs);
        foreach (int row in new[] { 0, samples / 2, samples - 1 })
        {
            float[] changed = [.. inputs];
            FillFeatures(changed, row, float.NaN);
            float[] outputs = Predict(network, changed);
            if (Features.Length > 0)
                Assert.All(RowOf(outputs, row, TNet.OutputSize).ToArray(), output => Assert.Equal(float.NaN, output));
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
        FillFeatures(inputs, row, extreme);
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
        for (int row = 0; row < 20; row++)
        {
            foreach (int column in Features) inputs[(row * TNet.InputSize) + column] *= Denormal;
        }

        double[] expected = ReferenceTo(network).Predict(Close.Widen(inputs));
        Close.To(expected, Predict(network, inputs), Close.Long(expected), "outputs");
    }

    [Fact]
    public void ANetworkThatLearnedNaNsIsAsNewWithNewParameters()
    {
        TNet spoiled = Arbitrary(), fresh = Arbitrary();
        float[] parameters = ParametersOf(spoiled);
        Batch batch = Samples(20);
        float[] nothing = [.. batch.Inputs];
        for (int row = 0; row < 20; row++) FillFeatures(nothing, row, float.NaN);
        spoiled.Train(nothing, Unwritten(batch.Targets.Length), new Sgd(0.1, momentum: 0.9));
        spoiled.SetParameters(parameters);

        // Clipping by norm looks at all there is.
        Adam first = new(1e-2) { ClipNorm = 0.5 }, second = new(1e-2) { ClipNorm = 0.5 };
        for (int step = 0; step < 3; step++)
            Close.SameBits([fresh.Train(batch.Inputs, batch.Targets, first)], [spoiled.Train(batch.Inputs, batch.Targets, second)], "loss");
        Close.SameBits(ParametersOf(fresh), ParametersOf(spoiled), "parameters");
    }

    private static void FillFeatures(float[] inputs, int row, float value)
    {
        foreach (int column in Features) inputs[(row * TNet.InputSize) + column] = value;
    }

    private static Span<float> RowOf(float[] rows, int row, int size) => rows.AsSpan(row * size, size);
}
