using System.Runtime.CompilerServices;

namespace GenNet.Numerics;

public static partial class Elementary
{
    /// <summary>e^x - 1, to full precision near 0.</summary>
    /// <remarks>
    /// x = n ln 2 + r + l with l the rounding error of r, and
    /// e^x - 1 = 2 (h - 1/2 + h r + h (r^2 q(r) + l)) with h = 2^(n - 1), which never overflows.
    /// The rounding error of h - 1/2 + h r is added to the smaller terms.
    /// Largest error: 1.08 ULP over all floats, 0.99 ULP over 40,000 doubles.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1<V>(V x) where V : struct, IVector<V>
    {
        V y = AtLeast(AtMost(x, V.Create(x is ILanes<double> ? 710 : 89)), V.Create(x is ILanes<double> ? -40 : -20));
        V n = NearestPower(y);
        V k = n - Shifter<V>();
        V high = V.MultiplyAdd(k, -Ln2High<V>(), y);
        V r = V.MultiplyAdd(k, -Ln2Low<V>(), high);
        V low = V.MultiplyAdd(k, -Ln2Low<V>(), high - r);

        V h = V.BitsSubtract(PowerOfTwo(n), V.CreateBits(1L << MantissaBits<V>()));
        V offset = h - V.Create(0.5);
        V sum = V.MultiplyAdd(h, r, offset);
        V rest = V.MultiplyAdd(h, r, offset - sum);
        V result = sum + V.MultiplyAdd(h, V.MultiplyAdd(r * r, ExpPolynomial(r), low), rest);

        // The half of a subnormal number is not exact, and -0 would turn into 0.
        return V.Select(V.Abs(x) < V.Create(1e-30), x, result + result);
    }
}
