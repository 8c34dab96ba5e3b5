using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>The mean over the frames of each window, a = (1/T) sum over t of x_t, first to last.</summary>
public static class MeanOverTime
{
    /// <summary>The means.</summary>
    /// <param name="x">[windows x frames x inputStride].</param>
    /// <param name="inputStride">The distance between frames.</param>
    /// <param name="a">[windows x stride].</param>
    /// <param name="stride">The units, padded to whole vectors.</param>
    /// <param name="units">The units.</param>
    /// <param name="windows">The number of windows.</param>
    /// <param name="frames">The number of frames of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<T>(Block<T> x, int inputStride, Block<T> a, int stride, int units, int windows, int frames)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T count = T.CreateChecked(frames);
        for (nint window = 0; window < windows; window++)
        {
            Block<T> sums = a.At(window * stride);
            sums.AsSpan(stride).Clear();
            for (nint frame = 0; frame < frames; frame++)
            {
                Block<T> now = x.At((window * frames + frame) * inputStride);
                for (nint unit = 0; unit < units; unit++)
                    sums[unit] += now[unit];
            }

            for (nint unit = 0; unit < units; unit++)
                sums[unit] /= count;
        }
    }

    /// <summary>dC/dx_t = dC/da / T.</summary>
    /// <param name="da">[windows x stride].</param>
    /// <param name="dx">[windows x frames x stride].</param>
    /// <param name="stride">The units, padded to whole vectors.</param>
    /// <param name="windows">The number of windows.</param>
    /// <param name="frames">The number of frames of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<V, T>(Block<T> da, Block<T> dx, int stride, int windows, int frames)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        V count = V.Create(frames);
        for (nint window = 0; window < windows; window++)
        {
            for (nint column = 0; column < stride; column += V.Count)
            {
                V share = V.Load(da, window * stride + column) / count;
                for (nint frame = 0; frame < frames; frame++)
                    V.Store(dx, (window * frames + frame) * stride + column, share);
            }
        }
    }
}
