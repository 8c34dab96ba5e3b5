using System.Globalization;

namespace GenNet;

/// <summary>Dropout, which only training has; in predictions it passes on what it reads.</summary>
/// <param name="Units">The numbers that it reads and writes for each sample.</param>
/// <param name="Rate">The probability with which training drops a number.</param>
public sealed partial record DropoutDescription(int Units, double Rate) : LayerDescription(Units)
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorDescription> Tensors => [];

    /// <inheritdoc/>
    public override string ToString() => $"Dropout({Rate.ToString(CultureInfo.InvariantCulture)})";
}
