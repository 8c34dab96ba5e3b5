using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>The forward pass of a network whose outputs are sequences, so that it can follow a stream.</summary>
/// <typeparam name="T">The floating-point type.</typeparam>
public interface ITiledStream<T> : ITiledForward<T> where T : unmanaged
{
    /// <summary>How much of <see cref="ITiledForward{T}.ScratchPerRow"/> there is for each frame.</summary>
    static abstract int ScratchPerFrame { get; }

    /// <summary>The forward pass over windows, or over the next frames of a stream.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="x">The frames of the inputs, from the first row of the pass on.</param>
    /// <param name="scratch">Where the activations are left.</param>
    /// <param name="state">What is remembered of the stream, and receives what is to be; nowhere for windows.</param>
    /// <returns>What <see cref="ITiledForward{T}.Forward"/> returns.</returns>
    static abstract Block<T> Follow<V>(Block<T> p, Block<T> x, Scratch<T> scratch, LayerState<T> state)
        where V : struct, IWideVector<V, T>;
}
