namespace GenNet.Tests.Trials;

/// <summary>A search that was killed goes on from what its folder has.</summary>
public sealed class ResumptionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FinishedTrialsAreNotRunAgain(bool halving)
    {
        SuccessiveHalving? rungs = halving ? new() { Epochs = 2, Factor = 2 } : null;
        SearchResult<Settings> expected = await Spirals.Search(epochs: 8, rungs).RunAsync();
        using ModelFiles.TemporaryFolder folder = new();
        SearchResult<Settings>? result = null;
        int cancelled = 0, trained = 0;
        for (int limit = 7; result is null; limit += 12)
        {
            using CancellationTokenSource cancellation = new();
            var progress = new Reporter<SearchProgress>(report =>
            {
                trained += report.Training?.Result is not null ? 1 : 0;
                if (report.Finished >= limit)
                    cancellation.Cancel();
            });
            try
            {
                result = await Spirals.Search(epochs: 8, rungs).RunAsync(
                    new LocalRunner(2, folder.File("runs")), progress, cancellation.Token);
            }
            catch (OperationCanceledException)
            {
                cancelled++;
            }
        }

        Assert.True(cancelled >= 2);
        Assert.Equal(Spirals.Csv(expected), Spirals.Csv(result));

        // Each cancellation costs the epochs of the two trials that ran at most.
        int needed = expected.Results.Sum(one => one.Epochs.Count);
        Assert.InRange(trained, needed, needed + (cancelled * 2 * 8));

        trained = 0;
        SearchResult<Settings> again = await Spirals.Search(epochs: 8, rungs).RunAsync(
            new LocalRunner(2, folder.File("runs")), new Reporter<SearchProgress>(report => trained += report.Training is null ? 0 : 1));
        Assert.Equal(0, trained);
        Assert.Equal(Spirals.Csv(expected), Spirals.Csv(again));
    }

    [Fact, Trait("Speed", "Slow")]
    public async Task RunningTrialsGoOnFromTheirCheckpoints()
    {
        Settings settings = Spirals.Grid.First();
        Search<Settings> Search() => new([settings], trial => Spirals.Train(trial, 9));
        TrialResult expected = (await Search().RunAsync()).Results.Single();
        using ModelFiles.TemporaryFolder folder = new();
        using CancellationTokenSource cancellation = new();
        var progress = new Reporter<SearchProgress>(report =>
        {
            // The fourth epoch takes so long that a checkpoint is due after it.
            if (report.Training is { Epoch: 3, Result: not null })
                Thread.Sleep(TimeSpan.FromSeconds(1.1));
            if (report.Training is { Epoch: 6, Result: not null })
                cancellation.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Search().RunAsync(new LocalRunner(1, folder.File("runs")), progress, cancellation.Token));

        var epochs = new List<int>();
        SearchResult<Settings> resumed = await Search().RunAsync(
            new LocalRunner(1, folder.File("runs")), new Reporter<SearchProgress>(report =>
            {
                if (report.Training is { Result: { } epoch })
                    epochs.Add(epoch.Epoch);
            }));
        Assert.Equal([5, 6, 7, 8, 9], epochs);
        Assert.Equal(expected.ParameterHash, resumed.Results.Single().ParameterHash);
    }

    [Fact]
    public async Task MoreEpochsGoOnFromFewer()
    {
        using ModelFiles.TemporaryFolder folder = new();
        await Spirals.Search(epochs: 4).RunAsync(new LocalRunner(2, folder.File("runs")));
        int trained = 0;
        SearchResult<Settings> more = await Spirals.Search(epochs: 7).RunAsync(
            new LocalRunner(2, folder.File("runs")),
            new Reporter<SearchProgress>(report => trained += report.Training?.Result is null ? 0 : 1));
        Assert.Equal(Spirals.Csv(await Spirals.Search(epochs: 7).RunAsync()), Spirals.Csv(more));
        Assert.Equal(3 * more.Results.Count, trained);
    }

    /// <summary>The networks of fewer epochs are gone; those of more would be another table than without the folder.</summary>
    [Fact]
    public async Task FewerEpochsThanWereHadAreRefused()
    {
        using ModelFiles.TemporaryFolder folder = new();
        await Spirals.Search(epochs: 4).RunAsync(new LocalRunner(2, folder.File("runs")));
        SearchResult<Settings> fewer = await Spirals.Search(epochs: 3).RunAsync(new LocalRunner(2, folder.File("runs")));
        Assert.All(fewer.Results, result => Assert.StartsWith("Its checkpoint is of 4 epochs, but 3 are asked for.", result.Error));
    }

    /// <summary>A failed trial is tried again: what made it fail may be mended.</summary>
    [Fact]
    public async Task FailedTrialsAreRunAgain()
    {
        using ModelFiles.TemporaryFolder folder = new();
        bool mended = false;
        Search<Settings> search = new(Spirals.Grid, trial => mended || trial.Settings.Architecture == "deep"
            ? Spirals.Train(trial, 2)
            : throw new InvalidOperationException("Not yet."));
        SearchResult<Settings> first = await search.RunAsync(new LocalRunner(1, folder.File("runs")));
        Assert.Equal(3, first.Results.Count(one => one.Error == "Not yet."));
        mended = true;
        Assert.All((await search.RunAsync(new LocalRunner(1, folder.File("runs")))).Results, one => Assert.Null(one.Error));
    }

    [Fact]
    public async Task TwoSearchesInOneFolderDoNotDisturbEachOther()
    {
        string expected = Spirals.Csv(await Spirals.Search(epochs: 3).RunAsync());
        using ModelFiles.TemporaryFolder folder = new();
        SearchResult<Settings>[] results = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Spirals.Search(epochs: 3).RunAsync(new LocalRunner(2, folder.File("runs")))));
        Assert.All(results, result => Assert.Equal(expected, Spirals.Csv(result)));
        Assert.All(Directory.GetFiles(folder.File("runs")), file => Assert.EndsWith(".safetensors", file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ADamagedCheckpointIsNamed()
    {
        using ModelFiles.TemporaryFolder folder = new();
        var search = new Search<Settings>(Spirals.Grid.Take(1), trial => Spirals.Train(trial, 2));
        await search.RunAsync(new LocalRunner(1, folder.File("runs")));
        string file = Directory.GetFiles(folder.File("runs")).Single();
        Assert.Equal(search.Trials[0].ComputeKey().Hash + ".safetensors", Path.GetFileName(file));
        byte[] checkpoint = File.ReadAllBytes(file);
        checkpoint[^3] ^= 0x40;
        File.WriteAllBytes(file, checkpoint);
        TrialResult turned = (await search.RunAsync(new LocalRunner(1, folder.File("runs")))).Results.Single();
        Assert.Contains("is damaged", turned.Error, StringComparison.Ordinal);

        File.WriteAllText(file, "garbage");
        TrialResult result = (await search.RunAsync(new LocalRunner(1, folder.File("runs")))).Results.Single();
        Assert.Contains(Path.GetFileName(file), result.Error);
        Assert.EndsWith("Without that checkpoint the trial begins anew.", result.Error, StringComparison.Ordinal);

        File.WriteAllText(file, "");
        Assert.Null((await search.RunAsync(new LocalRunner(1, folder.File("runs")))).Results.Single().Error);
    }

    [Fact]
    public async Task ASearchThatIsCancelledBeforeItBeginsRunsNothing()
    {
        int begun = 0;
        var search = new Search<Settings>(Spirals.Grid, trial =>
        {
            begun++;
            return Spirals.Train(trial, 1);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => search.RunAsync(cancellationToken: new(canceled: true)));
        Assert.Equal(0, begun);
    }
}
