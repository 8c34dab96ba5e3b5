using System.Globalization;
using System.Numerics;

namespace GenNet;

/// <summary>The class that a sample is taken for.</summary>
/// <typeparam name="T">The network's floating-point type.</typeparam>
/// <param name="Label">The number of the class.</param>
/// <param name="ClassName">Its name; its number where classes have no names.</param>
/// <param name="Probability">Its probability, from 0 to 1.</param>
public readonly record struct ClassPrediction<T>(int Label, string ClassName, T Probability)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary><c>versicolor (93.1 %)</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{ClassName} ({100 * double.CreateTruncating(Probability):F1} %)");
}
