using System.Globalization;

namespace GenNet;

/// <summary>
/// Batch normalisation, a = (x - mean) / sqrt(var + epsilon) * gamma + beta, where the mean and the variance of each unit are those of the
/// batch in training, over all frames where it reads sequences, and running ones otherwise.
/// </summary>
/// <param name="Units">The numbers that it reads and writes for each sample, or for each of its frames.</param>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="Momentum">How far a step of training moves the running statistics.</param>
/// <param name="Frames">The frames of a sample; 1 where it reads no sequence.</param>
public sealed partial record BatchNormDescription(int Units, double Epsilon = 1e-5, double Momentum = 0.1, int Frames = 1)
    : LayerDescription(Units)
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorDescription> Tensors =>
    [
        new("gamma", "weight", [Units]),
        new("beta", "bias", [Units]),
        new("mean", "running_mean", [Units], IsBuffer: true),
        new(TensorDescription.VarianceSymbol, "running_var", [Units], IsBuffer: true),
    ];

    internal override bool IsBatchwise => true;

    /// <summary>A single number has no variance.</summary>
    internal override int LeastBatch => Frames > 1 ? 1 : 2;

    /// <inheritdoc/>
    public override string ToString() =>
        $"BatchNorm({Units}, {Epsilon.ToString(CultureInfo.InvariantCulture)}, {Momentum.ToString(CultureInfo.InvariantCulture)})";
}
