using System.Net;
using System.Text;
using GenNet;

/// <summary>Draws a search as SVG: the loss of all settings over their learning rate, with the deviation between folds.</summary>
internal static class SearchPicture
{
    private const int Width = 760, Height = 460, Left = 70, Right = 20, Top = 40, Bottom = 50;

    private static readonly Dictionary<Architecture, string> s_colours = new()
    {
        [Architecture.Linear] = "#0072b2", [Architecture.Wide] = "#d55e00", [Architecture.Deep] = "#009e73",
    };

    /// <summary>Writes the picture to a file.</summary>
    public static void Save(SearchResult<Settings> result, string path)
    {
        SettingsResult<Settings>[] drawn = [.. result.Ranking.Where(one => double.IsFinite(one.Score) && one.Score > 0)];
        var svg = new StringBuilder();
        svg.AppendLine(
            $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {Width} {Height}' font-family='sans-serif' font-size='12'>"
            + $"<rect width='{Width}' height='{Height}' fill='white'/>");
        if (drawn.Length > 0)
            Draw(svg, drawn, result.Best);
        svg.AppendLine("</svg>");
        File.WriteAllText(path, svg.ToString());
    }

    private static void Draw(StringBuilder svg, SettingsResult<Settings>[] drawn, SettingsResult<Settings> best)
    {
        var rates = new LogAxis(drawn.Select(one => one.Settings.LearningRate), Left, Width - Right);
        var losses = new LogAxis(drawn.Select(one => one.Score), Height - Bottom, Top);
        foreach (double rate in rates.Ticks)
        {
            svg.AppendLine($"<path d='M{rates.At(rate):F1} {Top}V{Height - Bottom}' stroke='#ddd'/>"
                + $"<text x='{rates.At(rate):F1}' y='{Height - Bottom + 18}' text-anchor='middle'>{rate}</text>");
        }

        foreach (double loss in losses.Ticks)
        {
            svg.AppendLine($"<path d='M{Left} {losses.At(loss):F1}H{Width - Right}' stroke='#ddd'/>"
                + $"<text x='{Left - 8}' y='{losses.At(loss) + 4:F1}' text-anchor='end'>{loss}</text>");
        }

        svg.AppendLine($"<text x='{(Left + Width - Right) / 2}' y='{Height - 12}' text-anchor='middle'>learning rate</text>"
            + $"<text x='{Left}' y='{Top - 14}'>validation loss, mean of the folds and deviation; hollow where trials ended early</text>");
        int longest = best.Results[0].Epochs.Count;
        foreach (SettingsResult<Settings> one in drawn.Reverse())
        {
            string colour = s_colours[one.Settings.Architecture];
            double x = rates.At(one.Settings.LearningRate), y = losses.At(one.Score);
            double low = losses.At(Math.Max(one.Score - one.Deviation, losses.Least)), high = losses.At(one.Score + one.Deviation);
            bool isWhole = one.Results[0].Epochs.Count == longest;
            string text = WebUtility.HtmlEncode($"{one.Settings}: {one.Score:F4}");
            svg.AppendLine($"<path d='M{x:F1} {low:F1}V{Math.Max(high, Top):F1}' stroke='{colour}' opacity='0.4'/>"
                + $"<circle cx='{x:F1}' cy='{y:F1}' r='{3 + Math.Log2(one.Settings.BatchSize) / 2:F1}' stroke='{colour}' "
                + $"fill='{(isWhole ? colour : "white")}'><title>{text}</title></circle>");
        }

        svg.AppendLine(
            $"<circle cx='{rates.At(best.Settings.LearningRate):F1}' cy='{losses.At(best.Score):F1}' r='12' fill='none' stroke='black'/>");
        foreach ((int i, (Architecture architecture, string colour)) in s_colours.Index())
        {
            svg.AppendLine($"<circle cx='{Width - 200 + (65 * i)}' cy='{Top - 18}' r='5' fill='{colour}'/>"
                + $"<text x='{Width - 190 + (65 * i)}' y='{Top - 14}'>{architecture}</text>");
        }
    }

    /// <summary>Numbers on a line of pixels, each power of ten equally long.</summary>
    private sealed class LogAxis
    {
        private readonly double _from, _to, _pixelsFrom, _pixelsTo;

        public LogAxis(IEnumerable<double> numbers, double pixelsFrom, double pixelsTo)
        {
            // A tenth of a decade of room on either side.
            (_from, _to) = (Math.Log10(numbers.Min()) - 0.1, Math.Log10(numbers.Max()) + 0.1);
            (_pixelsFrom, _pixelsTo) = (pixelsFrom, pixelsTo);
        }

        public double Least => Math.Pow(10, _from);

        /// <summary>Each 1, 2 and 5 of a decade that is on the line.</summary>
        public IEnumerable<double> Ticks =>
            from decade in Enumerable.Range((int)Math.Floor(_from), (int)Math.Ceiling(_to - _from) + 1)
            from digit in new[] { 1, 2, 5 }
            let tick = double.Parse($"{digit}e{decade}")
            where Math.Log10(tick) >= _from && Math.Log10(tick) <= _to
            select tick;

        public double At(double number) => _pixelsFrom + ((Math.Log10(number) - _from) / (_to - _from) * (_pixelsTo - _pixelsFrom));
    }
}
