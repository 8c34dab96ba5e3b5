using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>
/// The passes that the generator writes for a network of register tiles: batches row-major, vector lanes across the units.
/// </summary>
/// <typeparam name="T">The floating-point type.</typeparam>
public interface ITiledNetwork<T> where T : unmanaged
{
    /// <summary>The number of features of a sample, n_0.</summary>
    static abstract int InputSize { get; }

    /// <summary>The number of outputs of a sample, n_L.</summary>
    static abstract int OutputSize { get; }

    /// <summary>The distance between rows of the outputs and of their deltas.</summary>
    static abstract int OutputStride { get; }

    /// <summary>The scratch memory of the passes for each row of the batch.</summary>
    static abstract int ScratchPerRow { get; }

    /// <summary>Their scratch memory besides.</summary>
    static abstract int ScratchShared { get; }

    /// <summary>How losses become one.</summary>
    static abstract Reduction Reduction { get; }

    /// <summary>The target of the classes that a sample does not belong to, where labels are given; that of its own class is 1.</summary>
    static virtual double OtherClass => 0;

    /// <summary>What label smoothing makes of a target y: Kept y + Added.</summary>
    static virtual (double Kept, double Added) LabelSmoothing => (1, 0);

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
    static abstract Block<T> Forward<V>(Block<T> p, Block<T> x, Scratch<T> scratch) where V : struct, IVector<V, T>;

    /// <summary>Turns what the loss reads into the outputs, in place.</summary>
    static virtual void Output<V>(Block<T> output, int rows) where V : struct, IVector<V, T>
    {
    }

    /// <summary>Turns derivatives by the outputs into derivatives by what the loss reads, in place.</summary>
    static virtual void OutputBackward<V>(Block<T> output, Block<T> delta, int rows) where V : struct, IVector<V, T>
    {
    }

    /// <summary>Copies the activations of a single row to each row of a batch.</summary>
    static abstract void Repeat(Scratch<T> single, Scratch<T> scratch);

    /// <summary>Where the forward pass leaves what the loss reads.</summary>
    static abstract Block<T> Result(Scratch<T> scratch);

    /// <summary>The losses of the samples in the lanes.</summary>
    static abstract V Loss<V>(Block<T> output, Block<T> targets) where V : struct, IVector<V, T>;

    /// <summary>The losses of the samples in the lanes, and their derivatives by what the loss reads, times a scale.</summary>
    static abstract V LossGradient<V>(Block<T> output, Block<T> targets, T scale, Block<T> derivative) where V : struct, IVector<V, T>;

    /// <summary>Where <see cref="Deltas"/> expects the loss's derivatives, [rows x <see cref="OutputStride"/>].</summary>
    static abstract Block<T> OutputDelta(Scratch<T> scratch);

    /// <summary>Transposes the weights that deltas are carried back through, before <see cref="Deltas"/> of any rows.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="scratch">Where they are left, for all rows.</param>
    /// <param name="withFirst">Whether those of the first layer are needed, for <see cref="InputGradient"/>.</param>
    static abstract void TransposeWeights(Block<T> p, Scratch<T> scratch, bool withFirst);

    /// <summary>The backward pass, up to the first layer's deltas.</summary>
    static abstract void Deltas<V>(Block<T> p, Scratch<T> scratch) where V : struct, IVector<V, T>;

    /// <summary>The gradients by a part of the parameters, after <see cref="Deltas"/> of all rows.</summary>
    static abstract void ParameterGradients<V, TSink>(Block<T> x, Scratch<T> scratch, Part part, TSink sink)
        where V : struct, IVector<V, T>
        where TSink : struct, IGradientSink<T>;

    /// <summary>dC/dx, after <see cref="Deltas"/>.</summary>
    /// <returns>[rows x <see cref="InputSize"/> rounded up to whole cache lines].</returns>
    static abstract Block<T> InputGradient<V>(Scratch<T> scratch) where V : struct, IVector<V, T>;
}
