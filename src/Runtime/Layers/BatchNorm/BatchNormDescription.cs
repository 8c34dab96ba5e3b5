using System.Globalization;

namespace GenNet;

/// <summary>
/// Batch normalisation, a = (x - mean) / sqrt(var + epsilon) * gamma + beta, where the mean and the variance of each unit are those of the
/// batch in training, and running ones otherwise.
/// </summary>
/// <param name="Units">The numbers that it reads and writes for each sample.</param>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="Momentum">How far a step of training moves the running statistics.</param>
public sealed partial record BatchNormDescription(int Units, double Epsilon = 1e-5, double Momentum = 0.1) : LayerDescription(Units)
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorDescription> Tensors =>
    [
        new("gamma", "weight", [Units]),
        new("beta", "bias", [Units]),
        new("mean", "running_mean", [Units], IsBuffer: true),
        new("var", "running_var", [Units], IsBuffer: true),
    ];

    /// <summary>One sample has no variance.</summary>
    internal override int LeastBatch => 2;

    /// <inheritdoc/>
    public override string ToString() =>
        $"BatchNorm({Units}, {Epsilon.ToString(CultureInfo.InvariantCulture)}, {Momentum.ToString(CultureInfo.InvariantCulture)})";
}
