using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>The last frame of each window.</summary>
public static class Last
{
    /// <summary>a = x_T.</summary>
    /// <param name="x">[windows x frames x inputStride].</param>
    /// <param name="inputStride">The distance between frames.</param>
    /// <param name="a">[windows x stride].</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="units">The units.</param>
    /// <param name="windows">The number of windows.</param>
    /// <param name="frames">The number of frames of each.</param>
    public static void Forward<T>(Block<T> x, int inputStride, Block<T> a, int stride, int units, int windows, int frames)
        where T : unmanaged
    {
        for (nint window = 0; window < windows; window++)
        {
            Span<T> last = a.At(window * stride).AsSpan(stride);
            x.At(((window + 1) * frames - 1) * inputStride).AsSpan(units).CopyTo(last);
            last[units..].Clear();
        }
    }

    /// <summary>dC/dx_T = dC/da, and 0 for the frames before.</summary>
    /// <param name="da">[windows x stride].</param>
    /// <param name="dx">[windows x frames x stride].</param>
    /// <param name="stride">The units, padded to whole vectors.</param>
    /// <param name="windows">The number of windows.</param>
    /// <param name="frames">The number of frames of each.</param>
    public static void Backward<T>(Block<T> da, Block<T> dx, int stride, int windows, int frames) where T : unmanaged
    {
        for (nint window = 0; window < windows; window++)
        {
            Span<T> deltas = dx.At(window * frames * stride).AsSpan(frames * stride);
            deltas[..^stride].Clear();
            da.At(window * stride).AsSpan(stride).CopyTo(deltas[^stride..]);
        }
    }
}
