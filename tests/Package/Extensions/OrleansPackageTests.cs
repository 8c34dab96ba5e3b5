using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GenNet.Extensions.Tests;

/// <summary>GenNet.Orleans as its users have it.</summary>
public sealed partial class OrleansPackageTests
{
    private static readonly Dataset s_data = Dataset.FromRows(Enumerable.Range(0, 32), i => [i % 8], i => i % 8 / 4);

    [Fact]
    public async Task ASearchOnASiloGivesTheTableOfOneMachine()
    {
        var search = new Search<double>([0.01, 0.1], trial => new Training<float>
        {
            Network = new Halves(trial.Seed), Data = s_data, Optimizer = new Adam(trial.Settings),
            Options = new() { Epochs = 3, Validation = s_data, Seed = trial.Seed },
        });
        using IHost silo = Host.CreateDefaultBuilder()
            .ConfigureLogging(logging => logging.ClearProviders())
            .UseOrleans(silo => silo
                .UseLocalhostClustering(FreePort(), FreePort())
                .AddMemoryGrainStorage(ClusterRunner.StorageName)
                .AddSearch("halves", search))
            .Build();
        await silo.StartAsync();
        var runner = new ClusterRunner(silo.Services.GetRequiredService<IGrainFactory>(), "halves");
        Assert.Equal(Table(await search.RunAsync(new LocalRunner())), Table(await search.RunAsync(runner)));
        await silo.StopAsync();
    }

    private static string Table(SearchResult<double> result)
    {
        using var writer = new StringWriter();
        result.SaveCsv(writer);
        return writer.ToString();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [NeuralNetwork(inputs: 1)]
    [Dense(4, Activation.Tanh)]
    [Dense(1, Activation.Sigmoid)]
    public sealed partial class Halves;
}
