using System.Numerics;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>A way of running the forward pass over a batch whose arguments have been checked and pinned.</summary>
/// <typeparam name="T">The floating-point type.</typeparam>
public interface IPredictionEngine<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal static abstract int InputSize { get; }

    internal static abstract int OutputSize { get; }

    /// <inheritdoc cref="ITiledForward{T}.CheckInputs"/>
    internal static virtual void CheckInputs(ReadOnlySpan<T> inputs, string name)
    {
    }

    /// <summary>The numbers of memory that a single row's pass takes.</summary>
    internal static abstract int ScratchPerRow { get; }

    internal static abstract void Predict(Block<T> p, Block<T> x, int rows, Block<T> y);

    internal static abstract void PredictRow<V>(Block<T> p, Block<T> x, Block<T> y, Block<T> scratch) where V : struct, IWideVector<V, T>;
}
