namespace GenNet;

/// <summary>
/// Layer normalisation (Ba, Kiros, Hinton 2016), as PyTorch's <c>nn.LayerNorm</c>: the units of each sample are brought to mean 0 and
/// variance 1, a = (x - mean(x)) / sqrt(var(x) + Epsilon) * gamma + beta, with the biased variance mean((x - mean(x))^2).
/// </summary>
/// <remarks>
/// gamma [units] starts at 1 and beta [units] at 0; they are learned, in this order, and files name them <c>weight</c> and <c>bias</c>.
/// A network with such a layer is written as register tiles.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>What is added to the variance, greater than 0.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether gamma and beta are there.</summary>
    public bool Affine { get; set; } = true;
}
