namespace GenNet.Reports;

/// <summary>Numbers that are square pictures: features of samples, weights of a unit that looks at them.</summary>
internal static class Pictures
{
    /// <summary>The least side by which as many numbers are taken for a picture.</summary>
    private const int LeastSide = 8;

    /// <summary>The side of pictures of a number of pixels; null where those are none.</summary>
    public static int? Side(int pixels) => (int)Math.Sqrt(pixels) is >= LeastSide and var side && side * side == pixels ? side : null;

    /// <summary>A picture in greys, black for its least number and white for its greatest.</summary>
    public static string OfSample(double[] pixels, int side)
    {
        double low = pixels.Min(), range = pixels.Max() - low;
        return PngImage.DataAddress(side, [.. pixels.Select(pixel => (byte)(1 + Share((pixel - low) / range) * 254))], PngImage.Greys);
    }

    /// <summary>
    /// A sheet of pictures, white for zero, and the same colour for the same number in all of them. The hundredth that is farthest from
    /// zero has the strongest colours.
    /// </summary>
    /// <returns>The sheet's address and its width.</returns>
    public static (string Address, int Width) OfWeights(double[] weights, int side)
    {
        const int gap = 1;
        double[] sizes = [.. weights.Where(double.IsFinite).Select(Math.Abs).Order().DefaultIfEmpty()];
        double strongest = sizes[sizes.Length * 99 / 100];
        int units = weights.Length / (side * side), columns = (int)Math.Ceiling(Math.Sqrt(1.6 * units)), rows = (units - 1) / columns + 1;
        int width = columns * (side + gap) - gap;
        byte[] pixels = new byte[width * (rows * (side + gap) - gap)];
        Array.Fill(pixels, PngImage.Transparent);
        for (int i = 0; i < weights.Length; i++)
        {
            int unit = i / (side * side), x = unit % columns * (side + gap) + i % side, y = unit / columns * (side + gap) + i / side % side;
            pixels[y * width + x] = (byte)(1 + Math.Round(Share(0.5 + weights[i] / strongest / 2) * 254));
        }

        return (PngImage.DataAddress(width, pixels, PngImage.Signs), width);
    }

    /// <summary>A number from 0 to 1; the middle for one that is NaN.</summary>
    private static double Share(double number) => double.IsNaN(number) ? 0.5 : Math.Clamp(number, 0, 1);
}
