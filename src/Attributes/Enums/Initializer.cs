namespace GenNet;

/// <summary>
/// How the weights of a layer with n_in inputs (fan-in) and n_out units (fan-out) are drawn. Biases start at zero, but under
/// <see cref="PyTorchDefault"/>.
/// </summary>
public enum Initializer
{
    /// <summary>
    /// Chosen by the activation: <see cref="HeUniform"/> for the ReLU family, that is for the activations that pass large positive z and
    /// hold back negative ones (ReLU, ReLU6, LeakyReLU, PReLU, ELU, CELU, GELU, GELUTanh, SiLU, Mish and HardSwish);
    /// <see cref="LeCunNormal"/> for SELU, which is made for it; <see cref="GlorotUniform"/> otherwise.
    /// </summary>
    Auto,

    /// <summary>Uniform in [-b, b] with b = sqrt(6 / n_in) (He et al. 2015).</summary>
    HeUniform,

    /// <summary>Normal with standard deviation sqrt(2 / n_in) (He et al. 2015).</summary>
    HeNormal,

    /// <summary>Uniform in [-b, b] with b = sqrt(6 / (n_in + n_out)) (Glorot and Bengio 2010).</summary>
    GlorotUniform,

    /// <summary>Normal with standard deviation sqrt(2 / (n_in + n_out)) (Glorot and Bengio 2010).</summary>
    GlorotNormal,

    /// <summary>Uniform in [-b, b] with b = sqrt(3 / n_in) (LeCun et al. 1998).</summary>
    LeCunUniform,

    /// <summary>Normal with standard deviation sqrt(1 / n_in) (LeCun et al. 1998).</summary>
    LeCunNormal,

    /// <summary>
    /// Normal, cut at two standard deviations, with a standard deviation of sqrt(1 / n_in) after the cut, as Keras's lecun_normal.
    /// </summary>
    TruncatedNormal,

    /// <summary>
    /// A random matrix with orthonormal rows, or columns where there are fewer of them, all equally likely (Saxe et al. 2014).
    /// Takes time that grows with n_in n_out min(n_in, n_out).
    /// </summary>
    Orthogonal,

    /// <summary>Uniform in [-b, b] with b = sqrt(1 / n_in), weights and biases both: what PyTorch's Linear does.</summary>
    PyTorchDefault,

    /// <summary>All zero.</summary>
    Zeros,

    /// <summary>All equal to <c>InitialValue</c>.</summary>
    Constant,
}
