namespace GenNet.Numerics;

/// <summary>
/// Functions that <see cref="Math"/> leaves to the platform's C library, the last bits included, for the numbers that steer training:
/// they are the same on every machine with fused multiply-add.
/// </summary>
internal static class PortableMath
{
    /// <summary>x^n for n &gt;= 0, by squaring.</summary>
    public static double Pow(double x, long n)
    {
        double power = 1;
        for (; n > 0; n >>= 1, x *= x)
        {
            if ((n & 1) != 0)
                power *= x;
        }

        return power;
    }

    /// <summary>x^y for x &gt; 0.</summary>
    public static double Pow(double x, double y) => Exp(y * Log(x));

    /// <summary>e^x.</summary>
    public static double Exp(double x) => Number(Elementary.Exp(Of(x)));

    /// <summary>The natural logarithm of x.</summary>
    public static double Log(double x) => Number(Elementary.Log(Of(x)));

    /// <summary>
    /// cos(pi x) for 0 &lt;= x &lt;= 1, by the series of the nearest of cos(pi x), sin(pi (1/2 - x)) and -cos(pi (1 - x)).
    /// </summary>
    public static double CosPi(double x) =>
        x < 0.25 ? Series(Math.PI * x, 1, 1)
        : x > 0.75 ? -Series(Math.PI * (1 - x), 1, 1)
        : Series(Math.PI * (0.5 - x), Math.PI * (0.5 - x), 2);

    /// <summary>The Taylor series of the cosine, or the sine, of |t| &lt;= pi/4, given its first term.</summary>
    private static double Series(double t, double term, int next)
    {
        double sum = term;
        for (int k = next; k < 18; k += 2)
        {
            term *= -t * t / (k * (k + 1));
            sum += term;
        }

        return sum;
    }

    private static Scalar<double> Of(double value) => Scalar<double>.Broadcast(value);

    private static double Number(Scalar<double> value) => Scalar<double>.Sum(value);
}
