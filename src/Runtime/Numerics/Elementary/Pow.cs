using System.Runtime.CompilerServices;

namespace GenNet.Numerics;

public static partial class Elementary
{
    /// <summary>x^y, with the special values of IEEE 754 and C.</summary>
    /// <param name="x">The base.</param>
    /// <param name="y">The exponent.</param>
    /// <returns>
    /// 1 where x is 1 or y is 0, whatever the other is, NaN included; NaN for a negative x and a y that is no integer. A negative x, -0 and
    /// -infinity keep their sign for odd integers y. The 0 to a negative y is infinite.
    /// </returns>
    /// <remarks>
    /// e^(y log |x|), where log |x| and the product with y are sums of two numbers: the exponential multiplies their errors by up to 104,
    /// and 746 of doubles. Largest error: 1.08 ULP over 4 billion pairs of floats, of which PowTests repeats a
    /// sample, 1.05 ULP over 40,000 doubles.
    /// e^(y log x) alone is faster, and as many units off as y log x is large.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Pow<V>(V x, V y) where V : struct, IVector<V>
    {
        V one = V.Create(1), infinity = V.Create(double.PositiveInfinity);
        V a = V.Abs(x), b = V.Abs(y);

        V log = LogInTwo(a, out V low);
        low = V.Select(V.Equal(a, default) | V.Equal(a, infinity), default, low);
        log = V.Select(V.Equal(a, default), -infinity, V.Select(a < infinity, log, a));

        // Any logarithm but 0 times 10^30 is beyond all exponentials, and halves of such a number are finite.
        V times = Clamp(y, V.Create(1e30));
        V power = ExpOfTwo(times * log, V.MultiplyAdd(times, low, ProductError(times, log, times * log)));

        // b + 2^23, or 2^52, has the integer nearest b in its lowest bits; a larger b is an integer, and even from twice that number on.
        int signBit = x is ILanes<double> ? 63 : 31;
        V units = V.Create(x is ILanes<double> ? 1L << 52 : 1 << 23);
        V isSmall = b < units;
        V rounded = b + units;
        V isWhole = V.Select(isSmall, V.Equal(rounded - units, b), V.Equal(b, b));
        V isOdd = V.BitsShiftLeft(V.Select(isSmall, rounded, b), signBit) & isWhole & (b < units + units);
        power |= isOdd & x & V.Create(-0.0);

        V isComplex = (x < default(V)) & (a < infinity) & V.Select(isWhole, default, V.CreateBits(-1));
        V isOne = V.Equal(y, default) | V.Equal(x, one) | (V.Equal(a, one) & V.Equal(b, infinity));
        return V.Select(isOne, one, V.Select(isComplex, V.Create(double.NaN), power));
    }

    /// <summary>log x of a number x &gt; 0 as the sum of two, by some twelve bits more precise than one.</summary>
    /// <remarks>x = 2^k (1 + f) as in <see cref="Log"/>, s = f / (2 + f), w = s^2, and log x = k ln 2 + 2 s + s w (2/3 + w p(w)).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogInTwo<V>(V x, out V low) where V : struct, IVector<V>
    {
        V isSubnormal = x < V.Create(x is ILanes<double> ? 2.2250738585072014e-308 : 1.1754943508222875e-38);
        int shift = x is ILanes<double> ? 54 : 24;
        V normal = x * V.Select(isSubnormal, V.Create(1L << shift), V.Create(1));
        V e = Exponent(normal);
        V f = V.BitsSubtract(normal, ToExponent(e)) - V.Create(1);
        V k = V.BitsAdd(Shifter<V>(), e) - V.Select(isSubnormal, Shifter<V>() + V.Create(shift), Shifter<V>());

        V two = V.Create(2);
        V d = two + f;
        V s = f / d;
        V sLow = (Remainder(f, s, d) - s * (f - (d - two))) / d;

        V w = s * s;
        V wLow = V.MultiplyAdd(two * s, sLow, ProductError(s, s, w));

        V third = V.Create(0.6666666666666666);
        V tail = w * PowPolynomial(w);
        V g = third + tail;
        V gLow = third - g + tail + V.Create(x is ILanes<double> ? 3.700743415417188e-17 : -1.9868215517249155e-08);

        V v = w * g;
        V vLow = V.MultiplyAdd(w, gLow, V.MultiplyAdd(wLow, g, ProductError(w, g, v)));
        V product = s * v;
        V productLow = V.MultiplyAdd(s, vLow, V.MultiplyAdd(sLow, v, ProductError(s, v, product)));

        // Each sum begins with its larger number, or with 0.
        V log = two * s + product;
        V rest = two * s - log + product + V.MultiplyAdd(two, sLow, productLow);
        V whole = k * Ln2High<V>();
        V sum = whole + log;
        rest = whole - sum + log + V.MultiplyAdd(k, Ln2Low<V>(), rest);

        V high = sum + rest;
        low = sum - high + rest;
        return high;
    }

    /// <summary>(2 atanh(s) / s - 2 - 2/3 w) / w^2 with w = s^2, for 1 + f in [3/4, 3/2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PowPolynomial<V>(V w) where V : struct, IVector<V>
    {
        V p;
        if (w is ILanes<double>)
        {
            p = V.Create(0.11584606380667685);
            p = V.MultiplyAdd(p, w, V.Create(0.10332993606601429));
            p = V.MultiplyAdd(p, w, V.Create(0.11774641101873642));
            p = V.MultiplyAdd(p, w, V.Create(0.13333024101372423));
            p = V.MultiplyAdd(p, w, V.Create(0.15384621386875844));
            p = V.MultiplyAdd(p, w, V.Create(0.18181818110137118));
            p = V.MultiplyAdd(p, w, V.Create(0.22222222222719207));
            p = V.MultiplyAdd(p, w, V.Create(0.2857142857142682));
            p = V.MultiplyAdd(p, w, V.Create(0.4));
        }
        else
        {
            p = V.Create(0.19920893013477325);
            p = V.MultiplyAdd(p, w, V.Create(0.22155529260635376));
            p = V.MultiplyAdd(p, w, V.Create(0.2857246696949005));
            p = V.MultiplyAdd(p, w, V.Create(0.3999999463558197));
        }

        return p;
    }

    /// <summary>e^(x + low), with low too small to matter but for rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpOfTwo<V>(V x, V low) where V : struct, IVector<V>
    {
        V clamped = AtLeast(AtMost(x, V.Create(x is ILanes<double> ? 710 : 89)), V.Create(x is ILanes<double> ? -746 : -104));
        low &= V.Equal(x, clamped); // Of an infinite product it is NaN.
        V n = NearestPower(clamped);
        V k = n - Shifter<V>();
        V r = V.MultiplyAdd(k, -Ln2High<V>(), clamped) + V.MultiplyAdd(k, -Ln2Low<V>(), low);
        V p = V.Create(1) + Expm1Reduced(r);

        V half = V.BitsShiftRight(n, 1);
        return p * PowerOfTwo(half) * PowerOfTwo(V.BitsSubtract(n, half));
    }
}
