using System.Runtime.CompilerServices;

namespace GenNet.Numerics;

/// <summary>The memory of a single row's pass, for which the stack is quicker to ask than a <see cref="Workspace{T}"/>.</summary>
internal static unsafe class StackMemory<T> where T : unmanaged
{
    private const int VectorBytes = 64;

    // A network may be deep and a thread's stack small.
    private const int MaxBytes = 16_384;

    /// <summary>Whether so many numbers may be taken from the stack.</summary>
    public static bool HasRoomFor(int length) => length <= MaxBytes / sizeof(T);

    /// <summary>The bytes to take for so many numbers.</summary>
    public static int Bytes(int length) => length * sizeof(T) + VectorBytes;

    /// <summary>Where the numbers start, as the stack is not aligned to vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block<T> Start(byte* memory) => new((T*)(((nint)memory + VectorBytes - 1) & -VectorBytes));
}
