using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace GenNet.Benchmarks;

/// <summary>Two silos, one of them in another process of this program, which speak over loopback.</summary>
internal sealed class LoopbackCluster : IAsyncDisposable
{
    private readonly IHost _silo;
    private readonly Process _other;

    private LoopbackCluster(IHost silo, Process other)
    {
        _silo = silo;
        _other = other;
    }

    public IGrainFactory Grains => _silo.Services.GetRequiredService<IGrainFactory>();

    public static async Task<LoopbackCluster> StartAsync(Action<ISiloBuilder> configure)
    {
        int port = FreePort();
        IHost silo = Silo(configure, port, port);
        await silo.StartAsync();
        string program = Environment.ProcessPath!, assembly = typeof(LoopbackCluster).Assembly.Location;
        string[] call = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [assembly, $"{port}"] : [$"{port}"];
        Process other = Process.Start(
            new ProcessStartInfo(program, call) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await other.StandardOutput.ReadLineAsync();
        return new(silo, other);
    }

    /// <summary>Is the other silo, until the process that started it closes the input or is gone.</summary>
    public static async Task BeOtherAsync(Action<ISiloBuilder> configure, int primaryPort)
    {
        using IHost silo = Silo(configure, FreePort(), primaryPort);
        await silo.StartAsync();
        Console.WriteLine("ready");
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

    private static IHost Silo(Action<ISiloBuilder> configure, int port, int primaryPort) => Host.CreateDefaultBuilder()
        .ConfigureLogging(logging => logging.ClearProviders())
        .UseOrleans(silo => configure(silo
            .UseLocalhostClustering(port, FreePort(), new IPEndPoint(IPAddress.Loopback, primaryPort))
            .Configure<EndpointOptions>(options => options.AdvertisedIPAddress = IPAddress.Loopback)))
        .Build();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
