using System.Numerics;

namespace GenNet.Numerics;

/// <summary>
/// Scratch memory of the current thread. Its buffers grow to the largest request and are then reused, so that a call allocates
/// nothing once one of its size has been made, and threads never share any.
/// </summary>
internal readonly ref struct Workspace<T> where T : unmanaged
{
    private readonly ThreadBuffers _owner;
    private readonly AlignedBuffer<T> _buffer;

    private Workspace(ThreadBuffers owner, AlignedBuffer<T> buffer)
    {
        _owner = owner;
        _buffer = buffer;
    }

    public Block<T> Start => _buffer.Start;

    /// <summary>Takes a buffer until it is disposed of; rents nest, as when a gradient's memory is held while the passes take theirs.</summary>
    public static Workspace<T> Rent(long length)
    {
        ThreadBuffers owner = ThreadBuffers.Current;
        return new(owner, owner.Take(length));
    }

    public void Dispose() => _owner.Return();

    /// <summary>One buffer for each depth of nesting.</summary>
    private sealed class ThreadBuffers
    {
        [ThreadStatic]
        private static ThreadBuffers? t_current;

        private readonly List<AlignedBuffer<T>> _buffers = [];
        private int _taken;

        public static ThreadBuffers Current => t_current ??= new();

        public AlignedBuffer<T> Take(long length)
        {
            if (_taken == _buffers.Count)
                _buffers.Add(Allocate(length));
            else if (_buffers[_taken].Length < length)
                _buffers[_taken] = Allocate(length);
            return _buffers[_taken++];
        }

        public void Return() => _taken--;

        private static AlignedBuffer<T> Allocate(long length) => new(checked((int)BitOperations.RoundUpToPowerOf2((ulong)length)));
    }
}
