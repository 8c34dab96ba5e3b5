using System.Runtime.CompilerServices;

namespace GenNet.Numerics;

public static partial class Elementary
{
    /// <summary>a b - product, exactly, for the rounded product of a and b.</summary>
    /// <remarks>Where multiply-add rounds twice by Dekker's halves of the numbers, which must be below 2^115, or 2^995 of doubles.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ProductError<V>(V a, V b, V product) where V : struct, IVector<V>
    {
        if (Fused.IsSupported) return V.MultiplyAdd(a, b, -product);

        V aHigh = UpperHalf(a), bHigh = UpperHalf(b);
        V aLow = a - aHigh, bLow = b - bHigh;
        return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
    }

    /// <summary>x - a b, exactly, where that is a number and a b is between x/2 and 2 x, or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Remainder<V>(V x, V a, V b) where V : struct, IVector<V>
    {
        if (Fused.IsSupported) return V.MultiplyAdd(-a, b, x);

        V product = a * b;
        return x - product - ProductError(a, b, product);
    }

    /// <summary>The upper half of a number's digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V UpperHalf<V>(V x) where V : struct, IVector<V>
    {
        V c = x * V.Create(x is ILanes<double> ? (1 << 27) + 1 : (1 << 12) + 1);
        return c - (c - x);
    }
}
