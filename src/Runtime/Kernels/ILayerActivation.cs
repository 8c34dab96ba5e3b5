using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// An activation of a whole layer, each of whose outputs depends on all units, with samples in the lanes: unit u of the block's
/// samples stands at u * lanes.
/// </summary>
public interface ILayerActivation
{
    /// <summary>a = g(z) for one sample in each lane; in place where both are the same.</summary>
    /// <param name="z">[units x lanes].</param>
    /// <param name="a">[units x lanes].</param>
    /// <param name="units">The number of units.</param>
    static abstract void Forward<V, T>(Block<T> z, Block<T> a, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged;

    /// <summary>Turns dC/da into delta = dC/dz for one sample in each lane, by the whole Jacobian.</summary>
    /// <param name="a">The outputs, [units x lanes].</param>
    /// <param name="delta">dC/da, replaced by dC/dz; [units x lanes].</param>
    /// <param name="units">The number of units.</param>
    static abstract void Backward<V, T>(Block<T> a, Block<T> delta, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged;
}
