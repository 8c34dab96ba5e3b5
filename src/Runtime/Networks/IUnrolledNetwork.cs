using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>
/// The passes that the generator writes for a network of straight-line arithmetic: one sample in each lane, so that every number
/// of the network is a vector, and a weight is broadcast to all samples.
/// </summary>
/// <typeparam name="T">The floating-point type.</typeparam>
/// <remarks>All blocks are [numbers x lanes].</remarks>
public interface IUnrolledNetwork<T> : IUnrolledForward<T> where T : unmanaged
{
    /// <summary>How losses become one.</summary>
    static abstract Reduction Reduction { get; }

    /// <summary>The target of the classes that a sample does not belong to, where labels are given; that of its own class is 1.</summary>
    static virtual double OtherClass => 0;

    /// <summary>What label smoothing makes of a target y: Kept y + Added.</summary>
    static virtual (double Kept, double Added) LabelSmoothing => (1, 0);

    /// <summary>Turns derivatives by the outputs into derivatives by what the loss reads, in place.</summary>
    static virtual void OutputBackward<V>(Block<T> output, Block<T> delta)
        where V : struct, IVector<V, T>
    {
    }

    /// <summary>The losses of the samples.</summary>
    static abstract V Loss<V>(Block<T> output, Block<T> targets) where V : struct, IVector<V, T>;

    /// <summary>The losses of the samples, and their derivatives by what the loss reads, times a scale.</summary>
    static abstract V LossGradient<V>(Block<T> output, Block<T> targets, T scale, Block<T> derivative) where V : struct, IVector<V, T>;

    /// <summary>Where in the scratch memory <see cref="Backward"/> expects the loss's derivatives.</summary>
    static abstract Block<T> OutputDelta<V>(Block<T> scratch) where V : struct, IVector<V, T>;

    /// <summary>The backward pass.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="x">The inputs.</param>
    /// <param name="scratch">What the forward pass left.</param>
    /// <param name="gradient">Takes, for each parameter and lane, the sample's share in the gradient, added to what is there.</param>
    static abstract void Backward<V>(Block<T> p, Block<T> x, Block<T> scratch, Block<T> gradient) where V : struct, IVector<V, T>;

    /// <summary>dC/dx, after <see cref="Backward"/>.</summary>
    static abstract void InputGradient<V>(Block<T> p, Block<T> scratch, Block<T> dx) where V : struct, IVector<V, T>;
}
