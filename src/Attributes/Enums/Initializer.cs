namespace GenNet;

/// <summary>How the weights of a layer with n_in inputs (fan-in) and n_out units (fan-out) are drawn. Biases start at zero.</summary>
public enum Initializer
{
    /// <summary>Chosen by the activation: <see cref="HeUniform"/> after the ReLU family, <see cref="GlorotUniform"/> otherwise.</summary>
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

    /// <summary>All zero.</summary>
    Zeros,

    /// <summary>All equal to <c>InitialValue</c>.</summary>
    Constant,
}
