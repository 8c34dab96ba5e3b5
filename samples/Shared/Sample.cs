using System.CommandLine;
using System.Reflection;
using System.Runtime.CompilerServices;
using Spectre.Console;

namespace GenNet.Samples;

/// <summary>What stands around every sample's work.</summary>
internal static class Sample
{
    /// <summary>The folder the compiler left the generated source in.</summary>
    public static string GeneratedSource { get; } = typeof(Sample).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "GeneratedSource").Value!;

    /// <summary>The path of a file that came with the sample, wherever it is run from.</summary>
    public static string PathTo(string file) => Path.Combine(AppContext.BaseDirectory, file);

    /// <summary>Keeps colours and moving parts to terminals: Spectre.Console would write them into files and pipes too.</summary>
    [ModuleInitializer]
    internal static void SetUpConsole()
    {
        if (AnsiConsole.Profile.Out.IsTerminal)
            return;
        Capabilities capabilities = AnsiConsole.Profile.Capabilities;
        capabilities.Ansi = false;
        capabilities.Interactive = false;
        capabilities.ColorSystem = ColorSystem.NoColors;
    }

    /// <summary>Reads the command line and does the work, until it is done or Ctrl+C is pressed.</summary>
    /// <returns>The exit code: 0 when all went well, 1 with a message when not, 130 after Ctrl+C.</returns>
    public static int Run(this RootCommand command, string[] args, Action<ParseResult, CancellationToken> work)
    {
        var cancellation = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            // The first Ctrl+C asks for an orderly end, a second one ends at once.
            key.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        };
        command.SetAction(values =>
        {
            try
            {
                work(values, cancellation.Token);
                return 0;
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine("\nCancelled."); // Below what may stand in the line at hand.
                return 130;
            }
            catch (Exception mistake) when (mistake is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(mistake.Message);
                return 1;
            }
        });
        return command.Parse(args).Invoke();
    }
}
