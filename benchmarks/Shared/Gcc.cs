using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GenNet.Benchmarks;

/// <summary>Compiles the loops that GenNet is compared with, for the vectors that it has.</summary>
internal static class Gcc
{
    /// <summary>The compiler's version, or null where there is none.</summary>
    public static string? Version
    {
        get
        {
            try
            {
                return Run("-dumpfullversion").Trim();
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return null;
            }
        }
    }

    /// <summary>Compiles a library.</summary>
    /// <param name="source">The source file, from this folder on.</param>
    /// <param name="name">The library's name.</param>
    /// <param name="definitions">What the source is given, such as N=16.</param>
    /// <returns>The library's path.</returns>
    public static string Compile(string source, string name, IEnumerable<string> definitions)
    {
        string folder = Path.Combine(ThisFolder(), "../../artifacts/loops");
        Directory.CreateDirectory(folder);
        string library = Path.GetFullPath(Path.Combine(folder, $"{name}.{Processor.VectorBits}.so"));
        string[] vectors = RuntimeInformation.ProcessArchitecture != System.Runtime.InteropServices.Architecture.X64 ? []
            : [Processor.VectorBits == 512 ? "-mprefer-vector-width=512" : "-mno-avx512f"];

        // -nostartfiles, because gcc 12 would link code that switches off subnormal numbers for the whole process.
        Run([
            "-O3", "-march=native", "-ffast-math", .. vectors, .. definitions.Select(definition => $"-D{definition}"),
            "-shared", "-fPIC", "-nostartfiles", "-o", library, Path.Combine(ThisFolder(), source), "-lmvec", "-lm",
        ]);
        return library;
    }

    private static string Run(params string[] arguments)
    {
        using Process gcc = Process.Start(new ProcessStartInfo("gcc", arguments) { RedirectStandardOutput = true })!;
        string output = gcc.StandardOutput.ReadToEnd();
        gcc.WaitForExit();
        return gcc.ExitCode == 0 ? output : throw new InvalidOperationException($"gcc exited with {gcc.ExitCode}: see its message above.");
    }

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
