/// <summary>A guitar of plucked strings (Karplus and Strong, 1983).</summary>
internal static class Guitar
{
    private const double LowestNote = 82.41;

    // Semitones over the lowest note: a pentatonic scale.
    private static readonly int[] s_scale = [0, 3, 5, 7, 10, 12, 15, 17, 19, 22, 24, 27, 29, 31, 34];

    /// <summary>Plays notes and chords of any loudness.</summary>
    /// <returns>Numbers from -1 to 1, <see cref="WaveFile.Rate"/> a second.</returns>
    public static float[] Play(int seed, int seconds)
    {
        var random = new Random(seed);
        float[] audio = new float[seconds * WaveFile.Rate];
        for (int start = 0; start < audio.Length; start += WaveFile.Rate * random.Next(2, 7) / 16)
        {
            float loudness = 0.1f + 0.9f * random.NextSingle();
            for (int strings = random.Next(1, 4); strings > 0; strings--)
                Pluck(audio.AsSpan(start), LowestNote * Math.Pow(2, random.GetItems(s_scale, 1)[0] / 12.0), loudness, random);
        }

        float loudest = audio.Max(MathF.Abs);
        return [.. audio.Select(x => x / loudest)];
    }

    /// <summary>Noise goes round a string, and each time its neighbours are averaged.</summary>
    private static void Pluck(Span<float> audio, double frequency, float loudness, Random random)
    {
        float[] wave = [.. Enumerable.Range(0, (int)(WaveFile.Rate / frequency)).Select(_ => loudness * (2 * random.NextSingle() - 1))];
        for (int i = 0; i < audio.Length; i++)
        {
            int at = i % wave.Length;
            audio[i] += wave[at];
            wave[at] = 0.498f * (wave[at] + wave[(at + 1) % wave.Length]);
        }
    }
}
