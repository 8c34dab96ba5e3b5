using System.Security;
using System.Text;

namespace GenNet.Benchmarks;

/// <summary>
/// A drawing of all measurements: a line for each work, a mark for each peer at its time relative to GenNet's on a logarithmic scale. Left
/// of the line at 1 a peer is faster, right of it GenNet is.
/// </summary>
internal sealed class Chart(Results results, PathResults path)
{
    private const int Width = 860, Left = 270, Right = 30, Top = 86, LineHeight = 26;
    private const double Least = 0.1, Most = 1000;

    // Apart in hue and lightness, and in shape; legible on white and on black.
    private static readonly string[] s_colors = ["#2f81f7", "#d9730d", "#8957e5", "#1b998b"];

    public string ToSvg()
    {
        int bottom = Top + path.Measurements.Count * LineHeight;
        StringBuilder svg = new();
        svg.Append($"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {bottom + 44}" role="img" aria-labelledby="title description">
            <title id="title">GenNet and its peers: time relative to GenNet's</title>
            <desc id="description">{Escape(Description())}</desc>
            <style>
              text {"{"} font: 13px system-ui, sans-serif; fill: #1f2328; {"}"}
              .small {"{"} font-size: 11px; {"}"}
              .end {"{"} text-anchor: end; {"}"}
              .middle {"{"} text-anchor: middle; {"}"}
              line {"{"} stroke: #8c959f; stroke-width: 0.5; {"}"}
              .one {"{"} stroke: #1a7f37; stroke-width: 2; {"}"}
              @media (prefers-color-scheme: dark) {"{"} text {"{"} fill: #e6edf3; {"}"} .one {"{"} stroke: #3fb950; {"}"} {"}"}
            </style>

            """);
        svg.Append(
            $"<text x=\"10\" y=\"20\">Time relative to GenNet's: left of the green line a peer is faster, right of it GenNet is</text>\n");
        string subtitle = $"{results.Processor}, {path.VectorBits}-bit vectors, {results.Date}, one thread";
        svg.Append($"<text x=\"10\" y=\"38\" class=\"small\">{Escape(subtitle)}</text>\n");

        int legend = 10;
        foreach ((int i, string peer) in path.PeerNames.Index())
        {
            svg.Append(Mark(i, legend + 5, 56)).Append($"<text x=\"{legend + 16}\" y=\"60\">{Escape(peer)}</text>\n");
            legend += 140;
        }

        svg.Append($"<path d=\"M{legend + 5} 50v12\" stroke=\"#8c959f\" stroke-width=\"2\"/>");
        svg.Append($"<text x=\"{legend + 16}\" y=\"60\">the FMA peak</text>\n");

        foreach (double ratio in new[] { 0.1, 1, 10, 100, 1000 })
        {
            double x = X(ratio);
            svg.Append($"<line x1=\"{x:F1}\" y1=\"{Top - 8}\" x2=\"{x:F1}\" y2=\"{bottom}\"{(ratio == 1 ? " class=\"one\"" : "")}/>");
            svg.Append($"<text x=\"{x:F1}\" y=\"{bottom + 18}\" class=\"middle\">{ratio:G} x</text>\n");
        }

        foreach ((int line, Measurement m) in path.Measurements.Index())
        {
            int y = Top + line * LineHeight + LineHeight / 2;
            svg.Append($"<text x=\"{Left - 12}\" y=\"{y + 4}\" class=\"end\">{Escape($"{m.Work} {m.Network}, {Rows(m)}")}</text>");
            if (m.GenNet.Seconds is not { } genNet)
                continue;
            svg.Append($"<path d=\"M{X(m.AtPeak / genNet):F1} {y - 6}v12\" stroke=\"#8c959f\" stroke-width=\"2\"/>");
            foreach ((int i, string peer) in path.PeerNames.Index())
            {
                if (m.Peers[peer]?.Seconds is { } time)
                    svg.Append(Mark(i, X(time / genNet), y));
            }

            svg.Append('\n');
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static double X(double ratio) =>
        Left + (Width - Left - Right) * Math.Log(Math.Clamp(ratio, Least, Most) / Least) / Math.Log(Most / Least);

    private static string Mark(int peer, double x, double y) => (peer % 4) switch
    {
        0 => $"<circle cx=\"{x:F1}\" cy=\"{y}\" r=\"5\" fill=\"{s_colors[0]}\"/>",
        1 => $"<rect x=\"{x - 4.5:F1}\" y=\"{y - 4.5}\" width=\"9\" height=\"9\" fill=\"{s_colors[1]}\"/>",
        2 => $"<path d=\"M{x:F1} {y - 6}l6 11h-12z\" fill=\"{s_colors[2]}\"/>",
        _ => $"<path d=\"M{x:F1} {y - 6.5}l6.5 6.5l-6.5 6.5l-6.5 -6.5z\" fill=\"{s_colors[3]}\"/>",
    };

    private string Description() => string.Join(" ", path.Measurements.Select(m =>
        $"{m.Work} {m.Network}, {Rows(m)}: " + string.Join(
            ", ", m.Peers.Where(peer => peer.Value?.Seconds is not null)
                .Select(peer => $"{peer.Key} {peer.Value!.Seconds / m.GenNet.Seconds:F1} times GenNet's time")) + "."));

    private static string Rows(Measurement m) => m.Rows == 1 ? "1 row" : $"{m.Rows:N0} rows";

    private static string Escape(string text) => SecurityElement.Escape(text);
}
