using System.Runtime.CompilerServices;
using GenNet.Activations;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// The passes of a long short-term memory over windows: i = s(.), f = s(.), g = tanh(.), o = s(.), each of its part of
/// W_ih x + b_ih + W_hh h + b_hh, then c' = f c + i g and h' = o tanh(c'). The first product is that of all frames at once.
/// </summary>
/// <remarks>
/// Memory is [windows x frames x ...], with the gates i, f, g, o side by side, [4 x stride], and [windows x ...] for what is of one
/// step. Padded units have zero weights and stay at zero.
/// </remarks>
public static class LSTM
{
    /// <summary>h of all frames.</summary>
    /// <param name="p">The network's parameters.</param>
    /// <param name="gates">W_ih x + b_ih of the gates, replaced by i, f, g, o.</param>
    /// <param name="step">Memory for a step's products of the state, [windows x 4 stride].</param>
    /// <param name="cellBefore">Receives c of the frame before, [windows x frames x stride].</param>
    /// <param name="squashed">Receives tanh(c'), likewise.</param>
    /// <param name="before">Receives h of the frame before, likewise.</param>
    /// <param name="cell">Memory for c of the step, [windows x stride].</param>
    /// <param name="now">Memory for h of the step, likewise.</param>
    /// <param name="h">Receives h', [windows x frames x stride].</param>
    /// <param name="initial">h and c before the first frame, [2 x stride]; or nowhere, and they are zero.</param>
    /// <param name="windows">The number of windows.</param>
    /// <param name="frames">The number of frames of each.</param>
    /// <param name="state">h and c of a stream, in the places of those of the step; or nowhere, and windows start.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<V, T, TLayer>(
        Block<T> p, Block<T> gates, Block<T> step, Block<T> cellBefore, Block<T> squashed, Block<T> before, Block<T> cell,
        Block<T> now, Block<T> h, Block<T> initial, int windows, int frames, LayerState<T> state)
        where V : struct, IWideVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
    {
        int stride = TLayer.InputStride;
        if (!state.IsNowhere)
        {
            now = state.Memory;
            cell = state.Memory.At(stride);
        }

        if (state.IsNowhere || state.Frame == 0)
        {
            for (nint window = 0; window < windows; window++)
            {
                Start(initial, now.At(window * stride), stride);
                Start(initial.IsNowhere ? initial : initial.At(stride), cell.At(window * stride), stride);
            }
        }

        for (nint frame = 0; frame < frames; frame++)
        {
            Dense.Forward<V, T, TLayer, Identity>(p, now, step, windows, default);
            for (nint window = 0; window < windows; window++)
            {
                nint row = window * frames + frame;
                Block<T> gatesNow = gates.At(row * 4 * stride);
                Gates<V, T, TLayer>(gatesNow, step.At(window * 4 * stride));
                Cell<V, T, TLayer>(
                    gatesNow, cellBefore.At(row * stride), squashed.At(row * stride), before.At(row * stride), cell.At(window * stride),
                    now.At(window * stride), h.At(row * stride));
            }
        }
    }

    private static void Start<T>(Block<T> initial, Block<T> state, int stride) where T : unmanaged
    {
        if (initial.IsNowhere)
            state.AsSpan(stride).Clear();
        else
            initial.AsSpan(stride).CopyTo(state.AsSpan(stride));
    }

    /// <summary>i, f, g, o of one frame of one window.</summary>
    /// <remarks>
    /// Each function is written once, and none of those of <see cref="Cell"/>: with more than these two the JIT runs out of local variables,
    /// and loads become calls.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Gates<V, T, TLayer>(Block<T> gates, Block<T> products)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
    {
        int stride = TLayer.InputStride;
        for (nint column = 0; column < stride; column += V.Count)
        {
            for (nint gate = 0; gate < 4; gate++)
            {
                nint at = gate * stride + column;
                V sum = V.Load(gates, at) + V.Load(products, at);
                V.Store(gates, at, gate == 2 ? Elementary.Tanh(sum) : Elementary.Sigmoid(sum));
            }
        }
    }

    /// <summary>c' and h' of one frame of one window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Cell<V, T, TLayer>(
        Block<T> gates, Block<T> cellBefore, Block<T> squashed, Block<T> before, Block<T> cell, Block<T> now, Block<T> h)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
    {
        int stride = TLayer.InputStride;
        for (nint column = 0; column < stride; column += V.Count)
        {
            V ig = V.Load(gates, column) * V.Load(gates, 2 * stride + column), old = V.Load(cell, column);
            V c = V.MultiplyAdd(V.Load(gates, stride + column), old, ig), tanh = Elementary.Tanh(c);
            V next = V.Load(gates, 3 * stride + column) * tanh;
            V.Store(cellBefore, column, old);
            V.Store(squashed, column, tanh);
            V.Store(before, column, V.Load(now, column));
            V.Store(cell, column, c);
            V.Store(now, column, next);
            V.Store(h, column, next);
        }
    }

    /// <summary>Back through time: dC/d of the gates' sums, from dC/dh' of all frames.</summary>
    /// <param name="transposed">W_hh^T, [4 stride x stride].</param>
    /// <param name="gates">i, f, g, o.</param>
    /// <param name="cellBefore">c of the frame before.</param>
    /// <param name="squashed">tanh(c').</param>
    /// <param name="delta">dC/dh' by what reads it.</param>
    /// <param name="gateDelta">Receives dC/d of the gates' sums, laid out as the gates are.</param>
    /// <param name="step">Memory for those of a step, [windows x 4 stride].</param>
    /// <param name="carried">Memory for dC/dh of the frame before, [windows x stride].</param>
    /// <param name="carriedCell">Memory for dC/dc of the frame before, likewise.</param>
    /// <param name="windows">The number of windows.</param>
    /// <param name="frames">The number of frames of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<V, T, TLayer>(
        Block<T> transposed, Block<T> gates, Block<T> cellBefore, Block<T> squashed, Block<T> delta, Block<T> gateDelta, Block<T> step,
        Block<T> carried, Block<T> carriedCell, int windows, int frames)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
    {
        int stride = TLayer.InputStride;
        carried.AsSpan(windows * stride).Clear();
        carriedCell.AsSpan(windows * stride).Clear();
        for (nint frame = frames - 1; frame >= 0; frame--)
        {
            for (nint window = 0; window < windows; window++)
            {
                nint row = window * frames + frame;
                GatesBackward<V, T, TLayer>(
                    gates.At(row * 4 * stride), cellBefore.At(row * stride), squashed.At(row * stride), delta.At(row * stride),
                    gateDelta.At(row * 4 * stride), step.At(window * 4 * stride), carried.At(window * stride),
                    carriedCell.At(window * stride));
            }

            if (frame > 0)
                Dense.InputGradient<V, T, TLayer, Identity>(transposed, step, carried, carried, windows, default);
        }
    }

    /// <summary>One frame of one window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void GatesBackward<V, T, TLayer>(
        Block<T> gates, Block<T> cellBefore, Block<T> squashed, Block<T> delta, Block<T> gateDelta, Block<T> step, Block<T> carried,
        Block<T> carriedCell)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
    {
        V one = V.Create(1);
        int stride = TLayer.InputStride;
        for (nint column = 0; column < stride; column += V.Count)
        {
            V i = V.Load(gates, column), f = V.Load(gates, stride + column), g = V.Load(gates, 2 * stride + column);
            V o = V.Load(gates, 3 * stride + column), tanh = V.Load(squashed, column);
            V dh = V.Load(delta, column) + V.Load(carried, column);
            V dc = V.MultiplyAdd(dh * o, one - tanh * tanh, V.Load(carriedCell, column));
            V di = dc * g * i * (one - i), df = dc * V.Load(cellBefore, column) * f * (one - f);
            V dg = dc * i * (one - g * g), dO = dh * tanh * o * (one - o);
            Store(gateDelta, stride, column, di, df, dg, dO);
            Store(step, stride, column, di, df, dg, dO);
            V.Store(carriedCell, column, dc * f);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V, T>(Block<T> gates, nint stride, nint column, V i, V f, V g, V o)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        V.Store(gates, column, i);
        V.Store(gates, stride + column, f);
        V.Store(gates, 2 * stride + column, g);
        V.Store(gates, 3 * stride + column, o);
    }
}
