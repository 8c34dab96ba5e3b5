using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>
/// The passes that the generator writes for a network of register tiles: batches row-major, vector lanes across the units.
/// </summary>
/// <typeparam name="T">The floating-point type.</typeparam>
public interface ITiledNetwork<T> : ITiledForward<T> where T : unmanaged
{
    /// <summary>How losses become one.</summary>
    static abstract Reduction Reduction { get; }

    /// <summary>The target of the classes that a sample does not belong to, where labels are given; that of its own class is 1.</summary>
    static virtual double OtherClass => 0;

    /// <summary>What the loss of each of the network's outputs is multiplied by in the cost.</summary>
    static virtual ReadOnlySpan<double> LossWeights => [1.0];

    /// <summary>How many of the first frames of a sample have no loss.</summary>
    static virtual int BurnIn => 0;

    /// <summary>Turns derivatives by the outputs into derivatives by what the loss reads, in place.</summary>
    static virtual void OutputBackward<V>(Block<T> output, Block<T> delta, int rows) where V : struct, IVector<V, T>
    {
    }

    /// <summary>Copies the activations of a single row to each row of a batch; not where samples are windows.</summary>
    static virtual void Repeat(Scratch<T> single, Scratch<T> scratch)
    {
    }

    /// <summary>Where the forward pass leaves what the loss reads.</summary>
    static abstract Block<T> Result(Scratch<T> scratch);

    /// <summary>The losses of the samples in the lanes.</summary>
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

    /// <summary>Where <see cref="Deltas"/> expects the loss's derivatives, [rows x <see cref="ITiledForward{T}.OutputStride"/>].</summary>
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
    /// <param name="p">The parameters.</param>
    /// <param name="scratch">Where the deltas are.</param>
    /// <returns>[rows x <see cref="ITiledForward{T}.InputSize"/> rounded up to whole cache lines].</returns>
    static abstract Block<T> InputGradient<V>(Block<T> p, Scratch<T> scratch) where V : struct, IVector<V, T>;
}
