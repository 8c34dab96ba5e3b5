using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace GenNet.Tests.Trials;

/// <summary>Searches on clusters have the bits of searches on one machine, whatever befalls the silos.</summary>
[Trait("Speed", "Slow")]
public sealed class ClusterTests : IAsyncLifetime
{
    private const string Name = "spirals";

    // What silos have that start from now on.
    private static Search<Settings> s_search = Spirals.Search(1);

    private TestCluster? _cluster;

    public Task InitializeAsync()
    {
        SharedStorage.Clear();
        SharedStorage.Failures = 0;
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task FourSilosGiveTheTableOfOneMachine()
    {
        Search<Settings> search = Spirals.Search(epochs: 6);
        await StartAsync(4, search);
        var epochs = new int[search.Trials.Count];
        SearchResult<Settings> result = await search.RunAsync(Runner, new Reporter<SearchProgress>(report =>
        {
            if (report.Training is { } training)
                epochs[report.Trial.Number] = training.Epoch;
        }));
        Assert.Equal(Spirals.Csv(await search.RunAsync()), Spirals.Csv(result));
        Assert.All(epochs, epoch => Assert.Equal(6, epoch));

        // Nothing is trained again, and the networks can be had.
        SearchResult<Settings> again = await search.RunAsync(Runner);
        Assert.Equal(Spirals.Csv(result), Spirals.Csv(again));
        Ensemble<float> ensemble = await again.EnsembleAsync<float>(), local = await (await search.RunAsync()).EnsembleAsync<float>();
        float[] outputs = new float[1], expected = new float[1];
        ensemble.Predict([3, 1], outputs);
        local.Predict([3, 1], expected);
        Assert.Equal(expected, outputs);
    }

    [Fact]
    public async Task HalvingGoesOnAcrossSilos()
    {
        Search<Settings> search = Spirals.Search(epochs: 9, new() { Epochs = 1 });
        await StartAsync(2, search);
        Assert.Equal(Spirals.Csv(await search.RunAsync()), Spirals.Csv(await search.RunAsync(Runner)));
    }

    [Fact]
    public async Task ASiloIsKilledAndOneIsAdded()
    {
        Search<Settings> search = Spirals.Search(epochs: 400);
        await StartAsync(3, search);
        Task<SearchResult<Settings>> running = search.RunAsync(Runner);
        while (SharedStorage.Count < 3)
            await Task.Delay(20);
        Assert.False(running.IsCompleted);
        await _cluster!.KillSiloAsync(_cluster.Silos[^1]);
        await _cluster.StartAdditionalSiloAsync();
        Assert.Equal(Spirals.Csv(await search.RunAsync()), Spirals.Csv(await running));
    }

    [Fact]
    public async Task ATrialThatThrowsIsAFailedRow()
    {
        Settings[] settings = [new("narrow", 0.01), new("round", 0.01)];
        var search = new Search<Settings>(settings, trial => Spirals.Train(trial, 2));
        await StartAsync(1, search);
        SearchResult<Settings> result = await search.RunAsync(Runner);
        Assert.Equal(Spirals.Csv(await search.RunAsync()), Spirals.Csv(result));
        Assert.Contains("no architecture 'round'", result.Results[1].Error);
    }

    [Fact]
    public async Task ASiloWithOtherDataIsRefused()
    {
        await StartAsync(1, Spirals.Search(epochs: 2, disturbed: true));
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Spirals.Search(epochs: 2).RunAsync(Runner));
        Assert.Contains("refuses trial", refused.Message);
        Assert.Contains("its data is '", refused.Message);
        refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Spirals.Search(epochs: 2).RunAsync(new ClusterRunner(_cluster!.Client, "moons")));
        Assert.Contains("it has no search 'moons'", refused.Message);
    }

    [Theory]
    [InlineData(0, "version of GenNet")]
    [InlineData(3, "optimizer and options")]
    [InlineData(7, "seed")]
    public void WhatDiffersIsNamed(int part, string name)
    {
        string[] key = TrialKeys.Parts(Spirals.Search(1).Trials[0].ComputeKey()), other = [.. key];
        other[part] = "7";
        Assert.Contains($"its {name} is '7'", TrialKeys.Difference(key, other));
        Assert.Null(TrialKeys.Difference(key, key));
    }

    [Fact]
    public async Task AStorageThatFailsForAWhileCostsNothingButTime()
    {
        Search<Settings> search = Spirals.Search(epochs: 3);
        await StartAsync(1, search);
        SharedStorage.Failures = 4;
        Assert.Equal(Spirals.Csv(await search.RunAsync()), Spirals.Csv(await search.RunAsync(Runner)));
    }

    [Fact]
    public async Task AStorageThatFailsForGoodEndsTheSearchWithItsReason()
    {
        Search<Settings> search = Spirals.Search(epochs: 3);
        await StartAsync(1, search);
        SharedStorage.Failures = int.MaxValue;
        OrleansException failed = await Assert.ThrowsAsync<OrleansException>(
            () => search.RunAsync(new ClusterRunner(_cluster!.Client, Name) { Patience = 2 }));
        Assert.Contains("came no further: ", failed.Message);
        Assert.Contains("The disk is full.", failed.Message);
    }

    [Fact]
    public async Task ACancelledSearchStopsItsTrialsAndIsResumed()
    {
        Search<Settings> search = Spirals.Search(epochs: 60);
        await StartAsync(2, search);
        using CancellationTokenSource cancellation = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => search.RunAsync(
            Runner, new Reporter<SearchProgress>(report =>
            {
                if (report.Finished >= 5)
                    cancellation.Cancel();
            }), cancellation.Token));
        Assert.Equal(Spirals.Csv(await search.RunAsync()), Spirals.Csv(await search.RunAsync(Runner)));
    }

    private ClusterRunner Runner => new(_cluster!.Client, Name);

    private async Task StartAsync(short silos, Search<Settings> search)
    {
        s_search = search;
        var builder = new TestClusterBuilder(silos);
        builder.AddSiloBuilderConfigurator<SiloConfigurator>();
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    private sealed class SiloConfigurator : ISiloConfigurator
    {
        public void Configure(ISiloBuilder silo)
        {
            silo.AddSearch(Name, s_search);
            silo.Services.AddKeyedSingleton<Orleans.Storage.IGrainStorage, SharedStorage>(ClusterRunner.StorageName);
        }
    }
}
