using System.Runtime.CompilerServices;

namespace GenNet.Numerics;

/// <summary>Numbers that start on a cache line and never move.</summary>
internal sealed unsafe class AlignedBuffer<T> where T : unmanaged
{
    private const int CacheLine = 64;

    /// <summary>The numbers that a buffer takes up besides its own.</summary>
    public static int Alignment => CacheLine / sizeof(T);

    // Keeps the memory alive; everything else goes through the block.
    private readonly T[] _memory;

    public AlignedBuffer(int length)
    {
        _memory = GC.AllocateArray<T>(length + Alignment, pinned: true);
        nint start = (nint)Unsafe.AsPointer(ref _memory[0]);
        Start = new((T*)((start + CacheLine - 1) & -CacheLine));
        Length = length;
    }

    public Block<T> Start { get; }

    public int Length { get; }

    public Span<T> Span => Start.AsSpan(Length);
}
