using NAudio.Dsp;

/// <summary>What the network is to sound like: a filter before a valve that saturates, and a loudspeaker.</summary>
internal sealed class Amplifier
{
    private const float Gain = 5, Bias = 0.2f, Volume = 0.7f;

    private readonly BiQuadFilter _tight = BiQuadFilter.HighPassFilter(WaveFile.Rate, 150, 0.7f);
    private readonly BiQuadFilter _loudspeaker = BiQuadFilter.LowPassFilter(WaveFile.Rate, 4000, 0.9f);

    /// <summary>Plays through it.</summary>
    public float[] Process(float[] audio) => [.. audio.Select(x => Volume * _loudspeaker.Transform(Valve(_tight.Transform(x))))];

    /// <summary>Louder above than below, hence with even harmonics too.</summary>
    private static float Valve(float x) => MathF.Tanh(Gain * x + Bias) - MathF.Tanh(Bias);
}
