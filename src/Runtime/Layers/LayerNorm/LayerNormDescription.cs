using System.Globalization;

namespace GenNet;

/// <summary>Layer normalisation, a = (x - mean(x)) / sqrt(var(x) + epsilon) * gamma + beta over the units of a sample.</summary>
/// <param name="Units">The numbers that it reads and writes for each sample.</param>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="Affine">Whether gamma and beta are there.</param>
public sealed partial record LayerNormDescription(int Units, double Epsilon = 1e-5, bool Affine = true) : LayerDescription(Units)
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorDescription> Tensors =>
        Affine ? [new("gamma", "weight", [Units]), new("beta", "bias", [Units])] : [];

    /// <inheritdoc/>
    public override string ToString() =>
        $"LayerNorm({Units}, {Epsilon.ToString(CultureInfo.InvariantCulture)}{(Affine ? "" : ", not affine")})";
}
