using System.Globalization;
using GenNet.SafeTensors;

namespace GenNet;

/// <summary>What a layer computes, for code that takes any network: z = W a + b, then g(z).</summary>
/// <param name="Inputs">The number of inputs, n_(l-1).</param>
/// <param name="Units">The number of units, n_l.</param>
/// <param name="Activation">g, or null where it is the user's own.</param>
/// <param name="ActivationName">The name of g.</param>
/// <param name="Alpha">The activation's alpha, at which a PReLU's slopes start; null where it has none.</param>
/// <param name="Beta">The activation's beta; null where it has none.</param>
/// <param name="HasBias">Whether it has a bias b.</param>
/// <param name="DropoutRate">The probability with which training drops an output; null where no dropout is declared.</param>
public sealed record LayerDescription(
    int Inputs, int Units, Activation? Activation, string ActivationName, double? Alpha, double? Beta, bool HasBias, double? DropoutRate)
{
    /// <summary>The layer's modules for the reader of files: <c>Dense(64, 32, no bias), ELU(1), Dropout(0.5)</c>.</summary>
    internal string Modules
    {
        get
        {
            string[] numbers = [.. new[] { Alpha, Beta }.OfType<double>().Select(Text)];
            return $"Dense({Inputs}, {Units}{(HasBias ? "" : ", no bias")})"
                + (Activation == GenNet.Activation.Identity ? "" : $", {ActivationName}")
                + (numbers.Length == 0 ? "" : $"({string.Join(", ", numbers)})")
                + (DropoutRate is { } rate ? $", Dropout({Text(rate)})" : "");

            static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
        }
    }

    internal SequentialLayer Sequential => new(Inputs, Units, Activation, HasBias, HasDropout: DropoutRate is not null);
}
