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
    [ActivationFacts("", IsShort = true)]
    Identity,

    /// <summary>g(z) = 1 for z &gt; 0, else 0. Its derivative is 0 everywhere, so neither its layer nor any before learns by it.</summary>
    [ActivationFacts("step", IsShort = true)]
    BinaryStep,

    /// <summary>The logistic function g(z) = 1 / (1 + exp(-z)).</summary>
    [ActivationFacts("sigmoid")]
    Sigmoid,

    /// <summary>g(z) = log(1 / (1 + exp(-z))).</summary>
    [ActivationFacts("logsigmoid", DerivativeNeedsZ = true)]
    LogSigmoid,

    /// <summary>The hyperbolic tangent g(z) = tanh(z).</summary>
    [ActivationFacts("tanh")]
    Tanh,

    /// <summary>g(z) = z - tanh(z).</summary>
    [ActivationFacts("tanhshrink", DerivativeNeedsZ = true)]
    TanhShrink,

    /// <summary>g(z) = arctan(z).</summary>
    [ActivationFacts("arctan", DerivativeNeedsZ = true)]
    ArcTan,

    /// <summary>The rectified linear unit g(z) = max(0, z).</summary>
    [ActivationFacts("ReLU", IsShort = true, Initializer = Initializer.HeUniform)]
    ReLU,

    /// <summary>The rectified linear unit that ends at six: g(z) = min(max(0, z), 6).</summary>
    [ActivationFacts("ReLU6", DerivativeNeedsZ = true, Initializer = Initializer.HeUniform)]
    ReLU6,

    /// <summary>The leaky rectified linear unit g(z) = z for z &gt; 0, else alpha z, with <c>Alpha</c> (0.01) at least 0.</summary>
    [ActivationFacts("LeakyReLU", IsShort = true, Alpha = 0.01, AlphaAtLeast = 0, Initializer = Initializer.HeUniform)]
    LeakyReLU,

    /// <summary>
    /// The parametric rectified linear unit g(z) = z for z &gt; 0, else alpha z, with one learned alpha a unit that starts at
    /// <c>Alpha</c> (0.25).
    /// </summary>
    [ActivationFacts("PReLU", Kind = ActivationKind.Parametric, DerivativeNeedsZ = true, Alpha = 0.25, Initializer = Initializer.HeUniform)]
    PReLU,

    /// <summary>The exponential linear unit g(z) = z for z &gt; 0, else alpha (exp(z) - 1), with <c>Alpha</c> (1).</summary>
    [ActivationFacts("ELU", DerivativeNeedsZ = true, Alpha = 1, Initializer = Initializer.HeUniform)]
    ELU,

    /// <summary>
    /// The scaled exponential linear unit g(z) = lambda z for z &gt; 0, else lambda alpha (exp(z) - 1), with lambda = 1.0507... and
    /// alpha = 1.6732..., which keep mean 0 and variance 1 from layer to layer where weights are <see cref="Initializer.LeCunNormal"/>.
    /// </summary>
    [ActivationFacts("SELU", DerivativeNeedsZ = true, Initializer = Initializer.LeCunNormal)]
    SELU,

    /// <summary>
    /// The continuously differentiable exponential linear unit g(z) = z for z &gt; 0, else alpha (exp(z / alpha) - 1), with
    /// <c>Alpha</c> (1) greater than 0.
    /// </summary>
    [ActivationFacts("CELU", DerivativeNeedsZ = true, Alpha = 1, AlphaAbove = 0, Initializer = Initializer.HeUniform)]
    CELU,

    /// <summary>The Gaussian error linear unit g(z) = z (1 + erf(z / sqrt(2))) / 2, exactly.</summary>
    [ActivationFacts("GELU", DerivativeNeedsZ = true, Initializer = Initializer.HeUniform)]
    GELU,

    /// <summary>Its approximation g(z) = z (1 + tanh(sqrt(2 / pi) (z + 0.044715 z^3))) / 2.</summary>
    [ActivationFacts("GELUtanh", DerivativeNeedsZ = true, Initializer = Initializer.HeUniform)]
    GELUTanh,

    /// <summary>The sigmoid linear unit, or swish, g(z) = z / (1 + exp(-z)).</summary>
    [ActivationFacts("SiLU", DerivativeNeedsZ = true, Initializer = Initializer.HeUniform)]
    SiLU,

    /// <summary>g(z) = z tanh(log(1 + exp(z))).</summary>
    [ActivationFacts("mish", DerivativeNeedsZ = true, Initializer = Initializer.HeUniform)]
    Mish,

    /// <summary>g(z) = log(1 + exp(beta z)) / beta, with <c>Beta</c> (1) greater than 0.</summary>
    [ActivationFacts("softplus", DerivativeNeedsZ = true, Beta = 1, BetaAbove = 0)]
    Softplus,

    /// <summary>g(z) = z / (1 + |z|).</summary>
    [ActivationFacts("softsign", DerivativeNeedsZ = true)]
    Softsign,

    /// <summary>g(z) = min(max(0, z / 6 + 1/2), 1).</summary>
    [ActivationFacts("hardsigmoid", DerivativeNeedsZ = true)]
    HardSigmoid,

    /// <summary>g(z) = min(max(alpha, z), beta), with <c>Alpha</c> (-1) less than <c>Beta</c> (1).</summary>
    [ActivationFacts("hardtanh", DerivativeNeedsZ = true, Alpha = -1, Beta = 1)]
    HardTanh,

    /// <summary>g(z) = z min(max(0, z / 6 + 1/2), 1).</summary>
    [ActivationFacts("hardswish", DerivativeNeedsZ = true, Initializer = Initializer.HeUniform)]
    HardSwish,

    /// <summary>g(z) = exp(z).</summary>
    [ActivationFacts("exp")]
    Exponential,

    /// <summary>g(z)_i = exp(z_i) / sum_j exp(z_j), over the units of the layer. Legal in any layer.</summary>
    [ActivationFacts("softmax", Kind = ActivationKind.AcrossUnits, LayerDelta = "{0} * ({1} - sum({1} * {0}))")]
    Softmax,

    /// <summary>g(z)_i = z_i - log sum_j exp(z_j), over the units of the layer. Legal in any layer.</summary>
    [ActivationFacts("logsoftmax", Kind = ActivationKind.AcrossUnits, LayerDelta = "{1} - exp({0}) * sum({1})")]
    LogSoftmax,
}
