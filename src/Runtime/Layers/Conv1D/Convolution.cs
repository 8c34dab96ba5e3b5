using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// What makes a causal convolution z_t = sum over taps j of W_j x_(t - (K - 1 - j) d) + b of a dense layer: the frames that its taps see
/// are laid side by side, one row for each frame, and derivatives by such rows are added to those by the frames.
/// </summary>
/// <remarks>Frames are [windows x frames x FrameStride], whole vectors; rows of taps are [windows x frames x InputStride].</remarks>
public static class Convolution
{
    /// <summary>The frames that are laid out together, tap by tap; their rows stay in the first-level cache.</summary>
    private const int Together = 64;

    /// <summary>Lays the frames that the taps see side by side, oldest first, with zeros before a window's start.</summary>
    /// <param name="x">The frames.</param>
    /// <param name="taps">Receives the rows.</param>
    /// <param name="windows">The number of windows.</param>
    /// <param name="frames">The number of frames of each.</param>
    /// <param name="state">The last frames of a stream, of which this is the one window, and receives its new ones; or nowhere.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<V, T, TLayer>(Block<T> x, Block<T> taps, int windows, int frames, LayerState<T> state)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, IConvolution
    {
        for (nint window = 0; window < windows; window++)
        {
            for (nint first = 0; first < frames; first += Together)
            {
                for (nint tap = 0; tap < TLayer.Kernel; tap++)
                {
                    nint delay = (TLayer.Kernel - 1 - tap) * TLayer.Dilation, end = Math.Min(first + Together, frames), frame = first;
                    Block<T> row = taps.At((window * frames + first) * TLayer.InputStride + tap * TLayer.FrameInputs);
                    for (; frame < Math.Min(delay, end); frame++, row = row.At(TLayer.InputStride))
                    {
                        if (state.IsNowhere)
                            row.AsSpan(TLayer.FrameInputs).Clear();
                        else
                            CopyFrame<V, T, TLayer>(state.Memory, Remembered<TLayer>(state.Frame + (ulong)(frame - delay)), row);
                    }

                    for (; frame < end; frame++, row = row.At(TLayer.InputStride))
                        CopyFrame<V, T, TLayer>(x, window * frames + frame - delay, row);
                }
            }
        }

        if (!state.IsNowhere)
            Remember<T, TLayer>(x, frames, state.Memory, state.Frame);
    }

    /// <summary>dC/dx of each frame: the sum over the taps, newest first, that see it.</summary>
    /// <param name="taps">dC/d of the rows of taps, [windows x frames x Kernel FrameInputs, padded].</param>
    /// <param name="dx">Receives dC/dx.</param>
    /// <param name="windows">The number of windows.</param>
    /// <param name="frames">The number of frames of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<V, T, TLayer>(Block<T> taps, Block<T> dx, int windows, int frames)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, IConvolution
    {
        nint tapsStride = Dense.Padded<V>(TLayer.Inputs);
        for (nint window = 0; window < windows; window++)
        {
            for (nint frame = 0; frame < frames; frame++)
            {
                nint row = window * frames + frame;
                for (nint column = 0; column < TLayer.FrameStride; column += V.Count)
                {
                    V sum = default;
                    for (nint tap = TLayer.Kernel - 1, sees = frame; tap >= 0 && sees < frames; tap--, sees += TLayer.Dilation)
                        sum += V.Load(taps, (window * frames + sees) * tapsStride + tap * TLayer.FrameInputs + column);

                    // Behind a tap's numbers are the next one's.
                    V.Store(dx, row * TLayer.FrameStride + column, sum & (V.Indices < V.Create(TLayer.FrameInputs - column)));
                }
            }
        }
    }

    /// <summary>Copies a frame by whole vectors, also beyond its end: the next tap, or the row's padding, comes there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyFrame<V, T, TLayer>(Block<T> source, nint frame, Block<T> row)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, IConvolution
    {
        for (nint i = 0; i < TLayer.FrameInputs; i += V.Count)
            V.Store(row, i, V.Load(source, frame * TLayer.FrameStride + i));
    }

    /// <summary>Keeps the last frames of a block.</summary>
    private static void Remember<T, TLayer>(Block<T> x, int frames, Block<T> memory, ulong first)
        where T : unmanaged
        where TLayer : struct, IConvolution
    {
        for (nint frame = Math.Max(0, frames - TLayer.Memory); frame < frames; frame++)
        {
            x.At(frame * TLayer.FrameStride).AsSpan(TLayer.FrameInputs).CopyTo(
                memory.At(Remembered<TLayer>(first + (ulong)frame) * TLayer.FrameStride).AsSpan(TLayer.FrameInputs));
        }
    }

    /// <summary>The place of a stream's frame among those that are remembered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Remembered<TLayer>(ulong frame) where TLayer : struct, IConvolution =>
        (nint)(frame & (ulong)(TLayer.Memory - 1));
}
