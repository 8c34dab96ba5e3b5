using GenNet.Tests.Support;

namespace GenNet.Generator.Tests.Gradcheck;

/// <summary>Numbers of one kind against what they should be, with the worst of them.</summary>
/// <param name="with">What they are compared with.</param>
internal sealed class Comparison(string with)
{
    public string With { get; } = with;

    /// <summary>The worst error so far as a share of its tolerance: up to 1 is right.</summary>
    public double Worst { get; private set; } = double.NegativeInfinity;

    public bool IsRight => Worst <= 1;

    /// <summary>Which number it is, and how far from which.</summary>
    public string Description { get; private set; } = $"{with}: nothing compared";

    public void Compare(string what, double[] expected, double[] actual, Tolerance tolerance)
    {
        if (expected.Length != actual.Length)
            throw new ArgumentException($"{what} has {actual.Length} numbers instead of {expected.Length}");
        for (int i = 0; i < expected.Length; i++)
        {
            double share = Math.Abs(actual[i] - expected[i]) / tolerance.At(expected[i]);
            if (double.IsNaN(share)) // As any NaN is wrong, wherever it comes from.
                share = double.PositiveInfinity;
            if (share <= Worst)
                continue;
            Worst = share;
            Description = $"{With}: {what}[{i}] is {actual[i]:R} instead of {expected[i]:R}, {share:G3} of the tolerance";
        }
    }
}
