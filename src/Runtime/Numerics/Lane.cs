using System.Runtime.CompilerServices;

namespace GenNet.Numerics;

/// <summary>Conversions to the type of a lane that the compiler resolves where the type is known.</summary>
internal static class Lane
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Round<T>(double value) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<float, T>((float)value);
        return Unsafe.BitCast<double, T>(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FromBits<T>(long bits) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<int, T>((int)bits);
        return Unsafe.BitCast<long, T>(bits);
    }
}
