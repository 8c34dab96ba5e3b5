using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GenNet.Numerics;

/// <summary>Swaps the lanes of a register with those some bytes away: byte i gets what byte i ^ distance has.</summary>
internal static class LaneExchange
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Of<T>(Vector512<T> value, int distance) => Vector512.Shuffle(value.AsInt32(), distance switch
    {
        32 => Vector512.Create(8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7),
        16 => Vector512.Create(4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11),
        8 => Vector512.Create(2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13),
        _ => Vector512.Create(1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14),
    }).As<int, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Of<T>(Vector256<T> value, int distance) => Vector256.Shuffle(value.AsInt32(), distance switch
    {
        16 => Vector256.Create(4, 5, 6, 7, 0, 1, 2, 3),
        8 => Vector256.Create(2, 3, 0, 1, 6, 7, 4, 5),
        _ => Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6),
    }).As<int, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Of<T>(Vector128<T> value, int distance) => Vector128.Shuffle(value.AsInt32(), distance switch
    {
        8 => Vector128.Create(2, 3, 0, 1),
        _ => Vector128.Create(1, 0, 3, 2),
    }).As<int, T>();
}
