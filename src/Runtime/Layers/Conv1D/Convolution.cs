using System.Runtime.CompilerServices;
using GenNet.Activations;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// What makes a causal convolution z_t = sum over taps j of W_j x_(t - (K - 1 - j) d) + b of a dense layer: the frames that its taps see
/// are laid side by side, one row for each frame, and derivatives by such rows are added to those by the frames.
/// </summary>
/// <remarks>
/// Frames are [windows x frames x FrameStride], whole vectors; rows of taps are [windows x frames x InputStride]. A stream needs no such
/// rows: <see cref="StreamedConvolution"/>.
/// </remarks>
public static class Convolution
{
    /// <summary>The frames that are laid out together, tap by tap; their rows stay in the first-level cache.</summary>
    private const int Together = 64;

    /// <summary>a_t = g(z_t) for windows, each with zeros before its start, or for the next frames of a stream.</summary>
    /// <param name="p">The network's parameters.</param>
    /// <param name="x">The frames.</param>
    /// <param name="taps">Receives the rows of taps; of a stream, whatever comes in handy.</param>
    /// <param name="a">Receives the activations, [windows x frames x UnitStride].</param>
    /// <param name="windows">The number of windows.</param>
    /// <param name="frames">The number of frames of each.</param>
    /// <param name="state">The last frames of a stream, of which this is the one window, and receives its new ones; or nowhere.</param>
    /// <param name="g">The activation, applied while the sums are in registers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<V, T, TLayer, TActivation>(
        Block<T> p, Block<T> x, Block<T> taps, Block<T> a, int windows, int frames, LayerState<T> state, TActivation g)
        where V : struct, IWideVector<V, T>
        where T : unmanaged
        where TLayer : struct, IConvolution
        where TActivation : struct, IActivation
    {
        if (state.IsNowhere)
        {
            Gather<V, T, TLayer>(x, taps, windows, frames);
            Dense.Forward<V, T, TLayer, TActivation>(p, taps, a, windows * frames, g);
        }
        else
        {
            StreamedConvolution.Forward<V, T, TLayer, TActivation>(p, x, taps, a, frames, state, g);
        }
    }

    /// <summary>Lays the frames that the taps see side by side, oldest first, with zeros before a window's start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather<V, T, TLayer>(Block<T> x, Block<T> taps, int windows, int frames)
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
                        row.AsSpan(TLayer.FrameInputs).Clear();

                    for (; frame < end; frame++, row = row.At(TLayer.InputStride))
                        CopyFrame<V, T, TLayer>(x, window * frames + frame - delay, row);
                }
            }
        }
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
        nint tapsStride = Rows.Padded<V>(TLayer.Inputs);
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
}
