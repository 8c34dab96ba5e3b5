using System.Numerics;
using System.Runtime.CompilerServices;

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

    /// <summary>
    /// Takes a buffer until it is disposed of; rents nest, as when a gradient's memory is held while the passes take theirs.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Workspace<T> Rent(long length)
    {
        ThreadBuffers? owner = ThreadBuffers.Current;
        return owner is not null && owner.TryTake(length) is { } buffer ? new(owner, buffer) : RentNew(length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose() => _owner.Return();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Workspace<T> RentNew(long length)
    {
        ThreadBuffers owner = ThreadBuffers.Current ??= new();
        return new(owner, owner.TakeNew(length));
    }

    /// <summary>One buffer for each depth of nesting.</summary>
    private sealed class ThreadBuffers
    {
        [ThreadStatic]
        public static ThreadBuffers? Current;

        private AlignedBuffer<T>?[] _buffers = new AlignedBuffer<T>?[4];
        private int _taken;

        /// <summary>The next buffer, if there is one that is large enough.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public AlignedBuffer<T>? TryTake(long length)
        {
            AlignedBuffer<T>?[] buffers = _buffers;
            int next = _taken;
            if ((uint)next >= (uint)buffers.Length || buffers[next] is not { } buffer || buffer.Length < length)
                return null;
            _taken = next + 1;
            return buffer;
        }

        public AlignedBuffer<T> TakeNew(long length)
        {
            if (_taken == _buffers.Length)
                Array.Resize(ref _buffers, 2 * _taken);
            AlignedBuffer<T> buffer = new(checked((int)BitOperations.RoundUpToPowerOf2((ulong)length)));
            _buffers[_taken++] = buffer;
            return buffer;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Return() => _taken--;
    }
}
