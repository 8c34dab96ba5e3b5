namespace GenNet.Tests.Trials;

/// <summary>Successive halving ends trials early, and those that go on do so as if they had never stopped.</summary>
public sealed class HalvingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task TrialsHaveTheBitsOfThoseThatNeverStopped(int workers)
    {
        SearchResult<Settings> result = await Spirals.Search(epochs: 20, new() { Epochs = 2 }).RunAsync(new LocalRunner(workers));

        // 6 settings have 2 epochs, 2 of them have 6, 1 has 18, then 20.
        int[] epochs = [.. result.Ranking.Select(one => one.Results[0].Epochs.Count)];
        Assert.Equal([20, 6, 2, 2, 2, 2], epochs);
        for (int rank = 0; rank < epochs.Length; rank++)
        {
            SettingsResult<Settings> halved = result.Ranking[rank];
            SearchResult<Settings> whole = await Spirals.Search(epochs[rank]).RunAsync(new LocalRunner(1));
            SettingsResult<Settings> never = whole.Ranking.Single(one => one.Settings == halved.Settings);
            Assert.Equal(never.Results.Select(one => one.ParameterHash), halved.Results.Select(one => one.ParameterHash));
            Assert.Equal(never.Results.Select(one => one.Final! with { Duration = default }),
                halved.Results.Select(one => one.Final! with { Duration = default }));
            Assert.Equal(never.Score, halved.Score);
        }
    }

    [Fact]
    public async Task EndsThoseThatAreWorstWhenOthersGoOn()
    {
        SearchResult<Settings> whole = await Spirals.Search(epochs: 2).RunAsync();
        SearchResult<Settings> halved = await Spirals.Search(epochs: 20, new() { Epochs = 2 }).RunAsync();
        Assert.Equal(
            whole.Ranking.Take(2).Select(one => one.Settings).ToHashSet(), halved.Ranking.Take(2).Select(one => one.Settings).ToHashSet());
        Assert.Equal(whole.Ranking.Skip(2).Select(one => one.Settings), halved.Ranking.Skip(2).Select(one => one.Settings));
    }

    /// <summary>Trials that early stopping ends between two rungs keep their score, and those that go on keep their patience.</summary>
    [Fact]
    public async Task GoesTogetherWithEarlyStopping()
    {
        Training<float> Train(Trial<Settings> trial) => Spirals.Train(trial, 30, new() { Patience = 3 });
        SearchResult<Settings> whole = await new Search<Settings>(Spirals.Grid, Train).RunAsync();
        SuccessiveHalving halving = new() { Epochs = 3, Factor = 2 };
        SearchResult<Settings> halved = await new Search<Settings>(Spirals.Grid, Train) { Halving = halving }.RunAsync();
        TrialResult best = halved.Best.Results.Single();
        Assert.Equal(whole.Results[best.Trial].ParameterHash, best.ParameterHash);
        Assert.Equal(whole.Results[best.Trial].Epochs.Count, best.Epochs.Count);
        Assert.Equal(whole.Results[best.Trial].Score, best.Score);
    }

    [Fact]
    public async Task FailuresAreEndedFirst()
    {
        Settings[] settings = [new("round", 1), .. Spirals.Grid.Take(3), new("square", 1)];
        var search = new Search<Settings>(settings, trial => Spirals.Train(trial, 9)) { Halving = new() { Epochs = 1 } };
        SearchResult<Settings> result = await search.RunAsync();
        Assert.Equal([9, 1, 1, 0, 0], result.Ranking.Select(one => one.Results.Single().Epochs.Count));
        Assert.Equal(["round", "square"], result.Ranking.Where(one => one.Error is not null).Select(one => one.Settings.Architecture));
    }

    [Fact]
    public async Task WhereAllFailItEnds()
    {
        var search = new Search<Settings>([new("round", 1), new("square", 1)], trial => Spirals.Train(trial, 9)) { Halving = new() };
        Assert.Equal(2, (await search.RunAsync()).Ranking.Count);
    }

    /// <summary>A folder in which trials have already come further changes neither the choice nor any bit.</summary>
    [Fact]
    public async Task GoesOnFromTrialsThatCameFurther()
    {
        using ModelFiles.TemporaryFolder folder = new();
        SearchResult<Settings> whole = await Spirals.Search(epochs: 20).RunAsync(new LocalRunner(2, folder.File("runs")));
        SearchResult<Settings> fresh = await Spirals.Search(epochs: 20, new() { Epochs = 2 }).RunAsync();
        SearchResult<Settings> resumed = await Spirals.Search(epochs: 20, new() { Epochs = 2 }).RunAsync(
            new LocalRunner(2, folder.File("runs")));
        Assert.Equal(fresh.Ranking.Select(one => (one.Settings, one.Score)), resumed.Ranking.Select(one => (one.Settings, one.Score)));
        Assert.Equal(whole.Results.Select(one => one.ParameterHash), resumed.Results.Select(one => one.ParameterHash));
    }
}
