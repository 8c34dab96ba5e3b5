using System.Diagnostics;

namespace GenNet.Tests.Paths;

/// <summary>Runs GenNet.Paths in a process of its own, under a switch of the .NET runtime.</summary>
internal sealed record Child(int ExitCode, string[] Output, string Error)
{
    private static readonly string[] s_switches =
        ["DOTNET_Enable", "DOTNET_PreferredVectorBitWidth", "DOTNET_Tiered", "DOTNET_ReadyToRun", "DOTNET_Jit"];

    /// <summary>The instructions that the process said it runs on.</summary>
    public string Path => Output.FirstOrDefault("none");

    private static string Program { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "GenNet.Paths.dll");

    private static string Host { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <param name="command">The command of GenNet.Paths.</param>
    /// <param name="switches">Settings of the runtime, each as NAME=VALUE; those of this process are not handed on.</param>
    public static Child Run(string command, params string[] switches) => Run(Host, [Program, .. command.Split(' ')], switches);

    /// <inheritdoc cref="Run(string, string[])"/>
    public static Child Run(string program, string[] arguments, string[] switches)
    {
        using Process process = Start(program, arguments, switches);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries), error.Result);
    }

    /// <summary>Starts a command that the caller waits for, or kills.</summary>
    public static Process Start(string command) => Start(Host, [Program, .. command.Split(' ')], []);

    private static Process Start(string program, string[] arguments, string[] switches)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(name => s_switches.Any(name.StartsWith)).ToArray())
            start.Environment.Remove(name);
        foreach (string[] pair in switches.Select(setting => setting.Split('=', 2)))
            start.Environment[pair[0]] = pair[1];

        return Process.Start(start)!;
    }

    /// <summary>Runs a command that must succeed on the path that the switches should choose.</summary>
    public static Child RunOn(string path, string command, params string[] switches)
    {
        Child child = Run(command, switches);
        Assert.True(child.ExitCode == 0, $"{command} under {string.Join(' ', switches)} exits with {child.ExitCode}: {child.Error}");
        Assert.Equal(path, child.Path);
        return child;
    }
}
