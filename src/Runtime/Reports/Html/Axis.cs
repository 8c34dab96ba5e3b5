using System.Globalization;
using GenNet.Numerics;

namespace GenNet.Reports;

/// <summary>Where numbers stand on an axis, and which of them are written beside it.</summary>
internal sealed class Axis
{
    /// <summary>From how many times the least the greatest number is, an axis of positive numbers goes by their logarithms.</summary>
    private const double LogarithmicFrom = 50;

    private readonly double _low, _high;

    private Axis(double low, double high, bool isLogarithmic, double[] ticks)
    {
        IsLogarithmic = isLogarithmic;
        Ticks = ticks;
        Ends = [low, high];
        _low = Scaled(low);
        _high = Scaled(high);
    }

    public bool IsLogarithmic { get; }

    /// <summary>The numbers that are written, ascending.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>The numbers at its beginning and its end.</summary>
    public IEnumerable<double> Ends { get; }

    /// <summary>An axis with room for numbers, those that are finite.</summary>
    /// <param name="numbers">The numbers; without a finite one the axis is that of 0 to 1.</param>
    /// <param name="ticks">About how many there are to be.</param>
    public static Axis For(IEnumerable<double> numbers, int ticks = 5)
    {
        double[] finite = [.. numbers.Where(double.IsFinite).DefaultIfEmpty(0)];
        double low = finite.Min(), high = finite.Max();
        if (low > 0 && high / low >= LogarithmicFrom)
            return new Axis(low, high, true, LogarithmicTicks(low, high));
        if (high - low <= 1e-12 * Math.Max(Math.Abs(low), Math.Abs(high)))
            (low, high) = low == 0 ? (0, 1) : (low - 0.1 * Math.Abs(low), high + 0.1 * Math.Abs(high));
        double step = Step((high - low) / ticks);
        (double first, double last) = (Math.Floor(low / step + 1e-9), Math.Ceiling(high / step - 1e-9));
        return new Axis(
            first * step, last * step, false, [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)]);
    }

    /// <summary>An axis from 1 to a count, with whole numbers.</summary>
    public static Axis Counting(int count)
    {
        if (count == 1)
            return new Axis(0.5, 1.5, false, [1]);
        int step = (int)Math.Max(1, Step(count / 6.0));
        return new Axis(1, count, false, [1, .. Enumerable.Range(1, count / step).Select(i => (double)i * step).Where(tick => tick > 1)]);
    }

    /// <summary>Where a number stands, from 0 at the axis' beginning to 1 at its end.</summary>
    public double Place(double number) => (Scaled(number) - _low) / (_high - _low);

    private double Scaled(double number) => IsLogarithmic ? PortableMath.Log(number) : number;

    /// <summary>The power of ten, twice or five times that, which is nearest above.</summary>
    private static double Step(double least)
    {
        double power = TenTo(Exponent(least));
        return power * (least <= power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10);
    }

    /// <summary>Powers of ten, and between few of them three times that, or twice and five times: what is written has room.</summary>
    private static double[] LogarithmicTicks(double low, double high)
    {
        int first = Exponent(low), last = Exponent(high) + (TenTo(Exponent(high)) < high ? 1 : 0);
        int step = (last - first) / 8 + 1;
        double[] factors = (last - first) switch { <= 2 => [1, 2, 5], 3 => [1, 3], _ => [1] };
        return
        [
            .. from power in Enumerable.Range(0, last - first + 1)
               where power % step == 0
               from factor in factors
               let tick = factor * TenTo(first + power)
               where tick >= low && tick <= high
               select tick,
        ];
    }

    /// <summary>The exponent that a number has when it is written as 1.5E+003.</summary>
    private static int Exponent(double number) =>
        int.Parse(number.ToString("E16", CultureInfo.InvariantCulture).Split('E')[1], CultureInfo.InvariantCulture);

    private static double TenTo(int exponent) =>
        double.Parse(string.Create(CultureInfo.InvariantCulture, $"1E{exponent}"), CultureInfo.InvariantCulture);
}
