using System.Globalization;

namespace GenNet.Tests.Trials;

/// <summary>What a search finds depends on the trials alone, whatever runs beside them and in whatever order.</summary>
public sealed class SearchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task HasTheSameTableForAnyNumberOfWorkersAndAnyOrder(int workers)
    {
        Search<Settings> search = Spirals.Search(epochs: 6);
        SearchResult<Settings> backwards = await search.RunAsync(new BackwardsRunner(search.Trials.Count));
        SearchResult<Settings> result = await search.RunAsync(new LocalRunner(workers));
        Assert.Equal(Spirals.Csv(backwards), Spirals.Csv(result));
        Assert.All(result.Results, one => Assert.Null(one.Error));
        Assert.Equal(
            backwards.Ranking.Select(one => (one.Settings, one.Score, one.Deviation)),
            result.Ranking.Select(one => (one.Settings, one.Score, one.Deviation)));
    }

    [Fact]
    public async Task ATrialIsThatOfASearchForItAlone()
    {
        Settings last = Spirals.Grid.Last();
        SearchResult<Settings> all = await Spirals.Search(epochs: 4).RunAsync();
        SearchResult<Settings> alone = await new Search<Settings>([last], trial => Spirals.Train(trial, 4)) { Seeds = [2] }.RunAsync();
        TrialResult same = all.Trials.Zip(all.Results).Single(
            one => one.First.Settings == last && one.First.Fold == 0 && one.First.Seed == 2).Second;
        Assert.Equal(same.ParameterHash, alone.Results.Single().ParameterHash);
        Assert.Equal(same.Final!.ValidationLoss, alone.Best.Score);
    }

    [Fact]
    public async Task ATrialIsTheFitOfItsTraining()
    {
        Search<Settings> search = Spirals.Search(epochs: 5);
        SearchResult<Settings> result = await search.RunAsync();
        foreach ((Trial<Settings> trial, TrialResult trialResult) in result.Trials.Zip(result.Results))
        {
            Training<float> training = Spirals.Train(trial, 5);
            TrainingHistory history = training.Network.Fit(training.Data, training.Optimizer, training.Options);
            Assert.Equal(
                history.Epochs.Select(epoch => epoch with { Duration = default }),
                trialResult.Epochs.Select(epoch => epoch with { Duration = default }));
            Assert.Equal(Spirals.Hash(training.Network), trialResult.ParameterHash);
        }
    }

    [Fact]
    public async Task RanksByTheMeanOverFoldsAndSeeds()
    {
        SearchResult<Settings> byLoss = await Spirals.Search(epochs: 8).RunAsync();
        Assert.All(byLoss.Ranking.Zip(byLoss.Ranking.Skip(1)), pair => Assert.True(pair.First.Score <= pair.Second.Score));
        Assert.Same(byLoss.Ranking[0], byLoss.Best);
        Assert.Equal(byLoss.Best.Results.Average(one => one.Final!.ValidationLoss!.Value), byLoss.Best.Score, 1e-15);
        Assert.Equal(2 * Spirals.Folds, byLoss.Best.Trials.Count);

        Search<Settings> search = new(Spirals.Grid, trial => Spirals.Train(trial, 8)) { Monitor = EarlyStoppingMonitor.ValidationAccuracy };
        SearchResult<Settings> byAccuracy = await search.RunAsync();
        Assert.All(byAccuracy.Ranking.Zip(byAccuracy.Ranking.Skip(1)), pair => Assert.True(pair.First.Score >= pair.Second.Score));
        Assert.Equal(byAccuracy.Best.Results.Single().Final!.ValidationAccuracy, byAccuracy.Best.Score);
    }

    [Fact]
    public async Task ScoresTheNetworkThatEarlyStoppingRestores()
    {
        var search = new Search<Settings>(Spirals.Grid, trial => Spirals.Train(trial, 40, new() { Patience = 2 }));
        SearchResult<Settings> result = await search.RunAsync();
        Assert.Contains(result.Results, one => one.Epochs.Count < 40 && one.FinalEpoch < one.Epochs.Count);
        Assert.All(result.Results, one => Assert.Equal(one.Epochs.Min(epoch => epoch.ValidationLoss!.Value), one.Score));
        Assert.All(result.Results, one => Assert.Equal(one.Final!.ValidationLoss!.Value, one.Score));
        foreach ((Trial<Settings> trial, TrialResult one) in result.Trials.Zip(result.Results))
        {
            Training<float> training = Spirals.Train(trial, 40, new() { Patience = 2 });
            training.Network.Fit(training.Data, training.Optimizer, training.Options);
            Assert.Equal(Spirals.Hash(training.Network), one.ParameterHash);
        }
    }

    /// <summary>What scales the features is learnt from the training part: what is held back does not reach the network.</summary>
    [Fact]
    public async Task ValidationDataDoNotLeak()
    {
        SearchResult<Settings> result = await Spirals.Search(epochs: 3).RunAsync();
        SearchResult<Settings> disturbed = await Spirals.Search(epochs: 3, disturbed: true).RunAsync();
        Assert.Equal(result.Results.Select(one => one.ParameterHash), disturbed.Results.Select(one => one.ParameterHash));
        Assert.NotEqual(result.Best.Score, disturbed.Best.Score);
    }

    [Fact]
    public async Task ATrialThatThrowsIsAFailedRow()
    {
        var search = new Search<Settings>(
            [new("round", 0.01), new("narrow", 0.01), new("narrow", 1e30), new("narrow", -1), new("deep", 0.01)],
            trial => Spirals.Train(trial, 3))
        { Folds = 2 };
        SearchResult<Settings> result = await search.RunAsync();
        Assert.Equal([true, false, true, true, false], result.Results.Where((_, i) => i % 2 == 0).Select(one => one.Error is not null));
        Assert.Contains("There is no architecture 'round'", result.Results[0].Error);
        Assert.Contains("training loss", result.Results[4].Error);
        Assert.Contains("learningRate is -1", result.Results[6].Error);
        Assert.Null(result.Results[0].Final);
        Assert.True(double.IsNaN(result.Results[0].Score));
        Assert.Equal(["deep", "narrow"], result.Ranking.Take(2).Select(one => one.Settings.Architecture).Order());
        Assert.Equal([null, null], result.Ranking.Take(2).Select(one => one.Error));
        Assert.Contains("0,\"Settings { Architecture = round, LearningRate = 0.01, BatchSize = 16 }\",0,1,0,0,,,,"
            + "\"There is no architecture 'round',\nsays \"\"Train\"\".\",\n1,", Spirals.Csv(result));
    }

    [Fact]
    public async Task WhereAllFailThereIsNoBest()
    {
        SearchResult<Settings> result = await new Search<Settings>([new("round", 1)], trial => Spirals.Train(trial, 3)).RunAsync();
        Assert.Contains("no architecture 'round'", Assert.Throws<InvalidOperationException>(() => result.Best).Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => result.EnsembleAsync<float>());
    }

    /// <summary>An exception of cancellation that nobody asked for is a failure like others.</summary>
    [Fact]
    public async Task ATrialCannotCancelTheSearch()
    {
        SearchResult<Settings> result = await new Search<Settings>(
            [new("narrow", 1)], _ => throw new OperationCanceledException("Not mine.")).RunAsync();
        Assert.Equal("Not mine.", result.Results.Single().Error);
    }

    [Fact]
    public async Task TrialsShareNoNetworkAndNoOptimizer()
    {
        Search<Settings> Sharing(Func<Training<float>, Training<float>> share) =>
            new(Spirals.Grid.Take(2), trial => share(Spirals.Train(trial, 2)));
        var network = new NarrowNet();
        var adam = new AdamW();
        SearchResult<Settings> networks = await Sharing(
            one => new() { Network = network, Data = one.Data, Optimizer = one.Optimizer, Options = one.Options }).RunAsync();
        SearchResult<Settings> optimizers = await Sharing(
            one => new() { Network = one.Network, Data = one.Data, Optimizer = adam, Options = one.Options }).RunAsync();
        Assert.Contains("The same NarrowNet", Assert.Single(networks.Results, one => one.Error is not null).Error);
        Assert.Contains("The same AdamW", Assert.Single(optimizers.Results, one => one.Error is not null).Error);
    }

    [Fact]
    public async Task TrainingsThatDoNotFitFail()
    {
        static async Task<string> Error(
            Func<Training<float>, Training<float>?> change, EarlyStoppingMonitor monitor = EarlyStoppingMonitor.ValidationLoss) =>
            (await new Search<Settings>(Spirals.Grid.Take(1), trial => change(Spirals.Train(trial, 2))!) { Monitor = monitor }.RunAsync())
                .Results.Single().Error!;

        Assert.Contains("no training", await Error(_ => null));
        Assert.Contains("network", await Error(one => new() { Network = null!, Data = one.Data, Optimizer = one.Optimizer }));
        Assert.Contains("optimizer", await Error(one => new() { Network = one.Network, Data = one.Data, Optimizer = null! }));
        Assert.Contains("training", await Error(one => new() { Network = one.Network, Data = null!, Optimizer = one.Optimizer }));
        Assert.Contains("Options", await Error(
            one => new() { Network = one.Network, Data = one.Data, Optimizer = one.Optimizer, Options = null! }));
        Assert.Contains("a search keeps checkpoints itself", await Error(one => new()
        {
            Network = one.Network, Data = one.Data, Optimizer = one.Optimizer, Options = new() { Checkpointing = new("run.safetensors") },
        }));
        Assert.Contains("labelled validation data", await Error(
            one => new() { Network = one.Network, Data = one.Data, Optimizer = one.Optimizer }, EarlyStoppingMonitor.ValidationAccuracy));
        Assert.Null(await Error(one => new() { Network = one.Network, Data = one.Data, Optimizer = one.Optimizer }));
    }

    [Fact]
    public async Task EqualSettingsAreTriedOnce()
    {
        Settings[] settings = [.. Spirals.Grid, .. Spirals.Grid.Reverse()];
        var search = new Search<Settings>(settings, trial => Spirals.Train(trial, 1));
        Assert.Equal(Spirals.Grid, search.Trials.Select(trial => trial.Settings));
        Assert.Equal(Spirals.Grid.Count(), (await search.RunAsync()).Results.Count);
    }

    [Fact]
    public void SettingsThatTheirTextsDoNotTellApartAreRefused()
    {
        static Training Begin<TSettings>(Trial<TSettings> trial) => throw new InvalidOperationException();

        Assert.Contains(
            "ToString must tell all", Assert.Throws<ArgumentException>(() => new Search<int[]>([[1, 2], [3]], Begin)).Message);
    }

    [Fact]
    public async Task ASearchOfNothingIsAnEmptyTable()
    {
        SearchResult<Settings> result = await new Search<Settings>([], trial => Spirals.Train(trial, 1)) { Halving = new() }.RunAsync();
        Assert.Empty(result.Results);
        Assert.Empty(result.Ranking);
        Assert.Single(Spirals.Csv(result).TrimEnd().Split('\n'));
        Assert.Throws<InvalidOperationException>(() => result.Best);
    }

    [Fact]
    public async Task TextsAreThoseOfNoCulture()
    {
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        string expected = Spirals.Csv(await Spirals.Search(epochs: 2).RunAsync());
        TrialKey key = Spirals.Search(epochs: 2).Trials[0].ComputeKey();
        CultureInfo culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = comma;
        try
        {
            Assert.Equal(expected, Spirals.Csv(await Spirals.Search(epochs: 2).RunAsync()));
            Assert.Equal(key, Spirals.Search(epochs: 2).Trials[0].ComputeKey());
            Assert.Equal("1,5", $"{1.5}");
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public async Task TheTableHasALineForEachTrial()
    {
        Search<Settings> search = Spirals.Search(epochs: 2);
        SearchResult<Settings> result = await search.RunAsync();
        using ModelFiles.TemporaryFolder folder = new();
        result.SaveCsv(folder.File("table.csv"));
        string[] lines = File.ReadAllText(folder.File("table.csv")).TrimEnd('\n').Split('\n');
        Assert.Equal(Spirals.Csv(result), string.Join('\n', lines) + "\n");
        Assert.Equal(1 + search.Trials.Count, lines.Length);
        EpochResult final = result.Results[3].Final!;
        Assert.Equal(
            FormattableString.Invariant(
                $"3,\"{search.Trials[3].Description}\",1,2,2,2,{final.TrainingLoss},{final.ValidationLoss},{final.ValidationAccuracy},,")
            + result.Results[3].ParameterHash[..16],
            lines[4]);
    }

    [Fact]
    public async Task ReportsComeOneAtATime()
    {
        var reports = new List<SearchProgress>();
        int inside = 0;
        var progress = new Reporter<SearchProgress>(report =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            reports.Add(report);
            Interlocked.Decrement(ref inside);
        });
        Search<Settings> search = Spirals.Search(epochs: 3);
        SearchResult<Settings> result = await search.RunAsync(new LocalRunner(4), progress);
        int count = search.Trials.Count;
        Assert.All(reports, report => Assert.Equal(count, report.Count));
        Assert.Equal(3 * count, reports.Count(report => report.Training?.Result is not null));
        SearchProgress[] ends = [.. reports.Where(report => report.Result is not null)];
        Assert.Equal(Enumerable.Range(1, count), ends.Select(report => report.Finished));
        Assert.All(ends, report => Assert.Same(result.Results[report.Trial.Number], report.Result));
    }

    [Fact]
    public void RefusesWhatIsNoSearch()
    {
        Func<Trial<Settings>, Training> begin = trial => Spirals.Train(trial, 1);
        Assert.Throws<ArgumentNullException>(() => new Search<Settings>(null!, begin));
        Assert.Throws<ArgumentNullException>(() => new Search<Settings>([], null!));
        Assert.Throws<ArgumentOutOfRangeException>("Folds", () => new Search<Settings>([], begin) { Folds = 0 });
        Assert.Throws<ArgumentException>("Seeds", () => new Search<Settings>([], begin) { Seeds = [] });
        Assert.Throws<ArgumentException>("Seeds", () => new Search<Settings>([], begin) { Seeds = [1, 2, 1] });
        Assert.Throws<ArgumentOutOfRangeException>("Monitor", () => new Search<Settings>([], begin) { Monitor = (EarlyStoppingMonitor)7 });
        Assert.Throws<ArgumentException>("settings", () => new Search<Settings>([null!], begin));
        Assert.Throws<ArgumentOutOfRangeException>("workers", () => new LocalRunner(0));
        Assert.Throws<ArgumentOutOfRangeException>("Epochs", () => new SuccessiveHalving { Epochs = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Factor", () => new SuccessiveHalving { Factor = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("epochs", () => Spirals.Search(1).Trials[0].Run(0, new CheckpointMemory()));
        Assert.Throws<ArgumentNullException>("checkpoints", () => Spirals.Search(1).Trials[0].Run(1, null!));
    }

    /// <summary>Runs trials one by one, the last first.</summary>
    private sealed class BackwardsRunner(int count) : ITrialRunner
    {
        private readonly List<(Trial Trial, TaskCompletionSource<TrialResult> Source)> _waiting = [];
        private readonly LocalRunner _runner = new(1);

        public async Task<TrialResult> RunAsync(
            Trial trial, int epochs, IProgress<TrainingProgress> progress, CancellationToken cancellationToken)
        {
            var source = new TaskCompletionSource<TrialResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((trial, source));
            if (_waiting.Count == count)
            {
                foreach ((Trial one, TaskCompletionSource<TrialResult> result) in _waiting.AsEnumerable().Reverse())
                    result.SetResult(await _runner.RunAsync(one, epochs, progress, cancellationToken));
            }

            return await source.Task;
        }

        public Task<byte[]?> LoadAsync(TrialKey key, CancellationToken cancellationToken) => _runner.LoadAsync(key, cancellationToken);
    }
}
