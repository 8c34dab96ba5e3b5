using System.Numerics;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>A way of running the forward pass over a batch whose arguments have been checked and pinned.</summary>
/// <typeparam name="T">The floating-point type.</typeparam>
public interface IPredictionEngine<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal static abstract int InputSize { get; }

    internal static abstract int OutputSize { get; }

    internal static abstract void Predict(Block<T> p, Block<T> x, int rows, Block<T> y);
}
