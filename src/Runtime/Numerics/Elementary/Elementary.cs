using System.Runtime.CompilerServices;

namespace GenNet.Numerics;

/// <summary>
/// Elementary functions of vectors, each written once for every width and both precisions. A result depends on the
/// value in its lane alone: on every machine that has fused multiply-add the bits are the same at every width and position.
/// </summary>
/// <remarks>
/// The errors given are the largest over all 2^32 floats, and over samples of doubles, where multiply-add is fused;
/// where it rounds twice they grow to a few units in the last place (ULP). The coefficients are those that
/// <c>scripts/elementary/coefficients.py</c> prints.
/// </remarks>
public static partial class Elementary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int MantissaBits<V>() where V : struct, IVector<V> => default(V) is ILanes<double> ? 52 : 23;

    /// <summary>1.5 2^23, or 1.5 2^52: a small number added to it is rounded to an integer, held in the lowest bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Shifter<V>() where V : struct, IVector<V> => V.Create(default(V) is ILanes<double> ? 6755399441055744.0 : 12582912.0);

    /// <summary>2^n for the integer n in the lowest bits, which must be the exponent of a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PowerOfTwo<V>(V n) where V : struct, IVector<V> =>
        V.BitsAdd(V.Create(1), V.BitsShiftLeft(n, MantissaBits<V>()));

    /// <summary>ln 2 in two parts: the high one times any exponent is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Ln2High<V>() where V : struct, IVector<V> => V.Create(default(V) is ILanes<double> ? 0.6931471805601177 : 0.693145751953125);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Ln2Low<V>() where V : struct, IVector<V> => V.Create(default(V) is ILanes<double> ? -1.7239444525614835e-13 : 1.428606765330187e-06);

    /// <summary>The smaller of a value and a limit; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V AtMost<V>(V x, V limit) where V : struct, IVector<V> => V.Select(x > limit, limit, x);

    /// <summary>The larger of a value and a limit; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V AtLeast<V>(V x, V limit) where V : struct, IVector<V> => V.Select(x < limit, limit, x);

    /// <summary>The nearest value from -limit to limit; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Clamp<V>(V x, V limit) where V : struct, IVector<V> => AtMost(AtLeast(x, -limit), limit);
}
