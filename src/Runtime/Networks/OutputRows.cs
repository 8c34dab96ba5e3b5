using System.Runtime.CompilerServices;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>A network of several outputs, some of whose activations are applied for predictions only.</summary>
/// <typeparam name="T">The floating-point type.</typeparam>
public interface IOutputActivations<T> where T : unmanaged
{
    /// <summary>Turns what the losses read into the outputs, in place.</summary>
    static abstract void Output<V, TLanes>(Block<T> outputs)
        where V : struct, IVector<V, T>
        where TLanes : struct, ILaneLayout;

    /// <summary>Turns derivatives by the outputs into derivatives by what the losses read, in place.</summary>
    static abstract void OutputBackward<V, TLanes>(Block<T> outputs, Block<T> delta)
        where V : struct, IVector<V, T>
        where TLanes : struct, ILaneLayout;
}

/// <summary>Applies the output activations to a row-major batch, as many rows at a time as there are lanes, transposed.</summary>
public static class OutputRows
{
    /// <summary>Turns what the losses read into the outputs, in place.</summary>
    /// <param name="outputs">[rows x stride].</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="size">The numbers of a row.</param>
    /// <param name="rows">The number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Forward<V, T, TNetwork>(Block<T> outputs, int stride, int size, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TNetwork : struct, IOutputActivations<T>
    {
        using Workspace<T> memory = Workspace<T>.Rent((long)size * V.Count);
        Block<T> lanes = memory.Start;
        for (int first = 0; first < rows; first += V.Count)
        {
            int samples = Math.Min(V.Count, rows - first);
            Block<T> own = outputs.At((nint)first * stride);
            Transpose.Copy(own, stride, lanes, V.Count, samples, size);
            TNetwork.Output<V, SamplesInLanes>(lanes);
            Transpose.Copy(lanes, V.Count, own, stride, size, samples);
        }
    }

    /// <summary>Turns derivatives by the outputs into derivatives by what the losses read, in place.</summary>
    /// <param name="outputs">[rows x stride].</param>
    /// <param name="delta">[rows x stride].</param>
    /// <param name="stride">The distance between rows.</param>
    /// <param name="size">The numbers of a row.</param>
    /// <param name="rows">The number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Backward<V, T, TNetwork>(Block<T> outputs, Block<T> delta, int stride, int size, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TNetwork : struct, IOutputActivations<T>
    {
        using Workspace<T> memory = Workspace<T>.Rent(2L * size * V.Count);
        Block<T> lanes = memory.Start, deltaLanes = lanes.At((nint)size * V.Count);
        for (int first = 0; first < rows; first += V.Count)
        {
            int samples = Math.Min(V.Count, rows - first);
            Block<T> own = delta.At((nint)first * stride);
            Transpose.Copy(outputs.At((nint)first * stride), stride, lanes, V.Count, samples, size);
            Transpose.Copy(own, stride, deltaLanes, V.Count, samples, size);
            TNetwork.OutputBackward<V, SamplesInLanes>(lanes, deltaLanes);
            Transpose.Copy(deltaLanes, V.Count, own, stride, size, samples);
        }
    }
}
