using System.Runtime.CompilerServices;
using GenNet.Activations;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// The passes of a gated recurrent unit over windows: r = s(i_r + h_r), z = s(i_z + h_z), n = tanh(i_n + r h_n), h' = (1 - z) n + z h,
/// where i = W_ih x + b_ih, of all frames at once, and h = W_hh h + b_hh of the frame before.
/// </summary>
/// <remarks>
/// Memory is [windows x frames x ...], with the gates r, z, n side by side, [3 x stride], and [windows x ...] for what is of one step.
/// Padded units have zero weights and stay at zero.
/// </remarks>
public static class GRU
{
    /// <summary>h of all frames.</summary>
    /// <param name="p">The network's parameters.</param>
    /// <param name="gates">i of the gates, replaced by r, z, n.</param>
    /// <param name="step">Memory for a step's products of the state, [windows x 3 stride].</param>
    /// <param name="candidate">Receives h_n, [windows x frames x stride].</param>
    /// <param name="before">Receives h of the frame before, likewise.</param>
    /// <param name="now">Memory for h of the step, [windows x stride].</param>
    /// <param name="h">Receives h', likewise.</param>
    /// <param name="windows">The number of windows.</param>
    /// <param name="frames">The number of frames of each.</param>
    /// <param name="state">h of a stream, in the place of <paramref name="now"/>; or nowhere, and windows start from zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<V, T, TLayer>(
        Block<T> p, Block<T> gates, Block<T> step, Block<T> candidate, Block<T> before, Block<T> now, Block<T> h, int windows,
        int frames, LayerState<T> state)
        where V : struct, IWideVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
    {
        int stride = TLayer.InputStride;
        if (state.IsNowhere)
            now.AsSpan(windows * stride).Clear();
        else
            now = state.Memory;
        for (nint frame = 0; frame < frames; frame++)
        {
            Dense.Forward<V, T, TLayer, Identity>(p, now, step, windows, default);
            for (nint window = 0; window < windows; window++)
            {
                nint row = window * frames + frame;
                Gates<V, T, TLayer>(
                    gates.At(row * 3 * stride), step.At(window * 3 * stride), candidate.At(row * stride), before.At(row * stride),
                    now.At(window * stride), h.At(row * stride));
            }
        }
    }

    /// <summary>One frame of one window. Each function is written once, for the JIT inlines only so much.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Gates<V, T, TLayer>(
        Block<T> gates, Block<T> products, Block<T> candidate, Block<T> before, Block<T> now, Block<T> h)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
    {
        int stride = TLayer.InputStride;
        for (nint i = 0; i < stride; i += V.Count)
        {
            for (nint gate = i; gate < 2 * stride; gate += stride)
                V.Store(gates, gate, Elementary.Sigmoid(V.Load(gates, gate) + V.Load(products, gate)));
            V hn = V.Load(products, 2 * stride + i), old = V.Load(now, i);
            V n = Elementary.Tanh(V.MultiplyAdd(V.Load(gates, i), hn, V.Load(gates, 2 * stride + i)));
            V next = V.MultiplyAdd(V.Load(gates, stride + i), old - n, n);
            V.Store(gates, 2 * stride + i, n);
            V.Store(candidate, i, hn);
            V.Store(before, i, old);
            V.Store(now, i, next);
            V.Store(h, i, next);
        }
    }

    /// <summary>Back through time: dC/di and dC/dh of the gates, from dC/dh' of all frames.</summary>
    /// <param name="transposed">W_hh^T, [3 stride x stride].</param>
    /// <param name="gates">r, z, n.</param>
    /// <param name="candidate">h_n.</param>
    /// <param name="before">h of the frame before.</param>
    /// <param name="delta">dC/dh' by what reads it.</param>
    /// <param name="inputDelta">Receives dC/di, laid out as the gates are.</param>
    /// <param name="stateDelta">Receives dC/dh of the gates, likewise.</param>
    /// <param name="step">Memory for those of a step, [windows x 3 stride].</param>
    /// <param name="carried">Memory for what the frame before gets through the gates, [windows x stride].</param>
    /// <param name="kept">Memory for what it gets since z keeps it, likewise.</param>
    /// <param name="windows">The number of windows.</param>
    /// <param name="frames">The number of frames of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<V, T, TLayer>(
        Block<T> transposed, Block<T> gates, Block<T> candidate, Block<T> before, Block<T> delta, Block<T> inputDelta,
        Block<T> stateDelta, Block<T> step, Block<T> carried, Block<T> kept, int windows, int frames)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
    {
        int stride = TLayer.InputStride;
        carried.AsSpan(windows * stride).Clear();
        kept.AsSpan(windows * stride).Clear();
        for (nint frame = frames - 1; frame >= 0; frame--)
        {
            for (nint window = 0; window < windows; window++)
            {
                nint row = window * frames + frame;
                GatesBackward<V, T, TLayer>(
                    gates.At(row * 3 * stride), candidate.At(row * stride), before.At(row * stride), delta.At(row * stride),
                    inputDelta.At(row * 3 * stride), stateDelta.At(row * 3 * stride), step.At(window * 3 * stride),
                    carried.At(window * stride), kept.At(window * stride));
            }

            if (frame > 0)
                Dense.InputGradient<V, T, TLayer, Identity>(transposed, step, carried, carried, windows, default);
        }
    }

    /// <summary>One frame of one window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void GatesBackward<V, T, TLayer>(
        Block<T> gates, Block<T> candidate, Block<T> before, Block<T> delta, Block<T> inputDelta, Block<T> stateDelta, Block<T> step,
        Block<T> carried, Block<T> kept)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
    {
        V one = V.Create(1);
        int stride = TLayer.InputStride;
        for (nint i = 0; i < stride; i += V.Count)
        {
            V r = V.Load(gates, i), z = V.Load(gates, stride + i), n = V.Load(gates, 2 * stride + i);
            V dh = V.Load(delta, i) + V.Load(carried, i) + V.Load(kept, i);
            V dn = dh * (one - z) * (one - n * n);
            V dz = dh * (V.Load(before, i) - n) * z * (one - z);
            V dr = dn * V.Load(candidate, i) * r * (one - r);
            Store(inputDelta, stride, i, dr, dz, dn);
            Store(stateDelta, stride, i, dr, dz, dn * r);
            Store(step, stride, i, dr, dz, dn * r);
            V.Store(kept, i, dh * z);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V, T>(Block<T> gates, nint stride, nint i, V r, V z, V n)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        V.Store(gates, i, r);
        V.Store(gates, stride + i, z);
        V.Store(gates, 2 * stride + i, n);
    }
}
