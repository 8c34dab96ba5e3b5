using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GenNet.Numerics;

/// <summary>
/// A place in memory that does not move, from which on numbers stand: a pointer that code without <c>unsafe</c> can hold.
/// </summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
/// <remarks>
/// There are no bounds checks: the generated code's offsets are constants of the network's shape, and the runtime has
/// checked the lengths of every span before it makes a block of it.
/// </remarks>
public readonly unsafe struct Block<T> where T : unmanaged
{
    internal readonly T* Pointer;

    internal Block(T* pointer) => Pointer = pointer;

    /// <summary>The number at <paramref name="index"/>.</summary>
    public T this[nint index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Pointer[index];
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Pointer[index] = value;
    }

    /// <summary>The block that starts <paramref name="offset"/> elements further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Block<T> At(nint offset) => new(Pointer + offset);

    /// <summary>Memory on the stack, which does not move.</summary>
    internal static Block<T> OfStack(Span<T> memory) => new((T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory)));

    /// <summary>Whether there is no such memory: what the default is.</summary>
    internal bool IsNowhere => Pointer == null;

    internal Span<T> AsSpan(int length) => new(Pointer, length);
}
