using System.Text;
using NAudio.Dsp;

/// <summary>Draws what is in a sound before and after, by frequency, as SVG.</summary>
internal static class SpectraPicture
{
    private const int Width = 760, Height = 400, Left = 60, Right = 20, Top = 40, Bottom = 50;

    // Of the Fourier transforms whose mean is drawn.
    private const int Bits = 12, Length = 1 << Bits;

    // Of the picture: in hertz, and in decibels below the loudest.
    private const double Lowest = 60, Highest = 16_000, Least = -80;

    /// <summary>Writes the picture to a file.</summary>
    public static void Save(string path, float[] before, float[] target, float[] after)
    {
        var svg = new StringBuilder();
        svg.AppendLine(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" role="img" aria-labelledby="title desc">
            <title id="title">Spectra before and after the amplifier</title>
            <desc id="desc">Level in decibels over frequency from {Lowest} Hz to 16 kHz. The line of the network lies on that of the
            amplifier; the guitar before it has less in the middle and more at the top.</desc>
            <style>
              svg {"{"} font: 12px sans-serif {"}"}
              svg {"{"} --back: #fff; --text: #222; --grid: #ddd; --before: #767676; --target: #c2410c; --after: #0369a1 {"}"}
              @media (prefers-color-scheme: dark) {"{"}
                svg {"{"} --back: #111; --text: #eee; --grid: #333; --before: #999; --target: #fb923c; --after: #38bdf8 {"}"}
              {"}"}
              text {"{"} fill: var(--text) {"}"}
              path {"{"} fill: none; stroke-width: 1.5 {"}"}
              .grid {"{"} stroke: var(--grid); stroke-width: 1 {"}"}
            </style>
            <rect width="{Width}" height="{Height}" fill="var(--back)"/>
            <text x="{Left}" y="{Height - 10}">frequency</text>
            """);
        foreach (int hertz in new[] { 100, 200, 500, 1000, 2000, 5000, 10_000 })
        {
            string name = hertz < 1000 ? $"{hertz} Hz" : $"{hertz / 1000} kHz";
            svg.AppendLine($"<path class=\"grid\" d=\"M{X(hertz):F1} {Top}V{Height - Bottom}\"/>"
                + $"<text x=\"{X(hertz):F1}\" y=\"{Height - Bottom + 16}\" text-anchor=\"middle\">{name}</text>");
        }

        for (double level = Least; level <= 0; level += 20)
        {
            svg.AppendLine($"<path class=\"grid\" d=\"M{Left} {Y(level):F1}H{Width - Right}\"/>"
                + $"<text x=\"{Left - 6}\" y=\"{Y(level) + 4:F1}\" text-anchor=\"end\">{level} dB</text>");
        }

        // The target is wide, so that the network's line, dashed, is seen on it.
        double[][] spectra = [Spectrum(before), Spectrum(target), Spectrum(after)];
        double loudest = spectra.Max(spectrum => spectrum.Max());
        Line(0, "before", "", "guitar, before");
        Line(1, "target", " stroke-width=\"4\" opacity=\"0.6\"", "amplifier, the target");
        Line(2, "after", " stroke-dasharray=\"5 3\"", "network, after");
        svg.AppendLine("</svg>");
        File.WriteAllText(path, svg.ToString());

        void Line(int number, string colour, string style, string name)
        {
            int x = Left + (number * 200);
            IEnumerable<string> points = Enumerable.Range(1, Length / 2)
                .Select(bin => (Hertz: bin * (double)WaveFile.Rate / Length, Level: 10 * Math.Log10(spectra[number][bin] / loudest)))
                .Where(point => point.Hertz is >= Lowest and <= Highest)
                .DistinctBy(point => (int)X(point.Hertz))
                .Select(point => $"{X(point.Hertz):F1} {Y(Math.Max(point.Level, Least)):F1}");
            string stroke = $"stroke=\"var(--{colour})\"{style}";
            svg.AppendLine($"<path {stroke} d=\"M{string.Join('L', points)}\"/>"
                + $"<path {stroke} d=\"M{x} 20h30\"/><text x=\"{x + 38}\" y=\"24\">{name}</text>");
        }
    }

    private static double X(double hertz) =>
        Left + (Math.Log(hertz / Lowest) / Math.Log(Highest / Lowest) * (Width - Left - Right));

    private static double Y(double level) => Top + (level / Least * (Height - Top - Bottom));

    /// <summary>The mean power in each band, smoothed over a twelfth of an octave (Welch, 1967).</summary>
    private static double[] Spectrum(float[] audio)
    {
        double[] power = new double[Length / 2 + 1];
        var bins = new Complex[Length];
        for (int start = 0; start + Length <= audio.Length; start += Length / 2)
        {
            for (int i = 0; i < Length; i++)
                bins[i] = new() { X = (float)(audio[start + i] * FastFourierTransform.HannWindow(i, Length)) };
            FastFourierTransform.FFT(forward: true, Bits, bins);
            for (int i = 0; i < power.Length; i++)
                power[i] += (bins[i].X * bins[i].X) + (bins[i].Y * bins[i].Y);
        }

        return [.. power.Select((_, bin) => power[(int)(bin * 0.97)..Math.Min(power.Length, (int)(bin * 1.03) + 1)].Average())];
    }
}
