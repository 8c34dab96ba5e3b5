namespace GenNet.Generator.Onnx;

/// <summary>What ONNX's operators and GenNet's activations compute, by the basic functions that <see cref="Formula"/> knows.</summary>
internal static class Formulas
{
    private const double Infinity = double.PositiveInfinity;

    public static Formula ReLU(Formula x) => x.Clip(0, Infinity);

    public static Formula LeakyReLU(Formula x, Number alpha) => ReLU(x) + (alpha * x.Clip(-Infinity, 0));

    /// <summary>x for x &gt; 0, else alpha (exp(x / width) - 1).</summary>
    public static Formula ELU(Formula x, Number alpha, Number width) => ReLU(x) + (alpha * ((x.Clip(-Infinity, 0) / width).Exp() - 1));

    public static Formula SELU(Formula x, double alpha, double gamma) => gamma * ELU(x, alpha, 1);

    public static Formula Sigmoid(Formula x) => 0.5 + (0.5 * (0.5 * x).Tanh());

    public static Formula Softplus(Formula x) => ReLU(x) + (1 + (-x.Abs()).Exp()).Log();

    /// <summary>Softplus as its definition has it, which overflows.</summary>
    public static Formula NaiveSoftplus(Formula x) => (1 + x.Exp()).Log();

    public static Formula Softsign(Formula x) => x / (1 + x.Abs());

    public static Formula HardSigmoid(Formula x, double alpha, double beta) => ((alpha * x) + beta).Clip(0, 1);

    public static Formula HardSwish(Formula x) => x * HardSigmoid(x, 1d / 6, 0.5);

    public static Formula GELU(Formula x) => 0.5 * x * (1 + (Math.Sqrt(0.5) * x).Erf());

    public static Formula GELUTanh(Formula x) => 0.5 * x * (1 + (Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))).Tanh());

    public static Formula SiLU(Formula x) => x * Sigmoid(x);

    public static Formula Mish(Formula x) => x * Softplus(x).Tanh();

    /// <summary>The variance over the units of a sample.</summary>
    public static Formula Variance(Formula x) => ((x - x.Mean()) * (x - x.Mean())).Mean();

    /// <summary>(x - mean) / sqrt(variance + epsilon) over the units of a sample.</summary>
    public static Formula LayerNorm(Formula x, double epsilon) => (x - x.Mean()) / (Variance(x) + epsilon).Root();
}
