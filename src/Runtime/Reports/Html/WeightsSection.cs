using System.Numerics;
using GenNet.Networks;

namespace GenNet.Reports;

/// <summary>A network's parameters: how those of each tensor are spread, and the pictures that its first units look for.</summary>
internal static class WeightsSection
{
    private const int Bins = 40;

    /// <summary>The most units whose weights are shown as pictures, and the most tensors whose numbers are counted.</summary>
    private const int MostUnits = 160, MostTensors = 60;

    private const double Width = 240, Height = 110, Bottom = 20;

    public static void Write<T>(HtmlBuilder html, INeuralNetwork<T> network) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var parameters = new T[network.ParameterCount];
        network.GetParameters(parameters);
        double[] numbers = [.. parameters.Select(double.CreateTruncating)];
        Tensor[] tensors = network.Parameters.Layout.Parameters;
        if (tensors.Length > 0 && tensors[0].Shape is [var units, var inputs] && inputs == network.InputSize
            && Pictures.Side(inputs) is { } side)
        {
            WritePictures(html, tensors[0].Symbol, numbers[..(Math.Min(units, MostUnits) * inputs)], side, units);
        }

        html.AddLine($"<div class=\"histograms\">");
        int start = 0;
        foreach ((int index, Tensor tensor) in tensors.Take(MostTensors).Index())
        {
            WriteHistogram(html, index, tensor, numbers[start..(start + tensor.Length)]);
            start += tensor.Length;
        }

        html.AddLine($"</div>");
        if (tensors.Length > MostTensors)
            html.AddLine($"<p>Of {tensors.Length} tensors, these are the first {MostTensors}.</p>");
    }

    private static void WritePictures(HtmlBuilder html, string symbol, double[] weights, int side, int units)
    {
        (string address, int width) = Pictures.OfWeights(weights, side);
        int shown = weights.Length / (side * side);
        html.AddLine($"""
            <figure class="sheet"><figcaption>What the first units look for: the weights {symbol} of {shown} of {units} units as pictures
            of {side} x {side}. Orange is above zero, blue below, white is zero; a colour stands for the same number in all.</figcaption>
            <img src="{address}" width="{Math.Max(width, Math.Min(880, 4 * width))}"
                 alt="The weights {symbol} of {shown} units, each as a picture"/>
            </figure>
            """);
    }

    private static void WriteHistogram(HtmlBuilder html, int index, Tensor tensor, double[] numbers)
    {
        double[] finite = [.. numbers.Where(double.IsFinite)];
        double low = finite.DefaultIfEmpty().Min(), high = finite.DefaultIfEmpty().Max(), mean = finite.DefaultIfEmpty().Average();
        double deviation = Math.Sqrt(finite.Select(number => (number - mean) * (number - mean)).DefaultIfEmpty().Average());
        int[] counts = new int[Bins];
        foreach (double number in finite)
            counts[high > low ? Math.Min(Bins - 1, (int)((number - low) / (high - low) * Bins)) : Bins / 2]++;

        string shape = $"{tensor.Symbol}, {string.Join(" x ", tensor.Shape)}";
        string words = $"mean {Text.Of(mean)}, deviation {Text.Of(deviation)}, from {Text.Of(low)} to {Text.Of(high)}"
            + (finite.Length < numbers.Length ? $", {numbers.Length - finite.Length} not finite" : "");
        html.AddLine($"""
            <figure><figcaption>{shape}</figcaption>
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-labelledby="tensor-{index}-title tensor-{index}-description">
            <title id="tensor-{index}-title">Histogram of {shape}</title><desc id="tensor-{index}-description">{words}</desc>
            """);
        html.Add($"<path class=\"bars\" d=\"M0 {Height - Bottom}");
        foreach (int count in counts)
            html.Add($"V{(Height - Bottom) * (1 - (double)count / Math.Max(1, counts.Max()))}h{Width / Bins}");
        html.AddLine($"""
            V{Height - Bottom}z"/>
            <line class="axis" x1="0" x2="{Width}" y1="{Height - Bottom}" y2="{Height - Bottom}"/>
            <text x="0" y="{Height - 5}">{Text.Of(low)}</text><text class="end" x="{Width}" y="{Height - 5}">{Text.Of(high)}</text>
            """);
        if (low < 0 && high > 0)
        {
            double zero = -low / (high - low) * Width;
            html.AddLine($"<line class=\"mark\" x1=\"{zero}\" x2=\"{zero}\" y1=\"0\" y2=\"{Height - Bottom}\"/>");
            if (zero is > 60 and < Width - 60)
                html.AddLine($"<text class=\"middle\" x=\"{zero}\" y=\"{Height - 5}\">0</text>");
        }

        html.AddLine($"</svg><p>{words}</p></figure>");
    }
}
