using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Losses;

/// <summary>
/// C = (1/n) sum_k log cosh(a_k - y_k), with derivative tanh(a - y). With e = |a - y|, log cosh e is e - log 2 + log(1 + exp(-2 e)),
/// which overflows nowhere; below 1, where that cancels, it is -log(1 - tanh(e)^2) / 2.
/// </summary>
public readonly struct LogCosh : ILoss
{
    /// <inheritdoc/>
    public static bool IsMean => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V a, V y) where V : struct, IVector<V>
    {
        V error = V.Abs(a - y);
        V t = Elementary.Tanh(error);
        V small = V.Create(-0.5) * Elementary.Log1p(-t * t);
        V large = error - V.Create(0.6931471805599453) + Elementary.Softplus(V.Create(-2) * error);
        return V.Select(error < V.Create(1), small, large);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V a, V y) where V : struct, IVector<V> => Elementary.Tanh(a - y);
}
