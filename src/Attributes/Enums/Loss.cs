namespace GenNet;

/// <summary>
/// The cost of one sample with outputs a and targets y over the units k = 1..n.
/// </summary>
public enum Loss
{
    /// <summary>Chosen by the output: Softmax gives <see cref="CrossEntropy"/>, Sigmoid gives <see cref="BinaryCrossEntropy"/>, anything else <see cref="MeanSquaredError"/>.</summary>
    Auto,

    /// <summary>(1/n) sum_k (a_k - y_k)^2.</summary>
    MeanSquaredError,

    /// <summary>sum_k (a_k - y_k)^2.</summary>
    SquaredError,

    /// <summary>- sum_k y_k log softmax(z)_k. Needs a Softmax output (fused with it) or an Identity output (whose values are the logits).</summary>
    CrossEntropy,

    /// <summary>-(1/n) sum_k [y_k log s(z_k) + (1 - y_k) log(1 - s(z_k))], s the logistic function. Needs a Sigmoid output (fused with it) or an Identity output (whose values are the logits).</summary>
    BinaryCrossEntropy,
}
