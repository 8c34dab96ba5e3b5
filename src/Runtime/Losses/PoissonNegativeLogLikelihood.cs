using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Losses;

/// <summary>
/// C = (1/n) sum_k exp(a_k) - y_k a_k: the negative log-likelihood of counts y under Poisson distributions whose mean is exp(a), without
/// the term log(y!), which does not depend on a; derivative exp(a) - y. It is PyTorch's PoissonNLLLoss with its defaults log_input = True
/// and full = False.
/// </summary>
public readonly struct PoissonNegativeLogLikelihood : ILoss
{
    /// <inheritdoc/>
    public static bool IsMean => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V a, V y) where V : struct, IVector<V> => V.MultiplyAdd(-y, a, Elementary.Exp(a));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V a, V y) where V : struct, IVector<V> => Elementary.Exp(a) - y;
}
