using NAudio.Wave;

/// <summary>WAV files of one channel and 16 bits.</summary>
internal static class WaveFile
{
    /// <summary>Frames a second.</summary>
    public const int Rate = 48_000;

    public static void Write(string path, float[] audio)
    {
        using var writer = new WaveFileWriter(path, new WaveFormat(Rate, bits: 16, channels: 1));
        writer.WriteSamples(audio, 0, audio.Length);
    }

    public static float[] Read(string path)
    {
        using var reader = new WaveFileReader(path);
        float[] audio = new float[reader.SampleCount];
        int read = reader.ToSampleProvider().Read(audio);
        return audio[..read];
    }
}
