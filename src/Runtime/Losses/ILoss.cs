using GenNet.Numerics;

namespace GenNet.Losses;

/// <summary>
/// A loss that adds up over the outputs: C = sum_k f(a_k, y_k), or the mean over k. Implement it in a struct to bring your own;
/// the one form serves vectors of every width and single numbers, and inlines like a built-in one.
/// </summary>
/// <example>
/// <code>
/// public readonly struct FourthPower : ILoss
/// {
///     public static bool IsMean => true;
///
///     public V Value&lt;V&gt;(V a, V y) where V : struct, IVector&lt;V&gt; => (a - y) * (a - y) * (a - y) * (a - y);
///
///     public V Derivative&lt;V&gt;(V a, V y) where V : struct, IVector&lt;V&gt; => V.Create(4) * (a - y) * (a - y) * (a - y);
/// }
/// </code>
/// </example>
public interface ILoss
{
    /// <summary>Whether the sum over the n outputs is divided by n.</summary>
    static abstract bool IsMean { get; }

    /// <summary>The target of the classes that a sample does not belong to, where labels are given; that of its own class is 1.</summary>
    static virtual double OtherClass => 0;

    /// <summary>f(a, y).</summary>
    V Value<V>(V a, V y) where V : struct, IVector<V>;

    /// <summary>df/da.</summary>
    V Derivative<V>(V a, V y) where V : struct, IVector<V>;
}
