using System.Runtime.CompilerServices;

namespace GenNet.Numerics;

/// <summary>
/// Elementary functions of vectors, each written once for every width and both precisions. A result depends on the
/// value in its lane alone: on every machine that has fused multiply-add the bits are the same at every width and position.
/// </summary>
/// <remarks>
/// Each function documents its largest errors in units in the last place (ULP) where multiply-add is fused: over all floats,
/// of which ElementaryTests repeats a sample on every run, and over doubles from <c>scripts/elementary/table.py</c>.
/// There no result of a function that rises is less than that of the float before; where multiply-add rounds twice, errors up to
/// 1.4 ULP were seen. The polynomials have the smallest largest error, relative to the function they serve, on the intervals they name;
/// <c>scripts/elementary/coefficients.py</c> finds them by the Remez algorithm and prints them.
/// </remarks>
public static partial class Elementary
{
    /// <summary>The place of the exponent among the bits of a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int MantissaBits<V>() where V : struct, IVector<V> => default(V) is ILanes<double> ? 52 : 23;

    /// <summary>The integer in the lowest bits, moved to the place of the exponent.</summary>
    /// <remarks>By constants, which become part of the instruction; a count that is passed on takes a register and a slower one.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ToExponent<V>(V n) where V : struct, IVector<V> =>
        n is ILanes<double> ? V.BitsShiftLeft(n, 52) : V.BitsShiftLeft(n, 23);

    /// <summary>1.5 2^23, or 1.5 2^52: a small number added to it is rounded to an integer, held in the lowest bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Shifter<V>() where V : struct, IVector<V> =>
        V.Create(default(V) is ILanes<double> ? 6755399441055744.0 : 12582912.0);

    /// <summary>2^n for the integer n in the lowest bits, which must be the exponent of a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PowerOfTwo<V>(V n) where V : struct, IVector<V> =>
        V.BitsAdd(V.Create(1), ToExponent(n));

    /// <summary>ln 2 in two parts: the high one times any exponent is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Ln2High<V>() where V : struct, IVector<V> =>
        V.Create(default(V) is ILanes<double> ? 0.6931471805601177 : 0.693145751953125);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Ln2Low<V>() where V : struct, IVector<V> =>
        V.Create(default(V) is ILanes<double> ? -1.7239444525614835e-13 : 1.428606765330187e-06);

    /// <summary>The smaller of a value and a limit; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V AtMost<V>(V x, V limit) where V : struct, IVector<V> => V.Smaller(limit, x);

    /// <summary>The larger of a value and a limit; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V AtLeast<V>(V x, V limit) where V : struct, IVector<V> => V.Larger(limit, x);

    /// <summary>The nearest value from -limit to limit; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Clamp<V>(V x, V limit) where V : struct, IVector<V> => AtMost(AtLeast(x, -limit), limit);
}
