using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using GenNet.Generator;

namespace GenNet.Benchmarks;

/// <summary>The SDK's compiler as a process of its own, which compiles the zoo and says how long the generator took.</summary>
internal static partial class Compiler
{
    /// <summary>The seconds that the generator takes in a compiler that has just been started, at best.</summary>
    public static double ColdSeconds()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gennet");
        try
        {
            for (int i = 0; i < Zoo.Sources.Length; i++)
                File.WriteAllText(Path.Combine(folder.FullName, $"File{i}.cs"), Zoo.Sources[i]);
            // A reference assembly needs the declarations of the generated code and not its methods, which are not measured here.
            string[] options =
            [
                "-nologo", "-nostdlib", "-target:library", "-refonly", "-out:Zoo.dll", "-langversion:latest", "-reportanalyzer",
                "-preferreduilang:en", $"-analyzer:\"{typeof(NeuralNetworkGenerator).Assembly.Location}\"",
                .. Zoo.References.Select(path => $"-reference:\"{path}\""), "File*.cs",
            ];
            File.WriteAllLines(Path.Combine(folder.FullName, "Zoo.rsp"), options);
            return Enumerable.Range(0, 5).Min(_ => Run(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Run(string folder)
    {
        string compiler =
            typeof(Compiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "Compiler").Value!;
        using Process process = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", compiler, "-noconfig", "@Zoo.rsp"])
            {
                WorkingDirectory = folder, RedirectStandardOutput = true,
            })!;
        string report = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return GeneratorTime().Match(report) is { Success: true } match
            ? double.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The compiler {compiler} reports no generator:\n{report}");
    }

    [GeneratedRegex(@"Total generator execution time: (?<seconds>[\d.]+) seconds")]
    private static partial Regex GeneratorTime();
}
