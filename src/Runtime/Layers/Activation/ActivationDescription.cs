using System.Globalization;

namespace GenNet;

/// <summary>An activation, a = g(z).</summary>
/// <param name="Units">The numbers that it reads and writes for each sample.</param>
/// <param name="Activation">g, or null where it is the user's own.</param>
/// <param name="ActivationName">The name of g.</param>
/// <param name="Alpha">Its alpha, at which a PReLU's slopes start; null where it has none.</param>
/// <param name="Beta">Its beta; null where it has none.</param>
public sealed partial record ActivationDescription(
    int Units, Activation? Activation, string ActivationName, double? Alpha = null, double? Beta = null) : LayerDescription(Units)
{
    /// <summary>One that is not the user's own.</summary>
    public ActivationDescription(int units, Activation activation, double? alpha = null, double? beta = null)
        : this(units, activation, activation.ToString(), alpha, beta)
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TensorDescription> Tensors =>
        Activation == GenNet.Activation.PReLU ? [new("alpha", "weight", [Units])] : [];

    /// <inheritdoc/>
    public override string ToString()
    {
        string[] numbers =
            [.. new[] { Alpha, Beta }.OfType<double>().Select(number => number.ToString(CultureInfo.InvariantCulture))];
        return numbers.Length == 0 ? ActivationName : $"{ActivationName}({string.Join(", ", numbers)})";
    }
}
