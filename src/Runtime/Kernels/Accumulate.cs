using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>Adds to numbers that stand in lanes, [numbers x lanes].</summary>
public static class Accumulate
{
    /// <summary>sum[number] += a b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Product<V, T>(Block<T> sum, int number, V a, V b)
        where V : struct, IVector<V, T>
        where T : unmanaged =>
        V.Store(sum, (nint)number * V.Count, V.MultiplyAdd(a, b, V.Load(sum, (nint)number * V.Count)));

    /// <summary>sum[number] += a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Value<V, T>(Block<T> sum, int number, V a)
        where V : struct, IVector<V, T>
        where T : unmanaged =>
        V.Store(sum, (nint)number * V.Count, V.Load(sum, (nint)number * V.Count) + a);
}
