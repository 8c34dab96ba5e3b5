using Orleans.TestingHost;

namespace GenNet.Tests.Trials;

/// <summary>Searches whose checkpoints are kept where production keeps them: in a database, by Orleans' storage on ADO.NET.</summary>
[Trait("Speed", "Slow")]
public sealed class DatabaseTests
{
    private const string Name = "spirals";

    private static string s_database = "";

    private static readonly Search<Settings> s_search = Spirals.Search(epochs: 40);

    [PostgresFact]
    public async Task AllSilosAreKilledAndWhatWasFinishedIsNotRunAgain()
    {
        using var server = new PostgresServer();
        s_database = server.ConnectionString;
        string expected = Spirals.Csv(await s_search.RunAsync());

        // Cancelled when a third of the trials are finished, and all silos die.
        HashSet<int> finished = [];
        await using (TestCluster first = await StartAsync())
        {
            using CancellationTokenSource cancellation = new();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => s_search.RunAsync(
                new ClusterRunner(first.Client, Name),
                new Reporter<SearchProgress>(report =>
                {
                    if (report.Result is not null)
                        finished.Add(report.Trial.Number);
                    if (finished.Count >= s_search.Trials.Count / 3)
                        cancellation.Cancel();
                }),
                cancellation.Token));
            foreach (SiloHandle silo in first.Silos.ToArray())
                await first.KillSiloAsync(silo);
        }

        Assert.InRange(finished.Count, 1, s_search.Trials.Count - 1);
        HashSet<int> trained = [];
        await using TestCluster second = await StartAsync();
        SearchResult<Settings> result = await s_search.RunAsync(
            new ClusterRunner(second.Client, Name),
            new Reporter<SearchProgress>(report =>
            {
                if (report.Training is not null)
                    trained.Add(report.Trial.Number);
            }));
        Assert.Equal(expected, Spirals.Csv(result));
        Assert.NotEmpty(trained);
        Assert.Empty(trained.Intersect(finished));
        Assert.NotEmpty((await result.EnsembleAsync<float>()).Members);
    }

    private static async Task<TestCluster> StartAsync()
    {
        var builder = new TestClusterBuilder(2) { Options = { ServiceId = Name } };
        builder.AddSiloBuilderConfigurator<SiloConfigurator>();
        TestCluster cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private sealed class SiloConfigurator : ISiloConfigurator
    {
        public void Configure(ISiloBuilder silo)
        {
            silo.AddSearch(Name, s_search);
            silo.AddAdoNetGrainStorage(ClusterRunner.StorageName, options =>
            {
                options.Invariant = "Npgsql";
                options.ConnectionString = s_database;
            });
        }
    }
}
