namespace GenNet.Reports;

/// <summary>A curve in a line of text, by characters of eight heights.</summary>
internal static class Sparkline
{
    private const string Heights = "▁▂▃▄▅▆▇█";

    /// <summary>Draws numbers, several of them by their mean where there is less room; those that are not finite stay out.</summary>
    /// <param name="values">The numbers, first to last.</param>
    /// <param name="width">The characters that there is room for.</param>
    public static string Draw(IReadOnlyList<double> values, int width)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        int count = Math.Min(width, finite.Length);
        double[] means =
        [
            .. Enumerable.Range(0, count)
                .Select(i => finite[(int)((long)i * finite.Length / count)..(int)((i + 1L) * finite.Length / count)].Average()),
        ];
        double low = means.DefaultIfEmpty().Min(), range = means.DefaultIfEmpty().Max() - low;
        return string.Concat(means.Select(mean => Heights[range > 0 ? (int)Math.Round((mean - low) / range * (Heights.Length - 1)) : 0]));
    }
}
