using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>Activations of whole layers over a row-major batch, a block of as many rows as there are lanes at a time.</summary>
public static class Layerwise
{
    /// <summary>a = g(z), row by row.</summary>
    /// <param name="z">[rows x stride].</param>
    /// <param name="a">[rows x stride].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="units">The number of units.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="scratch">[units x lanes].</param>
    public static void Forward<V, T, TActivation>(Block<T> z, Block<T> a, int rows, int units, int stride, Block<T> scratch)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TActivation : struct, ILayerActivation
    {
        for (int first = 0; first < rows; first += V.Count)
        {
            int count = Math.Min(V.Count, rows - first);
            Transpose.Copy(z.At((nint)first * stride), stride, scratch, V.Count, count, units);
            TActivation.Forward<V, T>(scratch, scratch, units);
            Transpose.Copy(scratch, V.Count, a.At((nint)first * stride), stride, units, count);
        }
    }

    /// <summary>Turns dC/da into delta = dC/dz, row by row.</summary>
    /// <param name="a">The outputs, [rows x stride].</param>
    /// <param name="delta">dC/da, replaced by dC/dz; [rows x stride].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="units">The number of units.</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="scratch">[2 x units x lanes].</param>
    public static void Backward<V, T, TActivation>(Block<T> a, Block<T> delta, int rows, int units, int stride, Block<T> scratch)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TActivation : struct, ILayerActivation
    {
        Block<T> lanes = scratch.At(units * V.Count);
        for (int first = 0; first < rows; first += V.Count)
        {
            int count = Math.Min(V.Count, rows - first);
            nint at = (nint)first * stride;
            Transpose.Copy(a.At(at), stride, scratch, V.Count, count, units);
            Transpose.Copy(delta.At(at), stride, lanes, V.Count, count, units);
            TActivation.Backward<V, T>(scratch, lanes, units);
            Transpose.Copy(lanes, V.Count, delta.At(at), stride, units, count);
        }
    }
}
