using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GenNet.Benchmarks;

internal static class Processor
{
    private const string Description = "/proc/cpuinfo";

    // What its first core says of itself, on Linux.
    private static readonly Dictionary<string, string> s_facts = (File.Exists(Description) ? File.ReadLines(Description) : [])
        .TakeWhile(line => line.Length > 0)
        .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
        .ToDictionary(pair => pair[0], pair => pair[^1]);

    /// <summary>
    /// The name that it gives itself, and the numbers that tell its generation, because the names of virtual machines often do not;
    /// elsewhere than on Linux only its kind.
    /// </summary>
    public static string Name { get; } =
        s_facts.TryGetValue("model name", out string? name) ? $"{name}, family {s_facts["cpu family"]} model {s_facts["model"]}"
        : s_facts.TryGetValue("CPU part", out string? part) ? $"{s_facts["CPU implementer"]} {part}"
        : RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>The name in small letters, digits and hyphens.</summary>
    public static string FileName { get; } = string.Join(
        '-', string.Concat(Name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The setting of the runtime that leaves AVX-512 unused.</summary>
    public const string Avx512Setting = "DOTNET_EnableAVX512";

    /// <summary>Whether this process leaves AVX-512 unused although the processor may have it.</summary>
    public static bool IsLimited { get; } = Environment.GetEnvironmentVariable(Avx512Setting) == "0";

    /// <summary>The widest registers that this process uses.</summary>
    public static int VectorBits { get; } = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
}
