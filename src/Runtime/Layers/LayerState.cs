using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// What a layer keeps of a stream from one block of frames to the next; nowhere where the frames are those of windows, each of which
/// starts from zero.
/// </summary>
/// <typeparam name="T">The floating-point type.</typeparam>
public readonly struct LayerState<T> where T : unmanaged
{
    internal LayerState(Block<T> memory, ulong frame)
    {
        Memory = memory;
        Frame = frame;
    }

    /// <summary>The layer's numbers.</summary>
    internal Block<T> Memory { get; }

    /// <summary>The number of the block's first frame in the stream.</summary>
    internal ulong Frame { get; }

    internal bool IsNowhere => Memory.IsNowhere;

    /// <summary>That of the layer whose numbers start at <paramref name="place"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LayerState<T> At(int place) => IsNowhere ? this : new(Memory.At(place), Frame);
}
