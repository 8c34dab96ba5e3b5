namespace GenNet.Tests.Trials;

/// <summary>Several predictors as one.</summary>
public sealed class EnsembleTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(3, 1)]
    [InlineData(5, 600)]
    public void PredictsTheMeanAndTheSpread(int members, int rows)
    {
        NarrowNet[] networks = [.. Enumerable.Range(0, members).Select(seed => new NarrowNet(seed))];
        var ensemble = new Ensemble<float>(networks);
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, 2 * rows).Select(_ => 4 * random.NextSingle() - 2)];
        float[] means = new float[rows], deviations = new float[rows], alone = new float[rows];
        ensemble.Predict(inputs, means, deviations);
        ensemble.Predict(inputs, alone);
        Assert.Equal(means, alone);
        float[][] outputs = [.. networks.Select(network => Predict(network, inputs))];
        for (int i = 0; i < rows; i++)
        {
            double mean = outputs.Average(one => one[i]);
            Assert.Equal(mean, means[i], 1e-6);
            Assert.Equal(Math.Sqrt(outputs.Average(one => Math.Pow(one[i] - mean, 2))), deviations[i], 1e-6);
            float[] row = new float[1], rowDeviation = new float[1];
            ensemble.Predict(inputs.AsSpan(2 * i, 2), row, rowDeviation);
            Assert.Equal((means[i], deviations[i]), (row[0], rowDeviation[0]));
        }
    }

    [Fact]
    public void EqualMembersAreAsOne()
    {
        float[] inputs = [0.3f, -1.7f, 12, 0.1f], means = new float[2], deviations = [1, 1];
        new Ensemble<float>([new NarrowNet(7), new NarrowNet(7), new NarrowNet(7)]).Predict(inputs, means, deviations);
        Assert.Equal(Predict(new NarrowNet(7), inputs), means);
        Assert.Equal([0, 0], deviations);
    }

    [Fact]
    public void AllocatesNothingAfterTheFirstCall()
    {
        Dataset data = Dataset.FromArrays([1f, 2, 3, 5], 2, [0, 1]);
        var pipeline = new Pipeline<float>(new NarrowNet(2), data) { FeatureScaler = StandardScaler.Fit(data) };
        var ensemble = new Ensemble<float>([new NarrowNet(1), pipeline]);
        float[] inputs = new float[1000], means = new float[500], deviations = new float[500];
        ensemble.Predict(inputs, means, deviations);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ensemble.Predict(inputs, means, deviations);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        Assert.Throws<ArgumentException>("members", () => new Ensemble<float>([]));
        Assert.Throws<ArgumentException>("members", () => new Ensemble<float>([new NarrowNet(), null!]));
        Assert.Throws<ArgumentException>("members", () => new Ensemble<float>([new NarrowNet(), new ModelFiles.Wide()]));
        var ensemble = new Ensemble<float>([new NarrowNet(), new NarrowNet(1)]);
        float[] outputs = [7, 7];
        Assert.Throws<ArgumentException>("inputs", () => ensemble.Predict(new float[3], outputs));
        Assert.Throws<ArgumentException>("outputs", () => ensemble.Predict(new float[6], outputs));
        Assert.Throws<ArgumentException>("means", () => ensemble.Predict(new float[6], outputs, new float[3]));
        Assert.Throws<ArgumentException>("deviations", () => ensemble.Predict(new float[4], outputs, default));
        Assert.Equal([7, 7], outputs);
        ensemble.Predict([], []);
    }

    [Fact]
    public async Task TheBestOfASearchPredictWithTheirScalers()
    {
        using ModelFiles.TemporaryFolder folder = new();
        Search<Settings> search = Spirals.Search(epochs: 5);
        SearchResult<Settings> inMemory = await search.RunAsync();
        SearchResult<Settings> inFiles = await search.RunAsync(new LocalRunner(2, folder.File("runs")));
        Ensemble<float> ensemble = await inMemory.EnsembleAsync<float>(2);
        Assert.Equal(2 * 2 * Spirals.Folds, ensemble.Members.Count);

        float[] inputs = [3.1f, 0.4f, 2, -1], expected = new float[2], means = new float[2];
        IEnumerable<Trial<Settings>> trials = inMemory.Ranking.Take(2).SelectMany(one => one.Trials);
        foreach ((IPredictor<float> member, Trial<Settings> trial) in ensemble.Members.Zip(trials))
        {
            Training<float> training = Spirals.Train(trial, 5);
            training.Network.Fit(training.Data, training.Optimizer, training.Options);
            training.Predictor!.Predict(inputs, expected);
            Assert.Equal(expected, Predict(member, inputs));
        }

        ensemble.Predict(inputs, expected);
        (await inFiles.EnsembleAsync<float>(2)).Predict(inputs, means);
        Assert.Equal(expected, means);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("count", () => inMemory.EnsembleAsync<float>(0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("count", () => inMemory.EnsembleAsync<float>(7));
        await Assert.ThrowsAsync<InvalidOperationException>(() => inMemory.EnsembleAsync<double>());
        Directory.Delete(folder.File("runs"), recursive: true);
        InvalidOperationException gone = await Assert.ThrowsAsync<InvalidOperationException>(() => inFiles.EnsembleAsync<float>());
        Assert.Contains("no checkpoint", gone.Message);
    }

    private static float[] Predict(IPredictor<float> predictor, ReadOnlySpan<float> inputs)
    {
        var outputs = new float[inputs.Length / predictor.InputSize * predictor.OutputSize];
        predictor.Predict(inputs, outputs);
        return outputs;
    }
}
