using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>
/// What a network remembers of a stream: the states of its recurrent layers, and the frames that its convolutions still see. One stream
/// has one, and one thread at a time; many may share a network.
/// </summary>
/// <typeparam name="TSelf">The state's own type, one for each network.</typeparam>
/// <typeparam name="T">The floating-point type.</typeparam>
public abstract class StreamState<TSelf, T>
    where TSelf : StreamState<TSelf, T>
    where T : unmanaged
{
    private readonly AlignedBuffer<T> _memory;
    private ulong _frame;

    /// <summary>Makes the state before the first frame, which is zero.</summary>
    /// <param name="length">The numbers that the layers remember.</param>
    protected StreamState(int length) => _memory = new(length);

    /// <summary>Goes back to the state before the first frame.</summary>
    public void Reset()
    {
        _memory.Span.Clear();
        _frame = 0;
    }

    /// <summary>Makes another stream continue as this one does.</summary>
    /// <param name="other">The state that becomes as this one is.</param>
    public void CopyTo(TSelf other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _memory.Span.CopyTo(other._memory.Span);
        other._frame = _frame;
    }

    internal LayerState<T> Layers => new(_memory.Start, _frame);

    internal void Advance(int frames) => _frame += (ulong)frames;
}
