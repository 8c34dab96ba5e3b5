using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>
/// The passes that the generator writes for a network of straight-line arithmetic. Those for a block of samples have one sample in each
/// lane: every number of the network is a vector, and a weight is broadcast to all samples. Those for a single sample, whose
/// names end in Row, have the units of a layer across the lanes. Both compute a sample's outputs by the same sums in the same order.
/// </summary>
/// <typeparam name="T">The floating-point type.</typeparam>
/// <remarks>Memory is [numbers x lanes] in the first, and in the second a row for each layer, padded to whole vectors.</remarks>
public interface IUnrolledNetwork<T> : IUnrolledForward<T> where T : unmanaged
{
    /// <summary>The numbers that a single sample's features, padded to whole vectors, take up.</summary>
    static abstract int InputStride { get; }

    /// <summary>The numbers that its outputs, padded, take up.</summary>
    static abstract int OutputStride { get; }

    /// <summary>How losses become one.</summary>
    static abstract Reduction Reduction { get; }

    /// <summary>The target of the classes that a sample does not belong to, where labels are given; that of its own class is 1.</summary>
    static virtual double OtherClass => 0;

    /// <summary>What the loss of each of the network's outputs is multiplied by in the cost.</summary>
    static virtual ReadOnlySpan<double> LossWeights => [1.0];

    /// <summary>
    /// Turns derivatives by the outputs into derivatives by what the loss reads, in place, in the lanes of
    /// <see cref="IUnrolledForward{T}.Output"/>.
    /// </summary>
    static virtual void OutputBackward<V, TLanes>(Block<T> output, Block<T> delta)
        where V : struct, IVector<V, T>
        where TLanes : struct, ILaneLayout
    {
    }

    /// <summary>The losses of the samples in the lanes, or those of the sample whose outputs are in the lanes.</summary>
    /// <param name="output">What the loss reads.</param>
    /// <param name="targets">The targets, which label smoothing changes.</param>
    /// <param name="losses">Receives a vector for each of the network's outputs.</param>
    static abstract void Loss<V, TLanes>(Block<T> output, Block<T> targets, Block<T> losses)
        where V : struct, IVector<V, T>
        where TLanes : struct, ILaneLayout;

    /// <summary>The losses as by <see cref="Loss"/>, and the cost's derivatives by what the loss reads, times a scale.</summary>
    static abstract void LossGradient<V, TLanes>(Block<T> output, Block<T> targets, T scale, Block<T> derivative, Block<T> losses)
        where V : struct, IVector<V, T>
        where TLanes : struct, ILaneLayout;

    /// <summary>Where in the scratch memory <see cref="Backward"/> expects the loss's derivatives.</summary>
    static abstract Block<T> OutputDelta<V>(Block<T> scratch) where V : struct, IVector<V, T>;

    /// <summary>Where in the scratch memory <see cref="BackwardRow"/> expects the loss's derivatives.</summary>
    static abstract Block<T> OutputDeltaRow(Block<T> scratch);

    /// <summary>The backward pass, from the loss's derivatives to the delta of every layer.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="scratch">What the forward pass left.</param>
    static abstract void Backward<V>(Block<T> p, Block<T> scratch) where V : struct, IVector<V, T>;

    /// <summary>The gradients by the parameters, summed over the samples of several blocks after their backward passes.</summary>
    /// <param name="x">The inputs of the first block.</param>
    /// <param name="scratch">What the passes left for it.</param>
    /// <param name="step">The distance between the memory of one block and the next.</param>
    /// <param name="blocks">The number of blocks.</param>
    /// <param name="sink">What takes the gradients.</param>
    static abstract void ParameterGradient<V, TSink>(Block<T> x, Block<T> scratch, int step, int blocks, TSink sink)
        where V : struct, IWideVector<V, T>
        where TSink : struct, IGradientSink<T>;

    /// <summary>The backward pass of a single sample, which hands the gradients by the parameters to the sink as it goes.</summary>
    static abstract void BackwardRow<V, TSink>(Block<T> p, Block<T> x, Block<T> scratch, TSink sink)
        where V : struct, IWideVector<V, T>
        where TSink : struct, IGradientSink<T>;

    /// <summary>dC/dx, after <see cref="Backward"/>.</summary>
    static abstract void InputGradient<V>(Block<T> p, Block<T> scratch, Block<T> dx) where V : struct, IVector<V, T>;

    /// <summary>dC/dx, after <see cref="BackwardRow"/>.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="scratch">What the passes left.</param>
    /// <param name="dx">Receives dC/dx, padded to whole vectors.</param>
    static abstract void InputGradientRow<V>(Block<T> p, Block<T> scratch, Block<T> dx) where V : struct, IWideVector<V, T>;
}
