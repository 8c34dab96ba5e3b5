using GenNet.Numerics;

namespace GenNet.Activations;

/// <summary>
/// An activation that acts on each unit alone: a = g(z). A struct implements it once for vectors of every width and for single
/// numbers, and the compiler inlines it into the kernels.
/// </summary>
/// <example>
/// <code>
/// public readonly struct Squared : IActivation
/// {
///     public V Forward&lt;V&gt;(V z) where V : struct, IVector&lt;V&gt; => z * z;
///     public V Derivative&lt;V&gt;(V z, V a) where V : struct, IVector&lt;V&gt; => z + z;
/// }
/// </code>
/// </example>
public interface IActivation
{
    /// <summary>a = g(z).</summary>
    V Forward<V>(V z) where V : struct, IVector<V>;

    /// <summary>
    /// g'(z), given z and a = g(z). At a kink the left derivative. Where dC/da is 0, so is the gradient, even if g'(z)
    /// is infinite.
    /// </summary>
    V Derivative<V>(V z, V a) where V : struct, IVector<V>;
}
