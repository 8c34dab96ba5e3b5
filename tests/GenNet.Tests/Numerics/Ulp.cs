namespace GenNet.Tests.Numerics;

/// <summary>Errors in units in the last place of the exact result; infinity counts as the power of two after the largest number.</summary>
internal static class Ulp
{
    /// <summary>The error of a float against an exact value given in double precision; NaN is right for NaN alone.</summary>
    public static double Error(float actual, double exact)
    {
        if (double.IsNaN(exact) || float.IsNaN(actual)) return double.IsNaN(exact) == float.IsNaN(actual) ? 0 : double.PositiveInfinity;

        // 2^128 and half the distance to it from the largest float.
        const double overflow = 3.4028236692093846e38, rounding = 1.0141204801825835e31;
        double value = float.IsInfinity(actual) ? Math.CopySign(overflow, actual) : actual;
        double target = Math.Abs(exact) >= overflow - rounding ? Math.CopySign(overflow, exact) : exact;

        long exponent = (BitConverter.DoubleToInt64Bits(Math.Min(Math.Abs(exact), float.MaxValue)) >> 52) - 1023;
        double ulp = BitConverter.Int64BitsToDouble((Math.Max(exponent, -126) - 23 + 1023) << 52);
        return Math.Abs(value - target) / ulp;
    }

    /// <summary>The error of a double against one next to the exact value and what is left to that value.</summary>
    public static double Error(double actual, double near, double rest)
    {
        if (double.IsNaN(near) || double.IsNaN(actual)) return double.IsNaN(near) == double.IsNaN(actual) ? 0 : double.PositiveInfinity;
        if (double.IsInfinity(near) || double.IsInfinity(actual)) return actual == near ? 0 : double.PositiveInfinity;

        double ulp = Math.BitIncrement(Math.Abs(near)) - Math.Abs(near);
        return Math.Abs((actual - near) / ulp - rest);
    }
}
