namespace GenNet.Tests.Support;

/// <summary>Comparisons of numbers that say where and by how much they differ.</summary>
public static class Close
{
    /// <summary>
    /// Float32 arithmetic against the same in float64, over networks as small as the recorded ones: sums of at most a few dozen
    /// terms lose some units of 2^-24 of their largest term, and ten steps of training keep that order (PyTorch's own float32
    /// stays within half of this).
    /// </summary>
    public static readonly Tolerance Single = new(Relative: 2e-5, Absolute: 1e-6);

    /// <summary>Float64 against float64: another order of summation, no more.</summary>
    public static readonly Tolerance Double = new(Relative: 1e-9, Absolute: 1e-15);

    /// <summary>
    /// Float32 against float64 where sums run over hundreds of terms that cancel: then the error has the scale of the terms and
    /// not of the sum, so that the absolute part follows the largest number of the vector.
    /// </summary>
    public static Tolerance Long(double[] expected) => new(Relative: 1e-4, Absolute: 1e-5 * expected.Max(Math.Abs));

    /// <summary>
    /// A loss in float32 against float64. It is a difference of logits where the network is sure of itself, so that a small one
    /// still has the rounding of the logits: a unit of 2^-24 of some tens.
    /// </summary>
    public static readonly Tolerance Loss = new(Relative: 1e-4, Absolute: 1e-5);

    public static void To(double[] expected, ReadOnlySpan<float> actual, Tolerance tolerance, string what) =>
        To(Array.ConvertAll(expected, Overflowing), Widen(actual), tolerance, what);

    public static void To(double[] expected, double[] actual, Tolerance tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            // Equal covers infinities, whose difference is NaN; a NaN that was not expected fails either way.
            if (expected[i].Equals(actual[i]) || Math.Abs(actual[i] - expected[i]) <= tolerance.At(expected[i])) continue;
            Assert.Fail($"{what}[{i}] is {actual[i]:R}, expected {expected[i]:R} within {tolerance.At(expected[i]):E1}");
        }
    }

    public static void To(double expected, double actual, Tolerance tolerance, string what) =>
        To([expected], new double[] { actual }, tolerance, what);

    /// <summary>The same bits, NaNs and signs of zero included.</summary>
    public static void SameBits(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i])) continue;
            Assert.Fail($"{what}[{i}] is {actual[i]:R}, expected exactly {expected[i]:R}");
        }
    }

    /// <summary>A number that is infinite as a float, as such; any other as it is.</summary>
    private static double Overflowing(double value) => float.IsInfinity((float)value) ? (float)value : value;

    public static double[] Widen(ReadOnlySpan<float> values)
    {
        double[] wide = new double[values.Length];
        for (int i = 0; i < wide.Length; i++) wide[i] = values[i];
        return wide;
    }

    public static float[] Narrow(double[] values) => Array.ConvertAll(values, value => (float)value);
}

/// <summary>How far from the expected value a number may be.</summary>
public readonly record struct Tolerance(double Relative, double Absolute)
{
    public double At(double expected) => Absolute + (Relative * Math.Abs(expected));
}
