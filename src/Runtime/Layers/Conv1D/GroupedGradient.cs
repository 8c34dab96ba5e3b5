using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>Passes the gradients of a convolution's weights on, with zeros for those that lead from one group to another.</summary>
/// <typeparam name="T">The floating-point type.</typeparam>
/// <typeparam name="TLayer">The convolution.</typeparam>
/// <typeparam name="TSink">What takes the gradients.</typeparam>
/// <param name="sink">What takes the gradients.</param>
public readonly struct GroupedGradient<T, TLayer, TSink>(TSink sink) : IGradientSink<T>
    where T : unmanaged
    where TLayer : struct, IConvolution
    where TSink : struct, IGradientSink<T>
{
    /// <inheritdoc/>
    public static bool IsUsed => TSink.IsUsed;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take<V>(V gradient, nint index) where V : struct, IVector<V, T>
    {
        nint weight = index - TLayer.Weights;
        if (weight >= 0 && weight < (nint)TLayer.Inputs * TLayer.InputStep)
        {
            (nint input, nint unit) = Math.DivRem(weight, TLayer.InputStep);
            nint group = input % TLayer.FrameInputs / (TLayer.FrameInputs / TLayer.Groups);
            nint channels = TLayer.Units / TLayer.Groups, first = group * channels - unit;
            gradient &= (V.Indices > V.Create(first - 0.5)) & (V.Indices < V.Create(first + channels));
        }

        sink.Take(gradient, index);
    }
}
