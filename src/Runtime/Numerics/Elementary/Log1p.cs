using System.Runtime.CompilerServices;

namespace GenNet.Numerics;

public static partial class Elementary
{
    /// <summary>log(1 + x), to full precision near 0; -inf at -1 and NaN below.</summary>
    /// <remarks>
    /// 1 + x = d + l exactly, with d = 2^k m; then f = (m - 1) + 2^(-k) l, with its rounding error, goes the way of the logarithm.
    /// For k = 0 that f is x itself.
    /// Largest error: 1.00 ULP over all floats, 0.89 ULP over 40,000 doubles.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1p<V>(V x) where V : struct, IVector<V>
    {
        V one = V.Create(1);
        V d = one + x;
        V b = d - one;
        V l = (x - b) + (one - (d - b));

        V e = Exponent(d);
        V exponentBits = ToExponent(e);
        V m = V.BitsSubtract(d, exponentBits) - one;

        // 2^(1 - k) is a number for the largest k too, where 2^(-k) is not a normal one.
        l = l * V.Create(0.5) * V.BitsSubtract(V.Create(2), exponentBits);
        V f = m + l;
        V result = LogReduced(V.BitsAdd(Shifter<V>(), e) - Shifter<V>(), f, l - (f - m));

        V outside = V.Select(V.Equal(x, -one), V.Create(double.NegativeInfinity), V.Create(double.NaN));
        result = V.Select(x > -one, result, outside);
        result = V.Select(x < V.Create(double.PositiveInfinity), result, x + x);

        // The half of a subnormal number is not exact, and -0 would turn into 0.
        return V.Select(V.Abs(x) < V.Create(1e-30), x, result);
    }
}
