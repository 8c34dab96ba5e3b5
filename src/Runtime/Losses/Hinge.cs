using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Losses;

/// <summary>
/// C = (1/n) sum_k max(0, 1 - y_k a_k) with y = -1 or 1, and derivative -y where y a &lt; 1, else 0. Labels become 1 for the class
/// and -1 for the others.
/// </summary>
public readonly struct Hinge : ILoss
{
    /// <inheritdoc/>
    public static bool IsMean => true;

    /// <inheritdoc/>
    public static double OtherClass => -1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V a, V y) where V : struct, IVector<V> => Elementary.AtLeast(V.MultiplyAdd(-y, a, V.Create(1)), default);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V a, V y) where V : struct, IVector<V> => V.Select(V.MultiplyAdd(-y, a, V.Create(1)) > default(V), -y, default);
}
