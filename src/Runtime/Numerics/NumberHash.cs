using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GenNet.Numerics;

/// <summary>Numbers in hashes.</summary>
internal static class NumberHash
{
    private const int ChunkSize = 1 << 20;

    /// <summary>Adds numbers as they stand in the memory of a little-endian machine.</summary>
    public static void Append<T>(this IncrementalHash hash, ReadOnlySpan<T> numbers) where T : unmanaged
    {
        // The bytes of an array may be more than a span holds.
        for (int start = 0; start < numbers.Length; start += ChunkSize)
            hash.AppendData(MemoryMarshal.AsBytes(numbers[start..Math.Min(numbers.Length, start + ChunkSize)]));
    }
}
