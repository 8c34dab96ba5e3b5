using System.Numerics;
using GenNet.Numerics;

namespace GenNet.Losses;

/// <summary>Makes kept y + added of each target y.</summary>
public static class LabelSmoothing
{
    /// <param name="targets">The targets, replaced.</param>
    /// <param name="count">How many.</param>
    /// <param name="kept">What is kept of a target.</param>
    /// <param name="added">What is added to it.</param>
    public static void Apply<T>(Block<T> targets, int count, double kept, double added) where T : unmanaged, INumberBase<T>
    {
        T factor = T.CreateTruncating(kept), term = T.CreateTruncating(added);
        foreach (ref T target in targets.AsSpan(count))
            target = factor * target + term;
    }
}
