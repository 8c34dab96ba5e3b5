using System.Numerics;

namespace GenNet.Numerics;

/// <summary>
/// Random numbers that are the same for a seed on every machine and under every version of .NET, which <see cref="Random"/> does
/// not promise: xoshiro256** 1.0 by Blackman and Vigna (https://prng.di.unimi.it/xoshiro256starstar.c), whose state is filled by
/// SplitMix64 (https://prng.di.unimi.it/splitmix64.c), as its authors advise.
/// </summary>
internal sealed class RandomSource
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>Starts the sequence of a seed; every seed has its own.</summary>
    public RandomSource(ulong seed)
    {
        _s0 = SplitMix64(ref seed);
        _s1 = SplitMix64(ref seed);
        _s2 = SplitMix64(ref seed);
        _s3 = SplitMix64(ref seed);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A multiple of 2^-53 in [0, 1), all equally likely.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>
    /// An integer in [0, <paramref name="bound"/>), all equally likely, for a bound of at least 1:
    /// D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019).
    /// </summary>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        uint range = (uint)bound;
        ulong product = (NextUInt64() >> 32) * range;
        if ((uint)product < range)
        {
            // The 2^32 values do not divide evenly among the range: the first (2^32 mod range) of each share are refused.
            uint refused = (0u - range) % range;
            while ((uint)product < refused)
                product = (NextUInt64() >> 32) * range;
        }

        return (int)(product >> 32);
    }

    /// <summary>
    /// A number of the standard normal distribution, by the polar method (Marsaglia and Bray 1964), with the logarithm of
    /// <see cref="Elementary"/>, whose bits do not depend on the machine.
    /// </summary>
    public double NextNormal()
    {
        while (true)
        {
            double x = 2 * NextDouble() - 1, y = 2 * NextDouble() - 1;
            double r = x * x + y * y;
            if (r is > 0 and < 1)
                return x * Math.Sqrt(-2 * Scalar<double>.Sum(Elementary.Log(Scalar<double>.Broadcast(r))) / r);
        }
    }

    /// <summary>Puts the items into an order of which all are equally likely (Fisher-Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = NextInt(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private static ulong SplitMix64(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
