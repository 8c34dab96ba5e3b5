using System.Runtime.CompilerServices;

namespace GenNet.Numerics;

public static partial class Elementary
{
    /// <summary>The natural logarithm; -inf at 0 and NaN below.</summary>
    /// <remarks>
    /// x = 2^k (1 + f) with 1 + f in [3/4, 3/2), and log x = k ln 2 + f + f^2 (-1/2 + f p(f)).
    /// Largest error: 0.99 ULP over all floats, 0.83 ULP over 40,000 doubles.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V>(V x) where V : struct, IVector<V>
    {
        V isSubnormal = x < V.Create(x is ILanes<double> ? 2.2250738585072014e-308 : 1.1754943508222875e-38);
        int shift = x is ILanes<double> ? 54 : 24;
        V normal = x * V.Select(isSubnormal, V.Create(1L << shift), V.Create(1));

        V e = Exponent(normal);
        V f = V.BitsSubtract(normal, ToExponent(e)) - V.Create(1);
        V k = V.BitsAdd(Shifter<V>(), e) - V.Select(isSubnormal, Shifter<V>() + V.Create(shift), Shifter<V>());
        V result = LogReduced(k, f, V.Create(0));

        V outside = V.Select(V.Equal(x, V.Create(0)), V.Create(double.NegativeInfinity), V.Create(double.NaN));
        result = V.Select(x > V.Create(0), result, outside);
        return V.Select(x < V.Create(double.PositiveInfinity), result, x + x);
    }

    /// <summary>The natural logarithm of x &gt;= 1, with nothing asked of it; NaN where x is infinite or NaN.</summary>
    /// <remarks>Bit-equal to <see cref="Log"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V LogFromOne<V>(V x) where V : struct, IVector<V>
    {
        V e = Exponent(x);
        V f = V.BitsSubtract(x, ToExponent(e)) - V.Create(1);
        V k = V.BitsAdd(Shifter<V>(), e) - Shifter<V>();
        return LogReduced(k, f, V.Create(0)) + (x - x);
    }

    /// <summary>The integer k with x = 2^k m and m in [3/4, 3/2), for a normal x &gt; 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Exponent<V>(V x) where V : struct, IVector<V> =>
        V.BitsShiftRight(V.BitsSubtract(x, V.Create(0.75)), MantissaBits<V>());

    /// <summary>k ln 2 + log(1 + f) + low, with low too small to matter but for rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogReduced<V>(V k, V f, V low) where V : struct, IVector<V>
    {
        // sum + rest = k ln 2 (high part) + f exactly, as the product is exact and either 0 or the larger.
        V product = k * Ln2High<V>();
        V sum = product + f;
        V rest = f - (sum - product);

        return sum + V.MultiplyAdd(f * f, LogTail(f), V.MultiplyAdd(k, Ln2Low<V>(), rest + low));
    }

    /// <summary>(log(1 + f) - f) / f^2 for 1 + f in [3/4, 3/2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogTail<V>(V f) where V : struct, IVector<V> => V.MultiplyAdd(LogPolynomial(f), f, V.Create(-0.5));

    /// <summary>(log(1 + f) - f + f^2 / 2) / f^3 for 1 + f in [3/4, 3/2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogPolynomial<V>(V f) where V : struct, IVector<V>
    {
        V p;
        if (f is ILanes<double>)
        {
            p = V.Create(0.008090790346475906);
            p = V.MultiplyAdd(p, f, V.Create(-0.029388540148365647));
            p = V.MultiplyAdd(p, f, V.Create(0.05069534517098067));
            p = V.MultiplyAdd(p, f, V.Create(-0.059680875727591634));
            p = V.MultiplyAdd(p, f, V.Create(0.06083046243530341));
            p = V.MultiplyAdd(p, f, V.Create(-0.06249852254891679));
            p = V.MultiplyAdd(p, f, V.Create(0.06643360801408328));
            p = V.MultiplyAdd(p, f, V.Create(-0.071385820812749));
            p = V.MultiplyAdd(p, f, V.Create(0.07693387256080998));
            p = V.MultiplyAdd(p, f, V.Create(-0.08333704395675999));
            p = V.MultiplyAdd(p, f, V.Create(0.09090893018191681));
            p = V.MultiplyAdd(p, f, V.Create(-0.09999985542183097));
            p = V.MultiplyAdd(p, f, V.Create(0.11111110772744594));
            p = V.MultiplyAdd(p, f, V.Create(-0.1250000029066694));
            p = V.MultiplyAdd(p, f, V.Create(0.1428571429993385));
            p = V.MultiplyAdd(p, f, V.Create(-0.16666666663799556));
            p = V.MultiplyAdd(p, f, V.Create(0.19999999999850213));
            p = V.MultiplyAdd(p, f, V.Create(-0.2500000000001058));
            p = V.MultiplyAdd(p, f, V.Create(0.3333333333333375));
        }
        else
        {
            p = V.Create(-0.04507499188184738);
            p = V.MultiplyAdd(p, f, V.Create(0.10463053733110428));
            p = V.MultiplyAdd(p, f, V.Create(-0.13161209225654602));
            p = V.MultiplyAdd(p, f, V.Create(0.14478394389152527));
            p = V.MultiplyAdd(p, f, V.Create(-0.16647309064865112));
            p = V.MultiplyAdd(p, f, V.Create(0.19990861415863037));
            p = V.MultiplyAdd(p, f, V.Create(-0.2500009536743164));
            p = V.MultiplyAdd(p, f, V.Create(0.3333345055580139));
        }

        return p;
    }
}
