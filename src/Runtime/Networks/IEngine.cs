using System.Diagnostics;
using System.Numerics;
using GenNet.Kernels;
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

    /// <inheritdoc cref="ITiledForward{T}.CheckInputs"/>
    internal static virtual void CheckInputs(ReadOnlySpan<T> inputs, string name)
    {
    }

    /// <summary>The frames of a sample's outputs; 1 where these are no sequence.</summary>
    internal static virtual int OutputFrames => 1;

    /// <summary>How many of them, the first ones, have no loss.</summary>
    internal static virtual int BurnIn => 0;

    internal static abstract Reduction Reduction { get; }

    /// <summary>The target of the classes that a sample does not belong to, where labels are given; that of its own class is 1.</summary>
    internal static abstract double OtherClass { get; }

    /// <summary>What the loss of each of the network's outputs is multiplied by in the cost.</summary>
    internal static abstract ReadOnlySpan<double> LossWeights { get; }

    /// <summary>The least and the most samples that a gradient for training can be of.</summary>
    internal static virtual (int Least, int Most) TrainingRows => (1, int.MaxValue);

    internal static abstract void Predict(ParameterStore<T> parameters, Block<T> x, int rows, Block<T> y);

    /// <summary>Computes the outputs that <see cref="Backward"/> starts from; asked for only where the batch is normalised.</summary>
    internal static virtual void Forward(ParameterStore<T> parameters, Block<T> x, int rows, Block<T> y) =>
        throw new UnreachableException();

    /// <summary>Computes the losses and, unless <paramref name="y"/> is nowhere, the outputs, as a prediction does.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="x">[rows x inputs].</param>
    /// <param name="rows">The number of samples.</param>
    /// <param name="targets">Their targets.</param>
    /// <param name="y">Receives their outputs; or nowhere.</param>
    /// <param name="losses">Receives the sum over the samples of each output's loss, times the samples' weights.</param>
    internal static abstract void Loss(
        ParameterStore<T> parameters, Block<T> x, int rows, in Targets<T> targets, Block<T> y, Block<double> losses);

    /// <summary>Computes the gradient, laid out as the parameters are, and the losses, as <see cref="Loss"/> does.</summary>
    /// <returns>The sum of the samples' costs.</returns>
    internal static abstract double Gradient(
        ParameterStore<T> parameters, Block<T> x, int rows, in Targets<T> targets, T scale, DropoutStep dropout, Block<T> gradient,
        Block<double> losses);

    /// <summary>
    /// Steps the parameters by the gradient, and computes the losses: those of its last pass where the rule takes several.
    /// </summary>
    /// <returns>The sum of the samples' costs before the step, those of the penalties included.</returns>
    internal static abstract double Train(
        UpdateState<T> state, Block<T> x, int rows, in Targets<T> targets, T scale, Block<double> losses);

    internal static abstract void InputGradient(
        ParameterStore<T> parameters, Block<T> x, int rows, in Targets<T> targets, T scale, Block<T> dx);

    /// <summary>Carries derivatives by the outputs back to the parameters and the inputs, or to one of them.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="x">[rows x inputs].</param>
    /// <param name="rows">The number of samples.</param>
    /// <param name="outputGradients">dC/da of the outputs, as if they were targets.</param>
    /// <param name="gradient">Receives the gradient, laid out as the parameters are; or nowhere.</param>
    /// <param name="dx">Receives dC/dx, [rows x inputs]; or nowhere.</param>
    internal static abstract void Backward(
        ParameterStore<T> parameters, Block<T> x, int rows, in Targets<T> outputGradients, Block<T> gradient, Block<T> dx);

    /// <summary>Computes the derivatives of one sample's outputs by the parameters, [outputs x parameters], in canonical order.</summary>
    internal static abstract void Jacobian(ParameterStore<T> parameters, Block<T> x, Span<T> jacobian);

    /// <summary>Computes the derivatives of one sample's outputs by its inputs, [outputs x inputs].</summary>
    internal static abstract void InputJacobian(ParameterStore<T> parameters, Block<T> x, Block<T> jacobian);
}
