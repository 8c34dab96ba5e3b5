namespace GenNet.Playground.Components;

/// <summary>What the network thinks of every place of the drawing area, as pixels.</summary>
internal sealed class RegionMap
{
    /// <summary>The pixels in a row, and in a column; the browser smooths between them.</summary>
    public const int Size = 50;

    // As --first and --second in playground.css.
    private static readonly (byte Red, byte Green, byte Blue) s_first = (47, 111, 208), s_second = (217, 115, 13);

    private readonly float[] _places = new float[Size * Size * 2], _probabilities = new float[Size * Size];
    private readonly byte[] _pixels = new byte[Size * Size * 4];

    public RegionMap()
    {
        for (int i = 0; i < Size * Size; i++)
        {
            _places[2 * i] = Coordinate(i % Size);
            _places[2 * i + 1] = -Coordinate(i / Size);
        }
    }

    /// <summary>[rows x columns x 4]: the likelier class's colour, the fainter the closer it is.</summary>
    public Span<byte> Of(INeuralNetwork<float> network)
    {
        const float Strongest = 110;
        network.Predict(_places, _probabilities);
        for (int i = 0; i < _probabilities.Length; i++)
        {
            float certainty = 2 * _probabilities[i] - 1;
            (_pixels[4 * i], _pixels[4 * i + 1], _pixels[4 * i + 2]) = certainty < 0 ? s_first : s_second;
            _pixels[4 * i + 3] = (byte)(Strongest * MathF.Abs(certainty));
        }

        return _pixels;
    }

    /// <summary>Of a network that has learnt nothing yet.</summary>
    public Span<byte> Blank()
    {
        Array.Clear(_pixels);
        return _pixels;
    }

    private static float Coordinate(int pixel) => (pixel + 0.5f) / Size * 2 - 1;
}
