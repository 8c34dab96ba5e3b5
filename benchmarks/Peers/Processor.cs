using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GenNet.Benchmarks;

internal static class Processor
{
    private const string Description = "/proc/cpuinfo";

    /// <summary>The name that it gives itself, on Linux; elsewhere only its kind.</summary>
    public static string Name { get; } = (File.Exists(Description) ? File.ReadLines(Description) : [])
        .Where(line => line.StartsWith("model name", StringComparison.Ordinal))
        .Select(line => line.Split(':', 2)[1].Trim())
        .FirstOrDefault(RuntimeInformation.ProcessArchitecture.ToString());

    /// <summary>The name in small letters, digits and hyphens.</summary>
    public static string FileName { get; } = string.Join(
        '-', string.Concat(Name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public static int VectorBits { get; } = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
}
