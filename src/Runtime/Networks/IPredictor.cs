using System.Numerics;

namespace GenNet;

/// <summary>
/// What every generated network of a precision can do, also one whose weights are compiled in. It does not say which class the network
/// is of, so that one of several can be chosen while a program runs.
/// </summary>
/// <typeparam name="T">Its floating-point type.</typeparam>
/// <remarks>
/// Batches are row-major: m samples are m x <see cref="InputSize"/> numbers, sample after sample, and m is taken from the lengths.
/// </remarks>
public interface IPredictor<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of features of a sample, n_0.</summary>
    int InputSize { get; }

    /// <summary>The number of outputs of a sample, n_L.</summary>
    int OutputSize { get; }

    /// <summary>The number of layers, L, each with what its attribute gives it.</summary>
    int LayerCount { get; }

    /// <summary>The number of learnable parameters.</summary>
    int ParameterCount { get; }

    /// <summary>Computes the outputs of m samples; m may be 0.</summary>
    /// <param name="inputs">[m x <see cref="InputSize"/>].</param>
    /// <param name="outputs">
    /// [m x <see cref="OutputSize"/>], in memory of its own, or in that of <paramref name="inputs"/> where both are equally long.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A length does not fit, the spans overlap otherwise, or an embedding reads a number that is no category's; nothing has been written.
    /// </exception>
    void Predict(ReadOnlySpan<T> inputs, Span<T> outputs);

    /// <summary>
    /// Looks at inputs of which an embedding reads some, as <see cref="Predict"/> and whatever else takes inputs does before anything
    /// changes; in networks without one there is nothing to ask.
    /// </summary>
    /// <param name="inputs">[m x <see cref="InputSize"/>].</param>
    /// <param name="name">What the caller calls them, for the exception.</param>
    /// <exception cref="ArgumentException">A number that an embedding reads is that of no category.</exception>
    void CheckInputs(ReadOnlySpan<T> inputs, string name)
    {
    }
}

/// <summary>
/// What every generated network can do, also one whose weights are compiled in, with sizes that are known of its class alone, so that
/// code for any network is written once.
/// </summary>
/// <typeparam name="TSelf">The network's class.</typeparam>
/// <typeparam name="T">Its floating-point type.</typeparam>
public interface IPredictor<TSelf, T> : IPredictor<T>
    where TSelf : class, IPredictor<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc cref="IPredictor{T}.InputSize"/>
    new static abstract int InputSize { get; }

    /// <inheritdoc cref="IPredictor{T}.OutputSize"/>
    new static abstract int OutputSize { get; }

    /// <inheritdoc cref="IPredictor{T}.LayerCount"/>
    new static abstract int LayerCount { get; }

    /// <inheritdoc cref="IPredictor{T}.ParameterCount"/>
    new static abstract int ParameterCount { get; }

    int IPredictor<T>.InputSize => TSelf.InputSize;

    int IPredictor<T>.OutputSize => TSelf.OutputSize;

    int IPredictor<T>.LayerCount => TSelf.LayerCount;

    int IPredictor<T>.ParameterCount => TSelf.ParameterCount;
}
