namespace GenNet.Tests.Trials;

/// <summary>Trials have the same key where they have the same bits, and others where anything differs that the search can see.</summary>
public sealed class TrialKeyTests
{
    [Fact]
    public void AreTheSameForTheSameTraining() => Assert.Equal(
        Spirals.Search(3).Trials.Select(trial => trial.ComputeKey()), Spirals.Search(9).Trials.Select(trial => trial.ComputeKey()));

    [Fact]
    public void DifferForEachTrial()
    {
        string[] hashes = [.. Spirals.Search(3).Trials.Select(trial => trial.ComputeKey().Hash)];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.All(hashes, hash => Assert.Matches("^[0-9a-f]{32}$", hash));
    }

    [Fact]
    public void TellWhatDiffers()
    {
        TrialKey Key(Func<Training<float>, Training<float>> change) =>
            new Search<Settings>(Spirals.Grid.Take(1), trial => change(Spirals.Train(trial, 2))).Trials[0].ComputeKey();

        TrialKey key = Key(one => one);
        Assert.Equal("Settings { Architecture = narrow, LearningRate = 0.003, BatchSize = 16 }", key.Settings);
        Assert.Equal("Dense(2, 12), Tanh, Dropout(0.1), Dense(12, 1), Sigmoid", key.Architecture);
        Assert.Equal(
            "AdamW(WeightDecay = 0.01, DecouplesWeightDecay = True, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1E-08, AmsGrad = False, "
            + "LearningRate = 0.003, BatchSize = 16, Seed = 1)",
            key.Method);
        Assert.Equal(128, key.Data.Length);

        TrialKey deep = Key(one => new() { Network = new DeepNet(), Data = one.Data, Optimizer = one.Optimizer, Options = one.Options });
        Assert.Equal(key with { Architecture = deep.Architecture, Beginning = deep.Beginning }, deep);
        TrialKey squares = Key(one => new()
        {
            Network = new NarrowSquaresNet(1), Data = one.Data, Optimizer = one.Optimizer, Options = one.Options,
        });
        Assert.Equal(key with { Beginning = squares.Beginning }, squares);
        TrialKey sgd = Key(one => new() { Network = one.Network, Data = one.Data, Optimizer = new Sgd(0.1), Options = one.Options });
        Assert.Equal(key with { Method = sgd.Method }, sgd);
        TrialKey half = Key(one => new()
        {
            Network = one.Network, Data = ((Dataset)one.Data)[..30], Optimizer = one.Optimizer, Options = one.Options,
        });
        Assert.Equal(key with { Data = half.Data }, half);
        TrialKey[] keys = [key, deep, squares, sgd, half, key with { Fold = 12, Seed = 3 }];
        Assert.Equal(keys.Length, keys.Select(one => one.Hash).Distinct().Count());
        Assert.NotEqual((key with { Fold = 1, Seed = 23 }).Hash, (key with { Fold = 12, Seed = 3 }).Hash);
    }

    [Fact]
    public void AreOfAllThatNetworksLearnFrom()
    {
        Dataset data = Dataset.FromArrays([1f, 2, 3, 4], 2, [0, 1]);
        Dataset[] others =
        [
            Dataset.FromArrays([1f, 2, 3, 5], 2, [0, 1]), Dataset.FromArrays([1f, 2, 3, 4], 2, [1, 0]),
            Dataset.FromArrays([1f, 2, 3, 4], 2, [0, 1], ["a", "b", "c"]), Dataset.FromArrays([1f, 2, 3, 4], 2, [0f, 1], 1),
            Dataset.FromArrays([1f, 2, 3, 4], 1, [0, 1, 0, 1]), data.WithSampleWeights([1, 2]), data[..1],
        ];
        Assert.Equal(data.ContentHash, Dataset.FromArrays([1f, 2, 3, 4], 2, [0, 1], ["a", "b"]).ContentHash);
        Assert.Equal(8, others.Append(data).Select(one => one.ContentHash).Distinct().Count());
    }
}
