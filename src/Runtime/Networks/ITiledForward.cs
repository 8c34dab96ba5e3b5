using System.Runtime.CompilerServices;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>The forward half of <see cref="ITiledNetwork{T}"/>, all that there is of a network whose weights are compiled in.</summary>
/// <typeparam name="T">The floating-point type.</typeparam>
public interface ITiledForward<T> where T : unmanaged
{
    /// <summary>The number of features of a sample, n_0.</summary>
    static abstract int InputSize { get; }

    /// <summary>The number of outputs of a sample, n_L.</summary>
    static abstract int OutputSize { get; }

    /// <summary>The distance between rows, or frames, of the outputs and of their deltas.</summary>
    static abstract int OutputStride { get; }

    /// <summary>The scratch memory of the passes for each row of the batch.</summary>
    static abstract int ScratchPerRow { get; }

    /// <summary>Their scratch memory besides.</summary>
    static abstract int ScratchShared { get; }

    /// <summary>Looks at inputs of which some must name categories.</summary>
    /// <param name="inputs">[rows x <see cref="InputSize"/>], or [frames x inputs] of a stream.</param>
    /// <param name="steps">The frames of a row where rows are windows, or 0; of a stream, which is a single row, all of them.</param>
    /// <param name="name">What the caller calls them.</param>
    /// <exception cref="ArgumentException">One names none.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual void CheckInputs(ReadOnlySpan<T> inputs, int steps, string name)
    {
    }

    /// <summary>The frames of a sample where samples are windows, or 0.</summary>
    static virtual int Steps => 0;

    /// <summary>The frames of a sample's outputs; 1 where these are no sequence.</summary>
    static virtual int OutputFrames => 1;

    /// <summary>Draws what the next pass drops, before its forward half.</summary>
    /// <param name="step">What is dropped.</param>
    /// <param name="firstRow">The number that the first row of the pass has among all samples.</param>
    /// <param name="scratch">Where the factors are left.</param>
    static virtual void DrawDropout(DropoutStep step, int firstRow, Scratch<T> scratch)
    {
    }

    /// <summary>The forward pass.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="x">[rows x <see cref="InputSize"/>], from the first row of the pass on.</param>
    /// <param name="scratch">Where the activations are left for the backward pass.</param>
    /// <returns>What the loss reads: the outputs, or the logits where the loss is fused with the output activation.</returns>
    static abstract Block<T> Forward<V>(Block<T> p, Block<T> x, Scratch<T> scratch) where V : struct, IWideVector<V, T>;

    /// <summary>Turns what the loss reads into the outputs, in place.</summary>
    static virtual void Output<V>(Block<T> output, int rows) where V : struct, IWideVector<V, T>
    {
    }
}
