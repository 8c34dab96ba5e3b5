namespace GenNet;

/// <summary>
/// The cost of one sample with outputs a and targets y over the units k = 1..n.
/// </summary>
public enum Loss
{
    /// <summary>
    /// Chosen by the output: Softmax gives <see cref="CrossEntropy"/>, Sigmoid gives <see cref="BinaryCrossEntropy"/>, anything else
    /// <see cref="MeanSquaredError"/>.
    /// </summary>
    Auto,

    /// <summary>(1/n) sum_k (a_k - y_k)^2.</summary>
    MeanSquaredError,

    /// <summary>sum_k (a_k - y_k)^2.</summary>
    SquaredError,

    /// <summary>(1/n) sum_k |a_k - y_k|.</summary>
    MeanAbsoluteError,

    /// <summary>(1/n) sum_k f(a_k - y_k) with f(e) = e^2 / 2 for |e| &lt;= 1, else |e| - 1/2: delta is 1.</summary>
    Huber,

    /// <summary>
    /// - sum_k y_k log softmax(z)_k. Needs a Softmax output (fused with it) or an Identity output (whose values are the logits).
    /// </summary>
    CrossEntropy,

    /// <summary>
    /// -(1/n) sum_k [y_k log s(z_k) + (1 - y_k) log(1 - s(z_k))], s the logistic function. Needs a Sigmoid output (fused with it) or an
    /// Identity output (whose values are the logits).
    /// </summary>
    BinaryCrossEntropy,

    /// <summary>- sum_k y_k a_k. Needs a LogSoftmax output, with which it is fused: it is the cross-entropy of its z.</summary>
    NegativeLogLikelihood,

    /// <summary>
    /// sum_k y_k (log y_k - log p_k), where 0 log 0 = 0. Needs a Softmax output, whose a is p, or a LogSoftmax output, whose a is
    /// log p; fused with either.
    /// </summary>
    KullbackLeibler,

    /// <summary>(1/n) sum_k max(0, 1 - y_k a_k) with y = -1 or 1: a label is 1 for its class and -1 for the others.</summary>
    Hinge,

    /// <summary>(1/n) sum_k log cosh(a_k - y_k).</summary>
    LogCosh,

    /// <summary>
    /// (1/n) sum_k exp(a_k) - y_k a_k: outputs are logarithms of the means of Poisson distributions, targets are counts, and log(y!),
    /// which no parameter changes, is left out, as by PyTorch's default.
    /// </summary>
    PoissonNegativeLogLikelihood,
}
