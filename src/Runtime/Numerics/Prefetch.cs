using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace GenNet.Numerics;

/// <summary>Brings memory into the cache that is about to be read.</summary>
internal static unsafe class Prefetch
{
    private const int CacheLineBytes = 64;

    /// <summary>Asks for all lines of a span; where the machine has no instruction for it, nothing.</summary>
    /// <remarks>Addresses are hints that may be wrong, so that the span need not be pinned.</remarks>
    public static void All<T>(ReadOnlySpan<T> span) where T : unmanaged
    {
        if (!Sse.IsSupported)
            return;
        byte* start = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(span)), end = start + (nint)span.Length * sizeof(T);
        for (byte* line = start; line < end; line += CacheLineBytes)
            Sse.Prefetch0(line);
    }
}
