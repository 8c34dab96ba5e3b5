using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>The forward half of <see cref="IUnrolledNetwork{T}"/>, all that there is of a network whose weights are compiled in.</summary>
/// <typeparam name="T">The floating-point type.</typeparam>
/// <remarks>
/// Memory is [numbers x lanes] in the passes for a block of samples, and in those for a single one a row for each layer, padded to whole
/// vectors.
/// </remarks>
public interface IUnrolledForward<T> where T : unmanaged
{
    /// <summary>The number of features of a sample, n_0.</summary>
    static abstract int InputSize { get; }

    /// <summary>The number of outputs of a sample, n_L.</summary>
    static abstract int OutputSize { get; }

    /// <summary>The scratch memory of the passes for a block, in numbers a sample.</summary>
    static abstract int ScratchPerSample { get; }

    /// <summary>The scratch memory of the passes for a single sample.</summary>
    static abstract int ScratchPerRow { get; }

    /// <summary>Draws what the next pass drops, before its forward half.</summary>
    static virtual void DrawDropout<V>(DropoutStep step, int samples, int firstSample, Block<T> scratch)
        where V : struct, IVector<V, T>
    {
    }

    /// <inheritdoc cref="DrawDropout"/>
    static virtual void DrawDropoutRow(DropoutStep step, Block<T> scratch)
    {
    }

    /// <summary>The forward pass.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="x">The inputs.</param>
    /// <param name="scratch">Where the activations are left for the backward pass.</param>
    /// <returns>What the loss reads: the outputs, or the logits where the loss is fused with the output activation.</returns>
    static abstract Block<T> Forward<V>(Block<T> p, Block<T> x, Block<T> scratch) where V : struct, IVector<V, T>;

    /// <inheritdoc cref="Forward"/>
    static abstract Block<T> ForwardRow<V>(Block<T> p, Block<T> x, Block<T> scratch) where V : struct, IWideVector<V, T>;

    /// <summary>
    /// Turns what the loss reads into the outputs, in place: of the samples in the lanes, or of the one whose outputs are in the lanes.
    /// </summary>
    static virtual void Output<V, TLanes>(Block<T> output)
        where V : struct, IVector<V, T>
        where TLanes : struct, ILaneLayout
    {
    }
}
