using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>An activation of a whole layer, each of whose outputs depends on all units.</summary>
public interface ILayerActivation
{
    /// <summary>a = g(z) for the samples of one block of vectors; in place where both are the same.</summary>
    /// <param name="z">The pre-activations, laid out as <typeparamref name="TLanes"/> says.</param>
    /// <param name="a">The outputs, likewise.</param>
    /// <param name="units">The number of units.</param>
    static abstract void Forward<V, T, TLanes>(Block<T> z, Block<T> a, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLanes : struct, ILaneLayout;

    /// <summary>Turns dC/da into delta = dC/dz for these samples, by the whole Jacobian.</summary>
    /// <param name="a">The outputs, laid out as <typeparamref name="TLanes"/> says.</param>
    /// <param name="delta">dC/da, replaced by dC/dz; likewise, and zero in lanes that are no units.</param>
    /// <param name="units">The number of units.</param>
    static abstract void Backward<V, T, TLanes>(Block<T> a, Block<T> delta, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLanes : struct, ILaneLayout;
}
