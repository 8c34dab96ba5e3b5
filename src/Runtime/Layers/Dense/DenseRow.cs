using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>What the backward pass of a single sample does alike for every layer; its units stand across the vector lanes.</summary>
public static class DenseRow
{
    /// <summary>dC/dW = delta x^T and dC/db = delta, handed to the sink row by row.</summary>
    /// <param name="x">The layer's inputs.</param>
    /// <param name="delta">dC/dz, with zeros up to a whole number of vectors.</param>
    /// <param name="sink">What takes the gradients.</param>
    public static void ParameterGradient<V, T, TLayer, TSink>(Block<T> x, Block<T> delta, TSink sink)
        where V : struct, IWideVector<V, T>
        where T : unmanaged
        where TLayer : struct, IDenseLayer
        where TSink : struct, IGradientSink<T>
    {
        if (!TSink.IsUsed)
            return;
        if (TLayer.InputStep < V.Count)
            SharedVectors<V, T, TLayer, TSink>(x, delta, sink);
        else
            Vectors<V, T, TLayer, TSink>(x, delta, sink);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Vectors<V, T, TLayer, TSink>(Block<T> x, Block<T> delta, TSink sink)
        where V : struct, IWideVector<V, T>
        where T : unmanaged
        where TLayer : struct, IDenseLayer
        where TSink : struct, IGradientSink<T>
    {
        for (nint column = 0; column < TLayer.InputStep; column += V.Count)
        {
            V d = V.Load(delta, column);
            for (nint k = 0; k < TLayer.Inputs; k++)
                sink.Take(V.Broadcast(x[k]) * d, TLayer.Weights + k * TLayer.InputStep + column);
            if (TLayer.Bias >= 0)
                sink.Take(d, TLayer.Bias + column);
        }
    }

    /// <summary>The weights of two or four inputs share a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SharedVectors<V, T, TLayer, TSink>(Block<T> x, Block<T> delta, TSink sink)
        where V : struct, IWideVector<V, T>
        where T : unmanaged
        where TLayer : struct, IDenseLayer
        where TSink : struct, IGradientSink<T>
    {
        int inputs = V.Count / TLayer.InputStep;
        V d = V.Load(delta, 0), repeated = LaneSum.OfParts<V, T>(d, inputs);
        for (nint k = 0; k < TLayer.Inputs; k += inputs)
            sink.Take(V.Spread(x, k, inputs) * repeated, TLayer.Weights + k * TLayer.InputStep);
        if (TLayer.Bias >= 0)
            sink.Take(d, TLayer.Bias);
    }

    /// <summary>dC/dalpha of <see cref="Activations.PReLU"/>, handed to the sink.</summary>
    /// <param name="slopeDelta">dC/dalpha, padded to whole vectors.</param>
    /// <param name="sink">What takes the gradient.</param>
    public static void SlopeGradient<V, T, TLayer, TSink>(Block<T> slopeDelta, TSink sink)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ILayerUnits
        where TSink : struct, IGradientSink<T>
    {
        for (nint column = 0; column < Rows.Padded<V>(TLayer.Units); column += V.Count)
            sink.Take(V.Load(slopeDelta, column), TLayer.Slopes + column);
    }
}
