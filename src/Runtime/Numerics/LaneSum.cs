using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GenNet.Numerics;

/// <summary>
/// Sums the lanes of a vector by adding its upper half to its lower half until one lane is left,
/// so that one 512-bit register, two of 256 and four of 128 bits give the same bits.
/// </summary>
internal static class LaneSum
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(Vector512<T> value) where T : unmanaged => Of(value.GetLower() + value.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(Vector256<T> value) where T : unmanaged => Of(value.GetLower() + value.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(Vector128<T> value) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Vector128<float> v = value.AsSingle();
            float even = v[0] + v[2];
            float odd = v[1] + v[3];
            return Unsafe.BitCast<float, T>(even + odd);
        }

        Vector128<double> w = value.AsDouble();
        return Unsafe.BitCast<double, T>(w[0] + w[1]);
    }
}
