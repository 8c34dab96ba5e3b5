using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>Activations of whole layers over a row-major batch.</summary>
public static class Layerwise
{
    /// <summary>a = g(z).</summary>
    /// <param name="z">[rows x units, padded].</param>
    /// <param name="a">[rows x units, padded].</param>
    /// <param name="rows">The number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<V, T, TLayer, TActivation>(Block<T> z, Block<T> a, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ILayerUnits
        where TActivation : struct, ILayerActivation
    {
        if (rows == 1)
            ForwardRow<V, T, TLayer, TActivation>(z, a);
        else
            ForwardBatch<V, T, TLayer, TActivation>(z, a, rows);
    }

    /// <summary>a = g(z) of a single row; in place where both are the same.</summary>
    /// <param name="z">[units], padded to whole vectors.</param>
    /// <param name="a">[units], padded.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void ForwardRow<V, T, TLayer, TActivation>(Block<T> z, Block<T> a)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ILayerUnits
        where TActivation : struct, ILayerActivation =>
        TActivation.Forward<V, T, UnitsInLanes>(z, a, TLayer.Units);

    /// <summary>
    /// As many rows at a time as there are lanes, transposed: with a sample in each lane nothing runs across lanes, and a layer of ten
    /// units takes ten exponentials for sixteen rows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ForwardBatch<V, T, TLayer, TActivation>(Block<T> z, Block<T> a, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ILayerUnits
        where TActivation : struct, ILayerActivation
    {
        using Workspace<T> memory = Workspace<T>.Rent(TLayer.Units * V.Count);
        Block<T> lanes = memory.Start;
        for (int first = 0; first < rows; first += V.Count)
        {
            int samples = Math.Min(V.Count, rows - first);
            nint start = (nint)first * Rows.Padded<V>(TLayer.Units);
            Transpose.Copy(z.At(start), Rows.Padded<V>(TLayer.Units), lanes, V.Count, samples, TLayer.Units);
            TActivation.Forward<V, T, SamplesInLanes>(lanes, lanes, TLayer.Units);
            Transpose.Copy(lanes, V.Count, a.At(start), Rows.Padded<V>(TLayer.Units), TLayer.Units, samples);
        }
    }

    /// <summary>Turns dC/da into delta = dC/dz, row by row.</summary>
    /// <param name="a">The outputs, [rows x units, padded].</param>
    /// <param name="delta">dC/da, replaced by dC/dz; [rows x units, padded].</param>
    /// <param name="rows">The number of rows.</param>
    public static void Backward<V, T, TLayer, TActivation>(Block<T> a, Block<T> delta, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ILayerUnits
        where TActivation : struct, ILayerActivation
    {
        int stride = Rows.Padded<V>(TLayer.Units);
        for (nint row = 0; row < rows; row++)
            BackwardRow<V, T, TLayer, TActivation>(a.At(row * stride), delta.At(row * stride));
    }

    /// <summary>Turns dC/da of a single row into delta.</summary>
    /// <param name="a">The outputs, [units], padded to whole vectors.</param>
    /// <param name="delta">dC/da, replaced by dC/dz; [units], padded.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void BackwardRow<V, T, TLayer, TActivation>(Block<T> a, Block<T> delta)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ILayerUnits
        where TActivation : struct, ILayerActivation =>
        TActivation.Backward<V, T, UnitsInLanes>(a, delta, TLayer.Units);
}
