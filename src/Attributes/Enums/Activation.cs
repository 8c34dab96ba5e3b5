namespace GenNet;

/// <summary>
/// The function g that a layer applies to its pre-activations: a = g(z).
/// </summary>
/// <remarks>At a kink the derivative is the left one, as in PyTorch: ReLU'(0) = 0.</remarks>
public enum Activation
{
    /// <summary>g(z) = z.</summary>
    Identity,

    /// <summary>g(z) = 1 for z &gt; 0, else 0. Its derivative is 0 everywhere, so neither its layer nor any before it learns.</summary>
    BinaryStep,

    /// <summary>The logistic function g(z) = 1 / (1 + exp(-z)).</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent g(z) = tanh(z).</summary>
    Tanh,

    /// <summary>g(z) = arctan(z).</summary>
    ArcTan,

    /// <summary>The rectified linear unit g(z) = max(0, z).</summary>
    ReLU,

    /// <summary>The parametric rectified linear unit g(z) = z for z &gt; 0, else alpha z, with one learned alpha a unit that starts at <c>Alpha</c> (0.25).</summary>
    PReLU,

    /// <summary>The exponential linear unit g(z) = z for z &gt; 0, else alpha (exp(z) - 1), with <c>Alpha</c> (1).</summary>
    ELU,

    /// <summary>g(z) = log(1 + exp(z)).</summary>
    Softplus,

    /// <summary>g(z)_i = exp(z_i) / sum_j exp(z_j), over the units of the layer. Legal in any layer.</summary>
    Softmax,
}
