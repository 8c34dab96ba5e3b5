using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet;

/// <summary>A <see cref="DecayingOptimizer"/>'s weight decay in one step, of either kind.</summary>
/// <remarks>Nothing is asked for each vector: a multiply-add by zero costs less than the branch around it.</remarks>
internal readonly struct WeightDecay<T>(DecayingOptimizer optimizer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _penalty = T.CreateChecked(optimizer.DecouplesWeightDecay ? 0 : optimizer.WeightDecay);
    private readonly T _minusShare = T.CreateChecked(optimizer.DecouplesWeightDecay ? -optimizer.LearningRate * optimizer.WeightDecay : 0);

    /// <summary>The gradient with that of the penalty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V g, V p) where V : struct, IVector<V, T> => V.MultiplyAdd(_penalty, p, g);

    /// <summary>The parameters, decayed on their own.</summary>
    /// <remarks>As a difference: a factor 1 - learningRate weightDecay would be rounded so close to 1 that little of it is left.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Parameters<V>(V p) where V : struct, IVector<V, T> => V.MultiplyAdd(_minusShare, p, p);
}
