namespace GenNet;

/// <summary>The checks that hyperparameters have in common.</summary>
internal static class Hyperparameter
{
    public static double NotNegative(double value, string name) =>
        Check(value, double.IsFinite(value) && value >= 0, name, "finite and at least 0");

    public static double Positive(double value, string name) =>
        Check(value, double.IsFinite(value) && value > 0, name, "finite and greater than 0");

    public static double Fraction(double value, string name) =>
        Check(value, value is >= 0 and < 1, name, "at least 0 and less than 1");

    public static int AtLeast(int least, int value, string name) =>
        Check(value, value >= least, name, $"at least {least}");

    /// <summary>A value that must be what the last argument says in words.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static TValue Check<TValue>(TValue value, bool isValid, string name, string requirement) =>
        isValid ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be {requirement}.");
}
