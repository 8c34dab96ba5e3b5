using System.Numerics;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>
/// What a way of running generated passes can do with a batch whose arguments have been checked and pinned.
/// </summary>
/// <typeparam name="T">The floating-point type.</typeparam>
public interface IEngine<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal static abstract int InputSize { get; }

    internal static abstract int OutputSize { get; }

    internal static abstract Reduction Reduction { get; }

    internal static abstract void Predict(Block<T> p, Block<T> x, int rows, Block<T> y);

    /// <returns>The sum of the samples' losses.</returns>
    internal static abstract double Loss(Block<T> p, Block<T> x, int rows, Targets<T> targets);

    /// <summary>Computes the gradient, laid out as the parameters are.</summary>
    /// <returns>The sum of the samples' losses.</returns>
    internal static abstract double Gradient(Block<T> p, Block<T> x, int rows, Targets<T> targets, T scale, Block<T> gradient, int length);

    /// <summary>Computes the gradient and steps the parameters by it.</summary>
    /// <returns>The sum of the samples' losses, before the step.</returns>
    internal static abstract double Train(Block<T> x, int rows, Targets<T> targets, T scale, UpdateState<T> state);

    internal static abstract void InputGradient(Block<T> p, Block<T> x, int rows, Targets<T> targets, T scale, Block<T> dx);
}
