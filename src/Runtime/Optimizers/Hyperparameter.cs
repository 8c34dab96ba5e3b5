namespace GenNet;

/// <summary>The checks that hyperparameters have in common.</summary>
internal static class Hyperparameter
{
    public static double NotNegative(double value, string name) =>
        double.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be finite and at least 0.");

    public static double Fraction(double value, string name) =>
        value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be at least 0 and less than 1.");
}
