using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>The forward half of <see cref="IUnrolledNetwork{T}"/>, all that there is of a network whose weights are compiled in.</summary>
/// <typeparam name="T">The floating-point type.</typeparam>
/// <remarks>All blocks are [numbers x lanes].</remarks>
public interface IUnrolledForward<T> where T : unmanaged
{
    /// <summary>The number of features of a sample, n_0.</summary>
    static abstract int InputSize { get; }

    /// <summary>The number of outputs of a sample, n_L.</summary>
    static abstract int OutputSize { get; }

    /// <summary>The scratch memory of the passes, in numbers a sample.</summary>
    static abstract int ScratchPerSample { get; }

    /// <summary>Draws what the next pass drops, before its forward half.</summary>
    static virtual void DrawDropout<V>(DropoutStep step, int samples, int firstSample, Block<T> scratch)
        where V : struct, IVector<V, T>
    {
    }

    /// <summary>The forward pass.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="x">The inputs.</param>
    /// <param name="scratch">Where the activations are left for the backward pass.</param>
    /// <returns>What the loss reads: the outputs, or the logits where the loss is fused with the output activation.</returns>
    static abstract Block<T> Forward<V>(Block<T> p, Block<T> x, Block<T> scratch) where V : struct, IVector<V, T>;

    /// <summary>Turns what the loss reads into the outputs, in place.</summary>
    static virtual void Output<V>(Block<T> output)
        where V : struct, IVector<V, T>
    {
    }
}
