using System.Text;
using System.Text.Json;

namespace GenNet.Benchmarks;

/// <summary>One work and how long it takes for a sample.</summary>
/// <param name="Work">What is done.</param>
/// <param name="Network">The widths of its layers.</param>
/// <param name="Rows">The samples of a batch.</param>
/// <param name="AtPeak">The least seconds possible: the useful operations at the peak of fused multiply-adds.</param>
/// <param name="GenNet">GenNet's time.</param>
/// <param name="Peers">The peers' times by their names; null for what a peer cannot do.</param>
/// <param name="AllocatedBytes">What GenNet allocates on the managed heap in a call.</param>
internal sealed record Measurement(
    string Work, string Network, int Rows, double AtPeak, Timing GenNet, IReadOnlyDictionary<string, Timing?> Peers, long AllocatedBytes)
{
    /// <summary>The share of quiet time while it was measured, the least of all times.</summary>
    public double Quiet => Peers.Values.OfType<Timing>().Append(GenNet).Min(timing => timing.Quiet);
}

/// <summary>All measurements on vectors of one width.</summary>
/// <param name="VectorBits">The width.</param>
/// <param name="PeakGigaflops">The peak of fused multiply-adds.</param>
/// <param name="TileShare">What share of it the tile had at best that tells whether the machine is quiet.</param>
/// <param name="Versions">What was measured.</param>
/// <param name="Absent">The peers that were not there, and how to install them.</param>
/// <param name="Remarks">What must be known to read the figures.</param>
/// <param name="Measurements">The measurements.</param>
internal sealed record PathResults(
    int VectorBits, double PeakGigaflops, double TileShare, IReadOnlyDictionary<string, string> Versions,
    IReadOnlyDictionary<string, string> Absent, IReadOnlyList<string> Remarks, IReadOnlyList<Measurement> Measurements)
{
    public IEnumerable<string> PeerNames => Measurements.SelectMany(measurement => measurement.Peers.Keys).Distinct();

    /// <summary>A table of nanoseconds for a sample, and how many times GenNet's time a peer takes.</summary>
    public string ToMarkdown()
    {
        StringBuilder text = new();
        text.Append($"## {VectorBits}-bit vectors\n\n");
        text.Append($"FMA peak {PeakGigaflops:F0} GFLOP/s, of which a tile in the first-level cache has {TileShare:P0}; ");
        text.Append($"{string.Join(", ", Versions.Select(version => $"{version.Key} {version.Value}"))}.\n\n");
        text.Append($"| a row | network | rows | at FMA peak | GenNet | share | {string.Join(" | ", PeerNames)} | quiet |\n");
        text.Append($"|---|---|--:|--:|--:|--:|{string.Concat(PeerNames.Select(_ => "--:|"))}--:|\n");
        foreach (Measurement m in Measurements)
        {
            string peers = string.Join(" | ", PeerNames.Select(peer => Cell(m, m.Peers[peer])));
            text.Append(
                $"| {m.Work} | {m.Network} | {m.Rows:N0} | {Time(m.AtPeak)} | **{Time(m.GenNet.Seconds)}** "
                + $"| {m.AtPeak / m.GenNet.Seconds:P0} | {peers} | {m.Quiet:P0} |\n");
        }

        long allocated = Measurements.Where(m => !m.Work.StartsWith("fit", StringComparison.Ordinal)).Sum(m => m.AllocatedBytes);
        text.Append($"\nGenNet allocates {allocated} bytes in these calls, but for `Fit`.\n");
        foreach (string remark in Remarks)
            text.Append($"\n{remark}\n");
        foreach ((string peer, string installation) in Absent)
            text.Append($"\n{peer} was absent. To install it: `{installation}`\n");
        return text.ToString();
    }

    private static string Cell(Measurement measurement, Timing? peer) =>
        peer is null ? ""
        : peer.Seconds / measurement.GenNet.Seconds is { } ratio ? $"{Time(peer.Seconds)} ({ratio:F1} x)"
        : Time(peer.Seconds);

    private static string Time(double? seconds) => (seconds * 1e9) switch
    {
        null => "too busy",
        >= 1000 and var nanoseconds => $"{nanoseconds:N0} ns",
        >= 100 and var nanoseconds => $"{nanoseconds:F0} ns",
        var nanoseconds => $"{nanoseconds:F1} ns",
    };
}

/// <summary>All measurements of a run.</summary>
/// <param name="Processor">The processor's name.</param>
/// <param name="Date">The day.</param>
/// <param name="System">The operating system.</param>
/// <param name="Paths">The measurements on vectors of each width that the processor has, the widest first.</param>
internal sealed record Results(string Processor, string Date, string System, IReadOnlyList<PathResults> Paths)
{
    /// <summary>How they are written.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "results.json"), JsonSerializer.Serialize(this, Json) + "\n");
        File.WriteAllText(Path.Combine(folder, "results.md"), ToMarkdown());
        foreach (PathResults path in Paths)
            File.WriteAllText(Path.Combine(folder, $"results-{path.VectorBits}.svg"), new Chart(this, path).ToSvg());
    }

    public string ToMarkdown() =>
        $"# {Processor}\n\n{Date}, {System}, one thread. A time is the median of the quiet slices; the last column is their share.\n\n"
        + string.Join('\n', Paths.Select(path => path.ToMarkdown()));
}
