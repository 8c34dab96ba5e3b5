using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet;

/// <summary>A batch whose gradient can be computed at the parameters of the moment.</summary>
internal interface IGradientPass<T> where T : unmanaged
{
    /// <summary>Whether each gradient is complete when a sink gets it, so that the sink may step the parameters.</summary>
    bool CanFuse { get; }

    /// <summary>What the sum of the losses is multiplied by in the cost whose gradient this is.</summary>
    T Scale { get; }

    /// <summary>Hands the gradient to a sink, piece by piece, if <see cref="CanFuse"/>.</summary>
    /// <returns>The sum of the samples' losses.</returns>
    double Run<TSink>(TSink sink) where TSink : struct, IGradientSink<T>;

    /// <summary>Writes the gradient, laid out as the parameters are.</summary>
    /// <returns>The sum of the samples' losses.</returns>
    double Run(Block<T> gradient);
}
