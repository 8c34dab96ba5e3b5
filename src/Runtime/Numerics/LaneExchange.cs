using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GenNet.Numerics;

/// <summary>Brings the lanes of registers into another order.</summary>
internal static class LaneExchange
{
    /// <summary>Swaps the lanes with those some bytes away: byte i gets what byte i ^ distance has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Of<T>(Vector512<T> value, int distance) => Vector512.Shuffle(value.AsInt32(), distance switch
    {
        32 => Vector512.Create(8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7),
        16 => Vector512.Create(4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11),
        8 => Vector512.Create(2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13),
        _ => Vector512.Create(1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14),
    }).As<int, T>();

    /// <inheritdoc cref="Of{T}(Vector512{T}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Of<T>(Vector256<T> value, int distance) => Vector256.Shuffle(value.AsInt32(), distance switch
    {
        16 => Vector256.Create(4, 5, 6, 7, 0, 1, 2, 3),
        8 => Vector256.Create(2, 3, 0, 1, 6, 7, 4, 5),
        _ => Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6),
    }).As<int, T>();

    /// <inheritdoc cref="Of{T}(Vector512{T}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Of<T>(Vector128<T> value, int distance) => Vector128.Shuffle(value.AsInt32(), distance switch
    {
        8 => Vector128.Create(2, 3, 0, 1),
        _ => Vector128.Create(1, 0, 3, 2),
    }).As<int, T>();

    /// <summary>The lanes of one register alternating with those of another, in two registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<T> First, Vector128<T> Last) Interleave<T>(Vector128<T> a, Vector128<T> b) where T : unmanaged
    {
        if (typeof(T) == typeof(double))
            return (Vector128.Create(a.GetLower(), b.GetLower()), Vector128.Create(a.GetUpper(), b.GetUpper()));

        Vector128<float> x = a.AsSingle(), y = b.AsSingle();
        if (Sse.IsSupported)
            return (Sse.UnpackLow(x, y).As<float, T>(), Sse.UnpackHigh(x, y).As<float, T>());
        if (AdvSimd.Arm64.IsSupported)
            return (AdvSimd.Arm64.ZipLow(x, y).As<float, T>(), AdvSimd.Arm64.ZipHigh(x, y).As<float, T>());
        return (Vector128.Create(x[0], y[0], x[1], y[1]).As<float, T>(), Vector128.Create(x[2], y[2], x[3], y[3]).As<float, T>());
    }
}
