namespace GenNet;

/// <summary>
/// The function g that a layer applies to its pre-activations: a = g(z).
/// </summary>
/// <remarks>
/// At a kink the derivative is the left one: ReLU'(0) = 0, as in PyTorch. PyTorch has others at the upper kinks of <see cref="ReLU6"/>,
/// <see cref="HardSigmoid"/> and <see cref="HardTanh"/> (0) and at the kinks of <see cref="HardSwish"/> (-1/2 and 1).
/// </remarks>
public enum Activation
{
    /// <summary>g(z) = z.</summary>
    Identity,

    /// <summary>g(z) = 1 for z &gt; 0, else 0. Its derivative is 0 everywhere, so neither its layer nor any before it learns.</summary>
    BinaryStep,

    /// <summary>The logistic function g(z) = 1 / (1 + exp(-z)).</summary>
    Sigmoid,

    /// <summary>g(z) = log(1 / (1 + exp(-z))).</summary>
    LogSigmoid,

    /// <summary>The hyperbolic tangent g(z) = tanh(z).</summary>
    Tanh,

    /// <summary>g(z) = z - tanh(z).</summary>
    TanhShrink,

    /// <summary>g(z) = arctan(z).</summary>
    ArcTan,

    /// <summary>The rectified linear unit g(z) = max(0, z).</summary>
    ReLU,

    /// <summary>The rectified linear unit that ends at six: g(z) = min(max(0, z), 6).</summary>
    ReLU6,

    /// <summary>The leaky rectified linear unit g(z) = z for z &gt; 0, else alpha z, with <c>Alpha</c> (0.01) at least 0.</summary>
    LeakyReLU,

    /// <summary>
    /// The parametric rectified linear unit g(z) = z for z &gt; 0, else alpha z, with one learned alpha a unit that starts at
    /// <c>Alpha</c> (0.25).
    /// </summary>
    PReLU,

    /// <summary>The exponential linear unit g(z) = z for z &gt; 0, else alpha (exp(z) - 1), with <c>Alpha</c> (1).</summary>
    ELU,

    /// <summary>
    /// The scaled exponential linear unit g(z) = lambda z for z &gt; 0, else lambda alpha (exp(z) - 1), with lambda = 1.0507... and
    /// alpha = 1.6732..., which keep mean 0 and variance 1 from layer to layer where weights are <see cref="Initializer.LeCunNormal"/>.
    /// </summary>
    SELU,

    /// <summary>
    /// The continuously differentiable exponential linear unit g(z) = z for z &gt; 0, else alpha (exp(z / alpha) - 1), with
    /// <c>Alpha</c> (1) greater than 0.
    /// </summary>
    CELU,

    /// <summary>The Gaussian error linear unit g(z) = z (1 + erf(z / sqrt(2))) / 2, exactly.</summary>
    GELU,

    /// <summary>Its approximation g(z) = z (1 + tanh(sqrt(2 / pi) (z + 0.044715 z^3))) / 2.</summary>
    GELUTanh,

    /// <summary>The sigmoid linear unit, or swish, g(z) = z / (1 + exp(-z)).</summary>
    SiLU,

    /// <summary>g(z) = z tanh(log(1 + exp(z))).</summary>
    Mish,

    /// <summary>g(z) = log(1 + exp(beta z)) / beta, with <c>Beta</c> (1) greater than 0.</summary>
    Softplus,

    /// <summary>g(z) = z / (1 + |z|).</summary>
    Softsign,

    /// <summary>g(z) = min(max(0, z / 6 + 1/2), 1).</summary>
    HardSigmoid,

    /// <summary>g(z) = min(max(alpha, z), beta), with <c>Alpha</c> (-1) less than <c>Beta</c> (1).</summary>
    HardTanh,

    /// <summary>g(z) = z min(max(0, z / 6 + 1/2), 1).</summary>
    HardSwish,

    /// <summary>g(z) = exp(z).</summary>
    Exponential,

    /// <summary>g(z)_i = exp(z_i) / sum_j exp(z_j), over the units of the layer. Legal in any layer.</summary>
    Softmax,

    /// <summary>g(z)_i = z_i - log sum_j exp(z_j), over the units of the layer. Legal in any layer.</summary>
    LogSoftmax,
}
