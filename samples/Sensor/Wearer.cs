/// <summary>What the wearer of a sensor does.</summary>
internal enum Activity
{
    Resting,
    Walking,
    Running,
    Stairs,
}

/// <summary>
/// A synthetic wearer of an accelerometer at the belt. Steps are two harmonics along the body, sway at half their frequency, and noise;
/// each time somebody else's pace, strength and posture.
/// </summary>
internal sealed class Wearer(Random random)
{
    public const int Axes = 3, Rate = 50;

    private static readonly (double Hertz, double Strength, double Lean)[] s_habits =
        [(0.3, 0.02, 0), (1.8, 0.3, 0.05), (2.7, 0.9, 0.15), (1.5, 0.35, 0.3)];

    /// <summary>Does something for a while.</summary>
    /// <returns>[frames x 3], in g: up, forwards, sideways.</returns>
    public float[] Do(Activity activity, int frames)
    {
        (double hertz, double strength, double lean) = s_habits[(int)activity];
        double pace = 2 * Math.PI * hertz * Between(0.9, 1.1) / Rate, start = Between(0, 2 * Math.PI);
        double force = strength * Between(0.7, 1.3), tilt = lean + Between(-0.1, 0.1);
        float[] acceleration = new float[frames * Axes];
        for (int i = 0; i < frames; i++)
        {
            double phase = start + (i * pace), step = force * (Math.Sin(phase) + 0.4 * Math.Sin(2 * phase + 1));
            acceleration[i * Axes] = (float)(Math.Cos(tilt) + step + Noise());
            acceleration[i * Axes + 1] = (float)(Math.Sin(tilt) + 0.5 * force * Math.Cos(phase) + Noise());
            acceleration[i * Axes + 2] = (float)(0.4 * force * Math.Sin(phase / 2) + Noise());
        }

        return acceleration;
    }

    private double Between(double least, double most) => least + ((most - least) * random.NextDouble());

    private double Noise() => Between(-0.08, 0.08);
}
