using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>Activations of whole layers over a row-major batch.</summary>
public static unsafe class Layerwise
{
    /// <summary>a = g(z), row by row.</summary>
    /// <param name="z">[rows x UnitStride].</param>
    /// <param name="a">[rows x UnitStride].</param>
    /// <param name="rows">The number of rows.</param>
    public static void Forward<V, T, TLayer, TActivation>(Block<T> z, Block<T> a, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TActivation : struct, ILayerActivation
    {
        if (rows >= 4)
            Samples<V, T, TLayer, TActivation>(z, a, rows);
        else
            ForRows<V, T, TLayer, TActivation>(z, a, rows);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Samples<V, T, TLayer, TActivation>(Block<T> z, Block<T> a, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TActivation : struct, ILayerActivation
    {
            byte* memory = stackalloc byte[(TLayer.Units * 16 + 16) * sizeof(T)];
            Block<T> lanes = new((T*)(((nint)memory + 63) & -64));
            for (int first = 0; first < rows; first += V.Count)
            {
                int used = Math.Min(V.Count, rows - first);
                Transpose.Copy(z.At((nint)first * TLayer.UnitStride), TLayer.UnitStride, lanes, V.Count, used, TLayer.Units);
                TActivation.Forward<V, T, SamplesInLanes>(lanes, lanes, TLayer.Units);
                Transpose.Copy(lanes, V.Count, a.At((nint)first * TLayer.UnitStride), TLayer.UnitStride, TLayer.Units, used);
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ForRows<V, T, TLayer, TActivation>(Block<T> z, Block<T> a, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TActivation : struct, ILayerActivation
    {
        for (nint row = 0; row < rows; row++)
            TActivation.Forward<V, T, UnitsInLanes>(z.At(row * TLayer.UnitStride), a.At(row * TLayer.UnitStride), TLayer.Units);
    }

    /// <summary>Turns dC/da into delta = dC/dz, row by row.</summary>
    /// <param name="a">The outputs, [rows x UnitStride].</param>
    /// <param name="delta">dC/da, replaced by dC/dz; [rows x UnitStride].</param>
    /// <param name="rows">The number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<V, T, TLayer, TActivation>(Block<T> a, Block<T> delta, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TActivation : struct, ILayerActivation
    {
        for (nint row = 0; row < rows; row++)
            TActivation.Backward<V, T, UnitsInLanes>(a.At(row * TLayer.UnitStride), delta.At(row * TLayer.UnitStride), TLayer.Units);
    }
}
