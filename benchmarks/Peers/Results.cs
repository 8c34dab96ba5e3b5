using System.Text;
using System.Text.Json;

namespace GenNet.Benchmarks;

/// <summary>One work and how long it takes, in nanoseconds for a sample.</summary>
/// <param name="Work">What is done.</param>
/// <param name="Network">The widths of its layers.</param>
/// <param name="Rows">The samples of a batch.</param>
/// <param name="AtPeak">The least time possible: the useful operations at the peak of fused multiply-adds.</param>
/// <param name="GenNet">GenNet's time.</param>
/// <param name="Peers">The peers' times by their names; null for what a peer cannot do.</param>
/// <param name="AllocatedBytes">What GenNet allocates on the managed heap in a call.</param>
internal sealed record Measurement(
    string Work, string Network, int Rows, double AtPeak, double GenNet, IReadOnlyDictionary<string, double?> Peers, long AllocatedBytes);

/// <summary>All measurements of a run.</summary>
/// <param name="Processor">The processor's name.</param>
/// <param name="Date">The day.</param>
/// <param name="Settings">How it was measured.</param>
/// <param name="Versions">What was measured.</param>
/// <param name="Absent">The peers that were not there, and how to install them.</param>
/// <param name="PeakGigaflops">The peak of fused multiply-adds of this run.</param>
/// <param name="Measurements">The measurements.</param>
internal sealed record Results(
    string Processor, string Date, string Settings,
    IReadOnlyDictionary<string, string> Versions, IReadOnlyDictionary<string, string> Absent,
    double PeakGigaflops, IReadOnlyList<Measurement> Measurements)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public IEnumerable<string> PeerNames => Measurements.SelectMany(measurement => measurement.Peers.Keys).Distinct();

    public string Title => $"{Processor}, {Date}: {Settings}; FMA peak {PeakGigaflops:F0} GFLOP/s; "
        + string.Join(", ", Versions.Select(version => $"{version.Key} {version.Value}"));

    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "results.json"), JsonSerializer.Serialize(this, s_json) + "\n");
        File.WriteAllText(Path.Combine(folder, "results.md"), ToMarkdown());
        File.WriteAllText(Path.Combine(folder, "results.svg"), new Chart(this).ToSvg());
    }

    /// <summary>A table of nanoseconds for a sample, and how many times GenNet's time a peer takes.</summary>
    public string ToMarkdown()
    {
        StringBuilder text = new();
        text.Append($"{Title}.\n\n");
        text.Append($"| a row | network | rows | at FMA peak | GenNet | share | {string.Join(" | ", PeerNames)} |\n");
        text.Append($"|---|---|--:|--:|--:|--:|{string.Concat(PeerNames.Select(_ => "--:|"))}\n");
        foreach (Measurement m in Measurements)
        {
            IEnumerable<string> peers = PeerNames.Select(peer => m.Peers[peer] is { } time ? $"{Time(time)} ({time / m.GenNet:F1} x)" : "");
            text.Append(
                $"| {m.Work} | {m.Network} | {m.Rows:N0} | {Time(m.AtPeak)} | **{Time(m.GenNet)}** | {m.AtPeak / m.GenNet:P0} "
                + $"| {string.Join(" | ", peers)} |\n");
        }

        long allocated = Measurements.Where(m => !m.Work.StartsWith("fit", StringComparison.Ordinal)).Sum(m => m.AllocatedBytes);
        text.Append($"\nGenNet allocates {allocated} bytes in these calls");
        text.Append(", but for `Fit`.\n");
        foreach ((string peer, string installation) in Absent)
            text.Append($"\n{peer} was not there. To install it: `{installation}`\n");
        return text.ToString();
    }

    private static string Time(double nanoseconds) =>
        nanoseconds >= 1000 ? $"{nanoseconds:N0} ns" : nanoseconds >= 100 ? $"{nanoseconds:F0} ns" : $"{nanoseconds:F1} ns";
}
