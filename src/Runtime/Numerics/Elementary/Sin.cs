using System.Runtime.CompilerServices;

namespace GenNet.Numerics;

public static partial class Elementary
{
    /// <summary>The sine of an angle in radians; NaN at infinity.</summary>
    /// <remarks>
    /// |x| = n pi/2 + r + low with |r| &lt;= pi/4; then r + r^3 p(r^2), or the cosine of r where n is odd. pi/2 is taken off in three parts
    /// while n times the first leaves an exact remainder, by <see cref="QuarterTurns"/> beyond: the result is right for angles of any size.
    /// Largest error: 0.79 ULP over all floats, 0.77 ULP over 40,000 doubles.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sin<V>(V x) where V : struct, IVector<V> => SineFrom(V.Abs(x), V.CreateBits(0)) ^ (x & V.Create(-0.0));

    /// <summary>The cosine of an angle in radians; NaN at infinity.</summary>
    /// <remarks>
    /// The sine of |x| and a quarter turn more, as <see cref="Sin"/>.
    /// Largest error: 0.79 ULP over all floats, 0.74 ULP over 40,000 doubles.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cos<V>(V x) where V : struct, IVector<V> => SineFrom(V.Abs(x), V.CreateBits(1));

    /// <summary>sin(a + quarters pi/2) for a &gt;= 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SineFrom<V>(V a, V quarters) where V : struct, IVector<V>
    {
        V n = V.MultiplyAdd(a, V.Create(0.6366197723675814), Shifter<V>());
        V k = n - Shifter<V>();
        V t = Remainder(a, k, V.Create(1.5707963267948966));

        // r + low = t - k (second part) - k (third part): t is a multiple of every unit of the product, so the difference is exact.
        V second = V.Create(a is ILanes<double> ? 6.123233995736766e-17 : -4.371138828673793e-08);
        V third = V.Create(a is ILanes<double> ? -1.4973849048591698e-33 : -1.7151245100058819e-15);
        V product = k * second;
        V r = t - product;
        V low = (t - r) - product - V.MultiplyAdd(k, third, ProductError(k, second, product));
        V sine = SineReduced(r, low, V.BitsAdd(n, quarters));

        V limit = V.Create(a is ILanes<double> ? 1 << 27 : 1 << 17);
        V isLarge = a > limit;
        return V.Any(isLarge) ? V.Select(isLarge, SineOfLarge(AtLeast(a, limit), quarters), sine) : sine;
    }

    // Not inlined: a vector with a large angle is rare.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V SineOfLarge<V>(V a, V quarters) where V : struct, IVector<V>
    {
        V n = default, r = default, low = default;
        for (int lane = 0; lane < V.Count; lane++)
        {
            if (a is ILanes<double>)
            {
                LaneOf<V, long>(ref n, lane) = QuarterTurns.TakeOff(
                    LaneOf<V, double>(ref a, lane), out LaneOf<V, double>(ref r, lane), out LaneOf<V, double>(ref low, lane));
            }
            else
            {
                LaneOf<V, int>(ref n, lane) = QuarterTurns.TakeOff(LaneOf<V, float>(ref a, lane), out double high, out double rest);
                float rounded = (float)high;
                LaneOf<V, float>(ref r, lane) = rounded;
                LaneOf<V, float>(ref low, lane) = (float)(high - rounded + rest);
            }
        }

        return SineReduced(r, low, V.BitsAdd(n, quarters));
    }

    private static ref T LaneOf<V, T>(ref V vector, int lane) => ref Unsafe.Add(ref Unsafe.As<V, T>(ref vector), lane);

    /// <summary>sin(r + low + n pi/2) for |r| &lt;= pi/4 and the integer n in the lowest bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SineReduced<V>(V r, V low, V n) where V : struct, IVector<V>
    {
        int signBit = r is ILanes<double> ? 63 : 31;
        V y = r * r;
        V half = V.Create(0.5) * y;
        V one = V.Create(1);
        V cosine = one - half;
        V sine = r + V.MultiplyAdd(r * y, SinPolynomial(y), low * cosine);
        cosine += V.MultiplyAdd(y * y, CosPolynomial(y), V.MultiplyAdd(-r, low, one - cosine - half));

        V isOdd = V.BitsShiftRight(V.BitsShiftLeft(n, signBit), signBit);
        return V.Select(isOdd, cosine, sine) ^ (V.BitsShiftLeft(n, signBit - 1) & V.Create(-0.0));
    }

    /// <summary>(sin(r) / r - 1) / y with y = r^2, for |r| &lt;= pi/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SinPolynomial<V>(V y) where V : struct, IVector<V>
    {
        V p;
        if (y is ILanes<double>)
        {
            p = V.Create(1.5895444200713818e-10);
            p = V.MultiplyAdd(p, y, V.Create(-2.5050734560433776e-08));
            p = V.MultiplyAdd(p, y, V.Create(2.7557313539468336e-06));
            p = V.MultiplyAdd(p, y, V.Create(-0.00019841269829360731));
            p = V.MultiplyAdd(p, y, V.Create(0.008333333333321842));
            p = V.MultiplyAdd(p, y, V.Create(-0.1666666666666663));
        }
        else
        {
            p = V.Create(-0.00019507882825564593);
            p = V.MultiplyAdd(p, y, V.Create(0.008332106284797192));
            p = V.MultiplyAdd(p, y, V.Create(-0.16666653752326965));
        }

        return p;
    }

    /// <summary>(cos(r) - 1 + y / 2) / y^2 with y = r^2, for |r| &lt;= pi/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V CosPolynomial<V>(V y) where V : struct, IVector<V>
    {
        V p;
        if (y is ILanes<double>)
        {
            p = V.Create(-1.135733694826068e-11);
            p = V.MultiplyAdd(p, y, V.Create(2.087567808840246e-09));
            p = V.MultiplyAdd(p, y, V.Create(-2.7557314015140876e-07));
            p = V.MultiplyAdd(p, y, V.Create(2.480158728829542e-05));
            p = V.MultiplyAdd(p, y, V.Create(-0.0013888888888872186));
            p = V.MultiplyAdd(p, y, V.Create(0.04166666666666659));
        }
        else
        {
            p = V.Create(2.4432101781712845e-05);
            p = V.MultiplyAdd(p, y, V.Create(-0.0013887308305129409));
            p = V.MultiplyAdd(p, y, V.Create(0.04166664555668831));
        }

        return p;
    }
}
