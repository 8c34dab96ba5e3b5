using Microsoft.Extensions.Configuration;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace GenNet.Tests.Trials;

/// <summary>One training on several silos has the bits of one on this thread, whatever befalls the silos.</summary>
[Trait("Speed", "Slow")]
public sealed class DataParallelTests : IAsyncLifetime
{
    private const string Name = "rings";

    private static readonly Dataset s_data = Rings(radius: 0.7);

    // What silos learn from that start from now on.
    private static Dataset s_silosData = s_data;

    private TestCluster? _cluster;

    public Task InitializeAsync()
    {
        s_silosData = s_data;
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task BitsDoNotDependOnTheNumberOfSilos(short silos)
    {
        await StartAsync(silos);
        foreach (bool searchesLines in (bool[])[false, true])
            Assert.Equal(Fit(searchesLines, epochs: 4, null), Fit(searchesLines, epochs: 4, new ClusterWorkers(_cluster!.Client, Name)));

        SimpleGrainStatistic[] grains = await _cluster!.Client.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics();
        IEnumerable<int> workers = grains.Where(one => one.GrainType.Contains("ShardGrain")).Select(one => one.ActivationCount);
        Assert.Equal(Enumerable.Repeat(1, silos), workers);
    }

    [Fact]
    public async Task ASiloIsKilledAndOneIsAdded()
    {
        await StartAsync(3);
        var begun = new TaskCompletionSource();
        var changed = new TaskCompletionSource();
        int last = 0;
        var reporter = new Reporter<TrainingProgress>(report =>
        {
            last = report.Epoch;
            if (report.Epoch == 2)
                begun.TrySetResult();
            if (report.Epoch == 6)
                changed.Task.Wait();
        });
        Task<string> running = Task.Run(() => Fit(true, epochs: 8, new ClusterWorkers(_cluster!.Client, Name), reporter));
        await begun.Task;
        await _cluster!.KillSiloAsync(_cluster.Silos[^1]);
        await _cluster.StartAdditionalSiloAsync();
        changed.SetResult();
        Assert.Equal(Fit(true, epochs: 8, null), await running);
        Assert.Equal(8, last);
    }

    [Fact]
    public async Task ASiloWithOtherDataIsRefused()
    {
        s_silosData = Rings(radius: 0.71);
        await StartAsync(1);
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(
            () => Fit(false, epochs: 1, new ClusterWorkers(_cluster!.Client, Name)));
        Assert.Contains("refuses shards of training 'rings': its data is '", refused.Message);
        refused = Assert.Throws<InvalidOperationException>(
            () => Fit(false, epochs: 1, new ClusterWorkers(_cluster!.Client, "moons")));
        Assert.Contains("it has no training 'moons'", refused.Message);
    }

    [Fact]
    public async Task ACancelledTrainingEnds()
    {
        await StartAsync(2);
        using CancellationTokenSource cancellation = new();
        Assert.ThrowsAny<OperationCanceledException>(() => Fit(
            false, epochs: int.MaxValue, new ClusterWorkers(_cluster!.Client, Name),
            new Reporter<TrainingProgress>(_ => cancellation.Cancel()), cancellation.Token));
    }

    [Fact]
    public async Task AClusterThatIsGoneEndsTheTraining()
    {
        await StartAsync(1);
        var workers = new ClusterWorkers(_cluster!.Client, Name) { Patience = 1 };
        await _cluster.KillSiloAsync(_cluster.Silos[0]);
        OrleansException failed = Assert.Throws<OrleansException>(() => Fit(false, epochs: 1, workers));
        Assert.Contains("could not be computed: ", failed.Message);
    }

    private async Task StartAsync(short silos)
    {
        var builder = new TestClusterBuilder(silos);
        builder.AddSiloBuilderConfigurator<SiloConfigurator>();
        builder.AddClientBuilderConfigurator<ClientConfigurator>();
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    /// <returns>The hash of the parameters.</returns>
    private static string Fit(
        bool searchesLines, int epochs, IShardWorkers? workers, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var options = new TrainingOptions
        {
            Epochs = epochs, BatchSize = searchesLines ? s_data.Count : 300, DataParallel = new() { Workers = workers },
        };
        Optimizer optimizer = searchesLines ? new LBfgs(maxIterations: 5, lineSearch: LineSearch.StrongWolfe) : new Adam();
        return new RingNet(1).Fit(s_data, optimizer, options, progress, cancellationToken).ParameterHash;
    }

    /// <summary>Points within and outside of a circle.</summary>
    private static Dataset Rings(double radius)
    {
        var random = new Random(1);
        float[] points = [.. Enumerable.Range(0, 2000).Select(_ => (2 * random.NextSingle()) - 1)];
        return Dataset.FromArrays(
            points, 2, [.. points.Chunk(2).Select(point => (point[0] * point[0]) + (point[1] * point[1]) < radius * radius ? 1 : 0)]);
    }

    private sealed class SiloConfigurator : ISiloConfigurator
    {
        public void Configure(ISiloBuilder silo) => silo.AddTraining(Name, new RingNet { Threads = 2 }, s_silosData);
    }

    /// <summary>So that tests need not wait half a minute for a silo that has died.</summary>
    private sealed class ClientConfigurator : IClientBuilderConfigurator
    {
        public void Configure(IConfiguration configuration, IClientBuilder client) =>
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(3));
    }
}

/// <summary>With dropout, which draws for each sample of a batch.</summary>
[NeuralNetwork(inputs: 2)]
[Dense(12, Activation.Tanh), Dropout(0.1)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class RingNet;
