using System.Runtime.CompilerServices;

namespace GenNet.Numerics;

public static partial class Elementary
{
    /// <summary>e^x.</summary>
    /// <remarks>
    /// x = n ln 2 + r with |r| &lt;= ln 2 / 2, and e^x = 2^n (1 + r + r^2 q(r)). Results below the normal numbers are rounded once.
    /// Largest error: 1.05 ULP over all floats, 0.92 ULP over 40,000 doubles.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x) where V : struct, IVector<V>
    {
        x = AtLeast(AtMost(x, V.Create(x is ILanes<double> ? 710 : 89)), V.Create(x is ILanes<double> ? -746 : -104));
        V n = NearestPower(x);
        V p = V.Create(1) + Expm1Reduced(RemoveLn2(x, n));

        // 2^n may not be a normal number, its two factors are.
        V half = V.BitsShiftRight(n, 1);
        return p * PowerOfTwo(half) * PowerOfTwo(V.BitsSubtract(n, half));
    }

    /// <summary>e^x of x &lt;= 0, and 0 where that is below the normal numbers, at which machines are slow.</summary>
    /// <remarks>Otherwise bit-equal to <see cref="Exp"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V ExpUpToZero<V>(V x) where V : struct, IVector<V>
    {
        V lowest = V.Create(x is ILanes<double> ? -708.39641853226408 : -87.33654);
        V y = AtLeast(x, lowest);
        V n = NearestPower(y);
        V e = (V.Create(1) + Expm1Reduced(RemoveLn2(y, n))) * PowerOfTwo(n);
        return V.Select(x < lowest, default, e);
    }

    /// <summary>The integer nearest x / ln 2, in the lowest bits of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V NearestPower<V>(V x) where V : struct, IVector<V> => V.MultiplyAdd(x, V.Create(1.4426950408889634), Shifter<V>());

    /// <summary>x - n ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V RemoveLn2<V>(V x, V n) where V : struct, IVector<V>
    {
        n -= Shifter<V>();
        return V.MultiplyAdd(n, -Ln2Low<V>(), V.MultiplyAdd(n, -Ln2High<V>(), x));
    }

    /// <summary>e^r - 1 for |r| &lt;= ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Expm1Reduced<V>(V r) where V : struct, IVector<V> => V.MultiplyAdd(r * r, ExpPolynomial(r), r);

    /// <summary>(e^r - 1 - r) / r^2 for |r| &lt;= ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpPolynomial<V>(V r) where V : struct, IVector<V>
    {
        V p;
        if (r is ILanes<double>)
        {
            p = V.Create(2.0875333217077723e-09);
            p = V.MultiplyAdd(p, r, V.Create(2.5109194795002727e-08));
            p = V.MultiplyAdd(p, r, V.Create(2.7557403257570266e-07));
            p = V.MultiplyAdd(p, r, V.Create(2.75572438051239e-06));
            p = V.MultiplyAdd(p, r, V.Create(2.4801587171068113e-05));
            p = V.MultiplyAdd(p, r, V.Create(0.00019841269886476285));
            p = V.MultiplyAdd(p, r, V.Create(0.0013888888888963509));
            p = V.MultiplyAdd(p, r, V.Create(0.008333333333321515));
            p = V.MultiplyAdd(p, r, V.Create(0.041666666666666505));
            p = V.MultiplyAdd(p, r, V.Create(0.16666666666666677));
            p = V.MultiplyAdd(p, r, V.Create(0.5));
        }
        else
        {
            p = V.Create(0.0013882514322176576);
            p = V.MultiplyAdd(p, r, V.Create(0.008366645313799381));
            p = V.MultiplyAdd(p, r, V.Create(0.04166720435023308));
            p = V.MultiplyAdd(p, r, V.Create(0.16666541993618011));
            p = V.MultiplyAdd(p, r, V.Create(0.4999999701976776));
        }

        return p;
    }
}
