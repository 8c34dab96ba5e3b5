using System.Diagnostics;
using System.Reflection;

namespace GenNet.Browser.Tests;

/// <summary>Programs that make what is looked at.</summary>
internal static class Tool
{
    /// <summary>The folder of this repository.</summary>
    public static string Repository { get; } = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Repository").Value!;

    public static async Task Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1"; // no build process keeps the output open
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
    }
}
