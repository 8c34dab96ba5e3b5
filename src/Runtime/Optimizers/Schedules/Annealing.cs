namespace GenNet;

/// <summary>How a rate gets from one value to another.</summary>
public enum Annealing
{
    /// <summary>Along half a wave of the cosine: slowly at both ends.</summary>
    Cosine,

    /// <summary>Along a straight line.</summary>
    Linear,
}

/// <summary>The formulas of <see cref="Annealing"/>.</summary>
internal static class AnnealingExtensions
{
    /// <summary>The value at a share, from 0 to 1, of the way.</summary>
    public static double Between(this Annealing annealing, double start, double end, double share) =>
        annealing == Annealing.Cosine
            ? end + (start - end) / 2 * (1 + Math.Cos(Math.PI * share))
            : start + (end - start) * share;
}
