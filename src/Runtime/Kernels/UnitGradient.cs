using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>Gradients by parameters of which there is one for each unit, over a row-major batch.</summary>
public static class UnitGradient
{
    /// <summary>dC/dp = sum over the rows of what each has for it, handed to the sink for a part of the units.</summary>
    /// <param name="deltas">Each row's, [rows x stride].</param>
    /// <param name="stride">The units, padded to whole vectors.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="part">The part.</param>
    /// <param name="place">Where the parameters start.</param>
    /// <param name="sink">What takes the gradient.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum<V, T, TSink>(Block<T> deltas, int stride, int rows, Part part, int place, TSink sink)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TSink : struct, IGradientSink<T>
    {
        (int first, int end) = TSink.IsJacobian ? (0, stride) : part.Of(stride, V.Count);
        for (nint column = first; column < end; column += V.Count)
        {
            V sum = V.Load(deltas, column);
            if (TSink.IsJacobian)
                sink.TakeRow(sum, place + column, row: 0);
            for (nint row = 1; row < rows; row++)
            {
                V delta = V.Load(deltas, row * stride + column);
                if (TSink.IsJacobian)
                    sink.TakeRow(delta, place + column, row);
                else
                    sum += delta;
            }

            if (!TSink.IsJacobian)
                sink.Take(sum, place + column);
        }
    }

    /// <summary>dC/dp = sum over the rows of delta * factor, handed to the sink for a part of the units.</summary>
    /// <param name="deltas">[rows x stride].</param>
    /// <param name="factors">[rows x stride].</param>
    /// <inheritdoc cref="Sum"/>
#pragma warning disable CS1573 // The other parameters are those of Sum.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumOfProducts<V, T, TSink>(
        Block<T> deltas, Block<T> factors, int stride, int rows, Part part, int place, TSink sink)
#pragma warning restore CS1573
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TSink : struct, IGradientSink<T>
    {
        (int first, int end) = TSink.IsJacobian ? (0, stride) : part.Of(stride, V.Count);
        for (nint column = first; column < end; column += V.Count)
        {
            V sum = default;
            for (nint row = 0; row < rows; row++)
            {
                V delta = V.Load(deltas, row * stride + column), factor = V.Load(factors, row * stride + column);
                if (TSink.IsJacobian)
                    sink.TakeRow(delta * factor, place + column, row);
                else
                    sum = V.MultiplyAdd(delta, factor, sum);
            }

            if (!TSink.IsJacobian)
                sink.Take(sum, place + column);
        }
    }
}
