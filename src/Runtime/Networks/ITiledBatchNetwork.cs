using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>
/// The passes of training of a network that normalises by the batch. They are cut into stages: before each but the first, statistics of all
/// rows are taken, and likewise on the way back.
/// </summary>
/// <typeparam name="T">The floating-point type.</typeparam>
public interface ITiledBatchNetwork<T> : ITiledNetwork<T> where T : unmanaged
{
    /// <summary>The number of stages, at least 2.</summary>
    static abstract int Stages { get; }

    /// <summary>The fewest samples that have a variance: 1 where each has several frames of which the statistics are.</summary>
    static virtual int LeastRows => 2;

    /// <summary>
    /// The part of the forward pass that a stage is; the last leaves its result in <see cref="ITiledNetwork{T}.Result"/>.
    /// </summary>
    /// <param name="stage">The stage, counted from 0.</param>
    /// <param name="p">The parameters.</param>
    /// <param name="x">[rows x <see cref="ITiledForward{T}.InputSize"/>], from the first row of the pass on.</param>
    /// <param name="scratch">Where the activations are left for the stages after it and the backward pass.</param>
    static abstract void StageForward<V>(int stage, Block<T> p, Block<T> x, Scratch<T> scratch) where V : struct, IWideVector<V, T>;

    /// <summary>Takes the statistics that a stage begins with, of a part of the units.</summary>
    /// <param name="stage">The stage, from 1.</param>
    /// <param name="p">The parameters, behind which the running statistics are.</param>
    /// <param name="scratch">All rows of the batch.</param>
    /// <param name="part">The part.</param>
    /// <param name="moves">Whether the running statistics are moved towards them.</param>
    static abstract void Statistics<V>(int stage, Block<T> p, Scratch<T> scratch, Part part, bool moves) where V : struct, IVector<V, T>;

    /// <summary>The part of the backward pass that a stage is, after <see cref="DeltaStatistics"/> of the one behind it.</summary>
    static abstract void StageDeltas<V>(int stage, Block<T> p, Scratch<T> scratch) where V : struct, IVector<V, T>;

    /// <summary>Takes the statistics of the deltas that leave a stage on the way back, of a part of the units.</summary>
    /// <param name="stage">The stage, from 1.</param>
    /// <param name="scratch">All rows of the batch.</param>
    /// <param name="part">The part.</param>
    static abstract void DeltaStatistics<V>(int stage, Scratch<T> scratch, Part part) where V : struct, IVector<V, T>;

    /// <summary>What <see cref="ITiledNetwork{T}.InputGradient"/> is, after <see cref="StageDeltas"/> of all stages.</summary>
    static abstract Block<T> BatchInputGradient<V>(Block<T> p, Scratch<T> scratch) where V : struct, IVector<V, T>;
}
