using System.Globalization;

namespace GenNet;

/// <summary>Compares what two machines take a trial for.</summary>
internal static class TrialKeys
{
    private static readonly string[] s_names =
        ["version of GenNet", "architecture", "data", "optimizer and options", "settings", "fold", "beginning", "seed"];

    public static string[] Parts(TrialKey key) =>
    [
        key.Version, key.Architecture, key.Data, key.Method, key.Settings, key.Fold.ToString(CultureInfo.InvariantCulture), key.Beginning,
        key.Seed.ToString(CultureInfo.InvariantCulture),
    ];

    /// <summary>The parts where there is no key, and why.</summary>
    public static string[] None(string reason) => [.. s_names.Select(_ => $"not to be had: {reason}")];

    /// <summary>What differs, in words; null where nothing does.</summary>
    public static string? Difference(string[] wanted, string[] had)
    {
        int part = Enumerable.Range(0, s_names.Length).FirstOrDefault(part => wanted[part] != had[part], -1);
        return part < 0 ? null : $"its {s_names[part]} is '{had[part]}'; that of the program that asked is '{wanted[part]}'";
    }
}
