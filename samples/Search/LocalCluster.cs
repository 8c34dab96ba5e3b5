using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GenNet;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

/// <summary>
/// Two silos on this machine: one in this process, and one in another that runs the same program and so has the same search. On real
/// machines each would run such a silo, with a clustering and a storage that they share.
/// </summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private const string Name = "tumours";

    private readonly IHost _silo;
    private readonly Process _other;

    private LocalCluster(IHost silo, Process other)
    {
        _silo = silo;
        _other = other;
    }

    /// <summary>Runs trials on both.</summary>
    public ITrialRunner Runner => new ClusterRunner(_silo.Services.GetRequiredService<IGrainFactory>(), Name);

    /// <summary>Starts both.</summary>
    /// <param name="search">The search.</param>
    /// <param name="arguments">The program's arguments, which make the same search in the other process.</param>
    public static async Task<LocalCluster> StartAsync(Search<Settings> search, string[] arguments)
    {
        int port = FreePort();
        IHost silo = Silo(search, port, port);
        await silo.StartAsync();
        string program = Environment.ProcessPath!, assembly = typeof(LocalCluster).Assembly.Location;
        string[] call = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [assembly, .. arguments] : arguments;
        Process other = Process.Start(new ProcessStartInfo(program, [.. call, "--silo", $"{port}"]) { RedirectStandardInput = true })!;
        return new(silo, other);
    }

    /// <summary>Is the other silo, until the process that started it closes the input or is gone.</summary>
    public static async Task BeOtherAsync(Search<Settings> search, int primaryPort)
    {
        using IHost silo = Silo(search, FreePort(), primaryPort);
        await silo.StartAsync();
        await Console.In.ReadToEndAsync();
        await silo.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _other.StandardInput.Close();
        await _other.WaitForExitAsync();
        _other.Dispose();
        await _silo.StopAsync();
        _silo.Dispose();
    }

    private static IHost Silo(Search<Settings> search, int port, int primaryPort) => Host.CreateDefaultBuilder()
        .ConfigureLogging(logging => logging.ClearProviders())
        .UseOrleans(silo => silo
            .UseLocalhostClustering(port, FreePort(), new IPEndPoint(IPAddress.Loopback, primaryPort))
            .Configure<EndpointOptions>(options => options.AdvertisedIPAddress = IPAddress.Loopback)
            .AddMemoryGrainStorage(ClusterRunner.StorageName)
            .AddSearch(Name, search))
        .Build();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
