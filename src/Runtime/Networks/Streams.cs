using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>Follows streams with a network whose outputs are sequences, block by block.</summary>
/// <typeparam name="T">The floating-point type.</typeparam>
/// <typeparam name="TForward">The generated pass.</typeparam>
public static unsafe class Streams<T, TForward>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TForward : struct, ITiledStream<T>
{
    /// <summary>The frames of a block, whose activations stay in the first-level cache.</summary>
    private const int Block = 64;

    private static int FrameInputs => TForward.InputSize / TForward.Steps;

    private static int FrameOutputs => TForward.OutputSize / TForward.Steps;

    /// <summary>Computes the outputs of a stream's next frames; there may be none.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="frames">[frames x inputs].</param>
    /// <param name="outputs">[frames x outputs].</param>
    /// <param name="state">What is remembered of the frames before, and of these from then on.</param>
    /// <exception cref="ArgumentException">
    /// A length does not fit, outputs would be written over frames that are still to be read, or an embedding reads a number that is no
    /// category's; nothing has been written, and the state is as it was.
    /// </exception>
    public static void Process<TState>(ParameterStore<T> parameters, ReadOnlySpan<T> frames, Span<T> outputs, TState state)
        where TState : StreamState<TState, T>
    {
        Process(parameters.Start, frames, outputs, state);
        GC.KeepAlive(parameters);
    }

    /// <inheritdoc cref="Process{TState}(ParameterStore{T}, ReadOnlySpan{T}, Span{T}, TState)"/>
    public static void Process<TState>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> frames, Span<T> outputs, TState state)
        where TState : StreamState<TState, T>
    {
        fixed (T* p = parameters)
            Process(new Block<T>(p), frames, outputs, state);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Process<TState>(Block<T> p, ReadOnlySpan<T> frames, Span<T> outputs, TState state)
        where TState : StreamState<TState, T>
    {
        ArgumentNullException.ThrowIfNull(state);
        int count = BatchLengths.Frames(frames.Length, FrameInputs);
        BatchLengths.Check(outputs.Length, count, FrameOutputs, nameof(outputs), "outputs", "frames");
        if (frames.Overlaps(outputs, out int offset) && (offset != 0 || FrameOutputs > FrameInputs))
            ThrowOverlap();
        TForward.CheckInputs(frames, count, nameof(frames));
        fixed (T* x = frames, y = outputs)
        {
            if (Vector512.IsHardwareAccelerated) Process<Wide512<T>, TState>(p, new(x), count, new(y), state);
            else if (Vector256.IsHardwareAccelerated) Process<Wide256<T>, TState>(p, new(x), count, new(y), state);
            else Process<Wide128<T>, TState>(p, new(x), count, new(y), state);
        }

        GC.KeepAlive(state);
    }

    /// <summary>The scratch memory of a window of so many frames.</summary>
    private static int ScratchOf(int frames) => TForward.ScratchPerRow + (frames - TForward.Steps) * TForward.ScratchPerFrame;

    private static void ThrowOverlap() => throw new ArgumentException(
        "outputs overlaps frames; it needs memory of its own, or that of frames from its start on, where a frame has no more outputs than "
        + $"inputs: here {FrameOutputs} and {FrameInputs}.",
        "outputs");

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Process<V, TState>(Block<T> p, Block<T> x, int count, Block<T> y, TState state)
        where V : struct, IWideVector<V, T>
        where TState : StreamState<TState, T>
    {
        using Workspace<T> memory = Workspace<T>.Rent(ScratchOf(Math.Min(count, Block)) + TForward.ScratchShared);
        for (int frames; count > 0; count -= frames)
        {
            frames = Math.Min(count, Block);
            Scratch<T> scratch = new(memory.Start, 1, ScratchOf(frames), frames);
            TForward.DrawDropout(default, 0, scratch);
            Block<T> output = TForward.Follow<V>(p, x, scratch, state.Layers);
            TForward.Output<V>(output, frames);
            Rows.Copy<V, T>(output, TForward.OutputStride, y, FrameOutputs, frames);
            state.Advance(frames);
            x = x.At((nint)frames * FrameInputs);
            y = y.At((nint)frames * FrameOutputs);
        }
    }
}
