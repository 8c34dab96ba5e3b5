using GenNet.Numerics;

namespace GenNet;

/// <summary>Draws settings at random; the same seed draws the same ones on every machine.</summary>
public sealed class SettingsSampler
{
    private readonly RandomSource _random;

    private SettingsSampler(ulong seed) => _random = new(seed);

    /// <summary>Draws settings, each on its own: of more, the first ones are the same.</summary>
    /// <param name="count">How many, from 0 to <see cref="Trial.MaxCount"/>.</param>
    /// <param name="seed">Chooses what is drawn.</param>
    /// <param name="draw">Draws each hyperparameter from the sampler, always in the same order.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 0, or more than a search has trials.</exception>
    public static IReadOnlyList<TSettings> Sample<TSettings>(int count, int seed, Func<SettingsSampler, TSettings> draw)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Trial.MaxCount);
        ArgumentNullException.ThrowIfNull(draw);
        return [.. Enumerable.Range(0, count).Select(i => draw(new SettingsSampler((ulong)(uint)seed << 32 | (uint)i)))];
    }

    /// <summary>One of some values, all equally likely.</summary>
    /// <param name="values">At least 1.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public TValue Choice<TValue>(params ReadOnlySpan<TValue> values)
    {
        if (values.IsEmpty)
            throw new ArgumentException("No values were given; at least 1 is needed.", nameof(values));
        return values[_random.NextInt(values.Length)];
    }

    /// <summary>A number between two, all equally likely.</summary>
    /// <param name="least">Finite.</param>
    /// <param name="most">Finite, at least as much.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such numbers.</exception>
    public double Uniform(double least, double most)
    {
        Hyperparameter.Check(least, double.IsFinite(least), nameof(least), "finite");
        Hyperparameter.Check(most, double.IsFinite(most) && most >= least, nameof(most), $"finite and at least {least}");
        double share = _random.NextDouble();
        return Math.Clamp((least * (1 - share)) + (most * share), least, most);
    }

    /// <summary>A number between two whose logarithm is uniform: each power of ten is equally likely.</summary>
    /// <param name="least">Finite and greater than 0.</param>
    /// <param name="most">At least as much, and less than 10^308 times as much.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such numbers.</exception>
    public double LogUniform(double least, double most)
    {
        Hyperparameter.Positive(least, nameof(least));
        Hyperparameter.Check(
            most, double.IsFinite(most / least) && most >= least, nameof(most), $"at least {least}, and less than 10^308 times that");
        return Math.Clamp(least * PortableMath.Pow(most / least, _random.NextDouble()), least, most);
    }
}
