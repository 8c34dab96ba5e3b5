using System.Runtime.CompilerServices;

namespace GenNet.Numerics;

public static partial class Elementary
{
    /// <summary>The natural logarithm; -inf at 0 and NaN below.</summary>
    /// <remarks>
    /// x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)), and log x = k ln 2 + f + f^2 (-1/2 + f p(f)).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V>(V x) where V : struct, IVector<V>
    {
        V isSubnormal = x < V.Create(V.IsDouble ? 2.2250738585072014e-308 : 1.1754943508222875e-38);
        int shift = V.IsDouble ? 54 : 24;
        V normal = x * V.Select(isSubnormal, V.Create(1L << shift), V.Create(1));

        V e = Exponent(normal);
        V f = V.BitsSubtract(normal, V.BitsShiftLeft(e, MantissaBits<V>())) - V.Create(1);
        V k = V.BitsAdd(Shifter<V>(), e) - V.Select(isSubnormal, Shifter<V>() + V.Create(shift), Shifter<V>());
        V result = LogReduced(k, f, V.Create(0));

        result = V.Select(x > V.Create(0), result, V.Select(V.Equal(x, V.Create(0)), V.Create(double.NegativeInfinity), V.Create(double.NaN)));
        return V.Select(x < V.Create(double.PositiveInfinity), result, x + x);
    }

    /// <summary>The integer k with x = 2^k m and m in [sqrt(1/2), sqrt(2)), for a normal x &gt; 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Exponent<V>(V x) where V : struct, IVector<V> =>
        V.BitsShiftRight(V.BitsSubtract(x, V.Create(0.70710678118654752)), MantissaBits<V>());

    /// <summary>k ln 2 + log(1 + f) + low, with low too small to matter but for rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogReduced<V>(V k, V f, V low) where V : struct, IVector<V>
    {
        // sum + rest = k ln 2 (high part) + f exactly, as the product is exact and either 0 or the larger.
        V product = k * Ln2High<V>();
        V sum = product + f;
        V rest = f - (sum - product);

        V p = V.MultiplyAdd(LogPolynomial(f), f, V.Create(-0.5));
        return sum + V.MultiplyAdd(f * f, p, V.MultiplyAdd(k, Ln2Low<V>(), rest + low));
    }

    /// <summary>(log(1 + f) - f + f^2 / 2) / f^3 for 1 + f in [sqrt(1/2), sqrt(2)].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogPolynomial<V>(V f) where V : struct, IVector<V>
    {
        V p;
        if (V.IsDouble)
        {
            p = V.Create(0.02615104422532552);
            p = V.MultiplyAdd(p, f, V.Create(-0.059817177249704534));
            p = V.MultiplyAdd(p, f, V.Create(0.06503492334182161));
            p = V.MultiplyAdd(p, f, V.Create(-0.056777780551696765));
            p = V.MultiplyAdd(p, f, V.Create(0.05668375758810431));
            p = V.MultiplyAdd(p, f, V.Create(-0.06196679438970607));
            p = V.MultiplyAdd(p, f, V.Create(0.06684589546421131));
            p = V.MultiplyAdd(p, f, V.Create(-0.07149439427492454));
            p = V.MultiplyAdd(p, f, V.Create(0.07691529774061064));
            p = V.MultiplyAdd(p, f, V.Create(-0.08332913544243198));
            p = V.MultiplyAdd(p, f, V.Create(0.09090923934380586));
            p = V.MultiplyAdd(p, f, V.Create(-0.10000015206194231));
            p = V.MultiplyAdd(p, f, V.Create(0.11111111147392602));
            p = V.MultiplyAdd(p, f, V.Create(-0.124999996914432));
            p = V.MultiplyAdd(p, f, V.Create(0.14285714280094103));
            p = V.MultiplyAdd(p, f, V.Create(-0.16666666669825875));
            p = V.MultiplyAdd(p, f, V.Create(0.2000000000006661));
            p = V.MultiplyAdd(p, f, V.Create(-0.24999999999987976));
            p = V.MultiplyAdd(p, f, V.Create(0.3333333333333314));
        }
        else
        {
            p = V.Create(-0.07634277641773224);
            p = V.MultiplyAdd(p, f, V.Create(0.1276141107082367));
            p = V.MultiplyAdd(p, f, V.Create(-0.13160184025764465));
            p = V.MultiplyAdd(p, f, V.Create(0.14201781153678894));
            p = V.MultiplyAdd(p, f, V.Create(-0.1662335991859436));
            p = V.MultiplyAdd(p, f, V.Create(0.20001225173473358));
            p = V.MultiplyAdd(p, f, V.Create(-0.2500081956386566));
            p = V.MultiplyAdd(p, f, V.Create(0.3333333134651184));
        }

        return p;
    }
}
