using System.Runtime.CompilerServices;

namespace GenNet.Numerics;

public static partial class Elementary
{
    /// <summary>The inverse tangent.</summary>
    /// <remarks>
    /// z + z^3 p(z^2) with z = |x| up to 1; beyond, z = -1 / |x| and pi/2, in two parts, is added. Then the sign of x.
    /// Largest error: 1.20 ULP over all floats, 0.98 ULP over 40,000 doubles.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Atan<V>(V x) where V : struct, IVector<V>
    {
        V a = V.Abs(x);
        V isLarge = a > V.Create(1);
        V z = V.Select(isLarge, V.Create(-1) / a, a);
        V y = z * z;
        V low = isLarge & V.Create(x is ILanes<double> ? 6.123233995736766e-17 : -4.371138828673793e-08);
        V t = z + V.MultiplyAdd(z * y, AtanPolynomial(y), low);
        return ((isLarge & V.Create(1.5707963267948966)) + t) | (x & V.Create(-0.0));
    }

    /// <summary>(atan(z) / z - 1) / y with y = z^2, for |z| &lt;= 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AtanPolynomial<V>(V y) where V : struct, IVector<V>
    {
        V p;
        if (y is ILanes<double>)
        {
            p = V.Create(1.3229381597313149e-05);
            p = V.MultiplyAdd(p, y, V.Create(-0.00015220508543478808));
            p = V.MultiplyAdd(p, y, V.Create(0.0008315322533907844));
            p = V.MultiplyAdd(p, y, V.Create(-0.0028855339953188625));
            p = V.MultiplyAdd(p, y, V.Create(0.0071977420936071785));
            p = V.MultiplyAdd(p, y, V.Create(-0.01390237896602637));
            p = V.MultiplyAdd(p, y, V.Create(0.02198686838870945));
            p = V.MultiplyAdd(p, y, V.Create(-0.029905577494668246));
            p = V.MultiplyAdd(p, y, V.Create(0.03664305314487096));
            p = V.MultiplyAdd(p, y, V.Create(-0.04219238370612793));
            p = V.MultiplyAdd(p, y, V.Create(0.04722346404050175));
            p = V.MultiplyAdd(p, y, V.Create(-0.05253526218904648));
            p = V.MultiplyAdd(p, y, V.Create(0.05880529686807881));
            p = V.MultiplyAdd(p, y, V.Create(-0.0666640440416542));
            p = V.MultiplyAdd(p, y, V.Create(0.0769227988676941));
            p = V.MultiplyAdd(p, y, V.Create(-0.09090907007637894));
            p = V.MultiplyAdd(p, y, V.Create(0.11111111007334612));
            p = V.MultiplyAdd(p, y, V.Create(-0.1428571428258791));
            p = V.MultiplyAdd(p, y, V.Create(0.19999999999951748));
            p = V.MultiplyAdd(p, y, V.Create(-0.3333333333333307));
        }
        else
        {
            p = V.Create(-0.001782246632501483);
            p = V.MultiplyAdd(p, y, V.Create(0.01086675189435482));
            p = V.MultiplyAdd(p, y, V.Create(-0.031094448640942574));
            p = V.MultiplyAdd(p, y, V.Create(0.057879772037267685));
            p = V.MultiplyAdd(p, y, V.Create(-0.08399256318807602));
            p = V.MultiplyAdd(p, y, V.Create(0.10950874537229538));
            p = V.MultiplyAdd(p, y, V.Create(-0.14264015853405));
            p = V.MultiplyAdd(p, y, V.Create(0.1999852955341339));
            p = V.MultiplyAdd(p, y, V.Create(-0.33333298563957214));
        }

        return p;
    }
}
