using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet;

/// <summary>A <see cref="DecayingOptimizer"/>'s weight decay in one step, of either kind.</summary>
internal readonly struct WeightDecay<T>(DecayingOptimizer optimizer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly bool _isPenalty = optimizer.WeightDecay != 0 && !optimizer.DecouplesWeightDecay;
    private readonly bool _isDecoupled = optimizer.WeightDecay != 0 && optimizer.DecouplesWeightDecay;
    private readonly T _factor = T.CreateChecked(
        optimizer.DecouplesWeightDecay ? -optimizer.LearningRate * optimizer.WeightDecay : optimizer.WeightDecay);

    /// <summary>The gradient with that of the penalty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V g, V p) where V : struct, IVector<V, T> => _isPenalty ? V.MultiplyAdd(_factor, p, g) : g;

    /// <summary>The parameters, decayed on their own.</summary>
    /// <remarks>As a difference: a factor 1 - learningRate weightDecay would be rounded so close to 1 that little of it is left.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Parameters<V>(V p) where V : struct, IVector<V, T> => _isDecoupled ? V.MultiplyAdd(_factor, p, p) : p;
}
