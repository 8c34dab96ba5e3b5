using System.Numerics;

namespace GenNet;

/// <summary>
/// What every generated network can do, also one whose weights are compiled in, so that code for any network is written once.
/// </summary>
/// <typeparam name="TSelf">The network's class.</typeparam>
/// <typeparam name="T">Its floating-point type.</typeparam>
/// <remarks>
/// Batches are row-major: m samples are m x <see cref="InputSize"/> numbers, sample after sample, and m is taken from the lengths.
/// </remarks>
public interface IPredictor<TSelf, T>
    where TSelf : class, IPredictor<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of features of a sample, n_0.</summary>
    static abstract int InputSize { get; }

    /// <summary>The number of outputs of a sample, n_L.</summary>
    static abstract int OutputSize { get; }

    /// <summary>The number of layers with units, L.</summary>
    static abstract int LayerCount { get; }

    /// <summary>The number of learnable parameters.</summary>
    static abstract int ParameterCount { get; }

    /// <summary>Computes the outputs of m samples; m may be 0.</summary>
    /// <param name="inputs">[m x <see cref="InputSize"/>].</param>
    /// <param name="outputs">[m x <see cref="OutputSize"/>].</param>
    /// <exception cref="ArgumentException">A length does not fit; nothing has been written.</exception>
    void Predict(ReadOnlySpan<T> inputs, Span<T> outputs);
}
