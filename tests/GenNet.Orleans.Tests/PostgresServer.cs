using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace GenNet.Tests.Trials;

/// <summary>A PostgreSQL server of a test's own: in a temporary folder, at a free port of the loopback, and gone with it.</summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly string _folder = Path.Combine("/tmp", "gennet-postgres-" + Guid.NewGuid().ToString("N")[..8]);

    /// <summary>Starts it, with the tables of Orleans' grain storage.</summary>
    public PostgresServer()
    {
        int port = FreePort();
        try
        {
            Directory.CreateDirectory(_folder);
            if (Environment.IsPrivilegedProcess)
                Run("chown", "postgres", _folder);
            RunTool(
                "initdb", "--pgdata", Data, "--auth", "trust", "--username", "test", "--no-sync", "--encoding", "UTF8", "--locale", "C");
            RunTool(
                "pg_ctl", "start", "--wait", "--pgdata", Data, "--log", Path.Combine(_folder, "log"),
                "--options", $"-p {port} -h 127.0.0.1 -k {_folder} -c fsync=off");
            ConnectionString = $"Host=127.0.0.1;Port={port};Username=test;Database=postgres";
            using var source = NpgsqlDataSource.Create(ConnectionString);
            using NpgsqlCommand tables = source.CreateCommand(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "postgresql.sql")));
            tables.ExecuteNonQuery();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where Debian has the server's programs; null where it is not installed.</summary>
    public static string? Programs { get; } = new DirectoryInfo("/usr/lib/postgresql") is { Exists: true } all
        ? all.GetFiles("pg_ctl", SearchOption.AllDirectories).Select(program => program.DirectoryName).LastOrDefault()
        : null;

    public string ConnectionString { get; } = "";

    private string Data => Path.Combine(_folder, "data");

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            RunTool("pg_ctl", "stop", "--wait", "--mode", "immediate", "--pgdata", Data);
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    // The server refuses to be run by the administrator.
    private static void RunTool(string name, params string[] arguments)
    {
        string program = Path.Combine(Programs ?? throw new InvalidOperationException("PostgreSQL is not installed."), name);
        if (Environment.IsPrivilegedProcess)
            Run("setpriv", ["--reuid", "postgres", "--regid", "postgres", "--clear-groups", program, .. arguments]);
        else
            Run(program, arguments);
    }

    private static void Run(string program, params string[] arguments)
    {
        // Its output goes nowhere: the server, which stays, would keep a pipe open.
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" > /dev/null 2>&1", "sh", program, .. arguments])
        {
            WorkingDirectory = "/tmp", // Which whoever runs the server can enter.
        };
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} exited with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
