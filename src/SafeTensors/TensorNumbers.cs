using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GenNet.SafeTensors;

/// <summary>The numbers of a tensor from their bytes, which are little-endian.</summary>
internal static class TensorNumbers
{
    /// <summary>Converts as many numbers as the destination has room for.</summary>
    /// <returns>The index of a number that is too large for a float, or -1.</returns>
    public static int Decode<T>(ReadOnlySpan<byte> source, TensorType type, Span<T> destination) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            return DecodeSingle(source, type, MemoryMarshal.Cast<T, float>(destination));
        DecodeDouble(source, type, MemoryMarshal.Cast<T, double>(destination));
        return -1;
    }

    /// <summary>The index of the first number that is less than 0, or -1. A NaN is not.</summary>
    public static int FirstNegative<T>(ReadOnlySpan<T> numbers) where T : unmanaged
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            if (typeof(T) == typeof(float) ? (float)(object)numbers[i] < 0 : (double)(object)numbers[i] < 0)
                return i;
        }

        return -1;
    }

    private static int DecodeSingle(ReadOnlySpan<byte> source, TensorType type, Span<float> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            if (type == TensorType.F64)
            {
                double number = Double(source, i);
                destination[i] = (float)number;
                if (float.IsInfinity(destination[i]) && !double.IsInfinity(number))
                    return i;
            }
            else
            {
                destination[i] = Single(source, type, i);
            }
        }

        return -1;
    }

    private static void DecodeDouble(ReadOnlySpan<byte> source, TensorType type, Span<double> destination)
    {
        for (int i = 0; i < destination.Length; i++)
            destination[i] = type == TensorType.F64 ? Double(source, i) : Single(source, type, i);
    }

    private static double Double(ReadOnlySpan<byte> source, int i) =>
        BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(source.Slice(i * sizeof(double))));

    private static float Single(ReadOnlySpan<byte> source, TensorType type, int i) => type switch
    {
        TensorType.F32 => OfBits(BinaryPrimitives.ReadInt32LittleEndian(source.Slice(i * sizeof(float)))),
        TensorType.F16 => OfHalf(BinaryPrimitives.ReadUInt16LittleEndian(source.Slice(i * sizeof(short)))),
        _ => OfUpperHalf(BinaryPrimitives.ReadUInt16LittleEndian(source.Slice(i * sizeof(short)))),
    };

    /// <summary>A half has 1 bit for the sign, 5 for the exponent with the bias 15, and 10 for the fraction.</summary>
    public static float OfHalf(int bits)
    {
        const int infinity = 31, rebias = 127 - 15;
        int sign = (bits & 0x8000) << 16, exponent = (bits >> 10) & 31, fraction = (bits & 0x3FF) << 13;
        if (exponent != 0)
            return OfBits(sign | (exponent == infinity ? 0xFF : exponent + rebias) << 23 | fraction);
        float subnormal = (bits & 0x3FF) * (1f / (1 << 24));
        return sign == 0 ? subnormal : -subnormal;
    }

    /// <summary>A bfloat16 is the upper half of a float.</summary>
    public static float OfUpperHalf(int bits) => OfBits(bits << 16);

    // BitConverter.Int32BitsToSingle is not in netstandard2.0.
    private static float OfBits(int bits) => Unsafe.As<int, float>(ref bits);
}
