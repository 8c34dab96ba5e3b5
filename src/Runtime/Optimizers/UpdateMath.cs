using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet;

/// <summary>
/// What update rules have in common. Where a gradient has always been zero, as for the parameters' padding, each gives zero.
/// </summary>
internal static class UpdateMath
{
    /// <summary>a / b, and zero where a is zero, whatever b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Ratio<V>(V a, V b) where V : struct, IVector<V> => V.Select(V.Equal(a, V.Create(0)), a, a / b);

    /// <summary>-1 or 1, and x itself where that is zero or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sign<V>(V x) where V : struct, IVector<V>
    {
        V zero = V.Create(0);
        return V.Select(x > zero, V.Create(1), V.Select(x < zero, V.Create(-1), x));
    }
}
