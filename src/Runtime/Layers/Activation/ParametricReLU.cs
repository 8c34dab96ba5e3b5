using System.Runtime.CompilerServices;
using GenNet.Activations;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>The passes of <see cref="PReLU"/> over a row-major batch, and over lanes of samples.</summary>
public static class ParametricReLU
{
    /// <summary>a = g(z; alpha).</summary>
    /// <param name="p">The network's parameters.</param>
    /// <param name="z">[rows x units, padded].</param>
    /// <param name="a">[rows x units, padded].</param>
    /// <param name="rows">The number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<V, T, TLayer>(Block<T> p, Block<T> z, Block<T> a, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ILayerUnits
    {
        for (nint column = 0; column < Rows.Padded<V>(TLayer.Units); column += V.Count)
        {
            V alpha = V.Load(p, TLayer.Slopes + column);
            for (nint row = 0; row < rows; row++)
            {
                nint index = row * Rows.Padded<V>(TLayer.Units) + column;
                V.Store(a, index, PReLU.Forward(V.Load(z, index), alpha));
            }
        }
    }

    /// <summary>Turns dC/da into delta = dC/dz, and leaves each row's dC/dalpha = dC/da dg/dalpha.</summary>
    /// <param name="p">The network's parameters.</param>
    /// <param name="z">[rows x units, padded].</param>
    /// <param name="delta">dC/da, replaced by dC/dz; [rows x units, padded].</param>
    /// <param name="slopeDelta">[rows x units, padded].</param>
    /// <param name="rows">The number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<V, T, TLayer>(Block<T> p, Block<T> z, Block<T> delta, Block<T> slopeDelta, int rows)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ILayerUnits
    {
        for (nint column = 0; column < Rows.Padded<V>(TLayer.Units); column += V.Count)
        {
            V alpha = V.Load(p, TLayer.Slopes + column);
            for (nint row = 0; row < rows; row++)
            {
                nint index = row * Rows.Padded<V>(TLayer.Units) + column;
                V pre = V.Load(z, index);
                V da = V.Load(delta, index);
                V.Store(slopeDelta, index, da * PReLU.AlphaDerivative(pre));
                V.Store(delta, index, da * PReLU.Derivative(pre, alpha));
            }
        }
    }

    /// <summary>a = g(z; alpha) for one sample in each lane.</summary>
    /// <param name="alpha">[units].</param>
    /// <param name="z">[units x lanes].</param>
    /// <param name="a">[units x lanes].</param>
    /// <param name="units">The number of units.</param>
    public static void ForwardLanes<V, T>(Block<T> alpha, Block<T> z, Block<T> a, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        for (nint u = 0; u < units; u++)
            V.Store(a, u * V.Count, PReLU.Forward(V.Load(z, u * V.Count), V.Broadcast(alpha[u])));
    }

    /// <summary>Turns dC/da into delta = dC/dz, and leaves each sample's dC/dalpha, for one sample in each lane.</summary>
    /// <param name="alpha">[units].</param>
    /// <param name="z">[units x lanes].</param>
    /// <param name="delta">dC/da, replaced by dC/dz; [units x lanes].</param>
    /// <param name="units">The number of units.</param>
    /// <param name="slopeDelta">dC/dalpha, [units x lanes].</param>
    public static void BackwardLanes<V, T>(Block<T> alpha, Block<T> z, Block<T> delta, int units, Block<T> slopeDelta)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        for (nint u = 0; u < units; u++)
        {
            V pre = V.Load(z, u * V.Count);
            V da = V.Load(delta, u * V.Count);
            V.Store(slopeDelta, u * V.Count, da * PReLU.AlphaDerivative(pre));
            V.Store(delta, u * V.Count, da * PReLU.Derivative(pre, V.Broadcast(alpha[u])));
        }
    }
}
