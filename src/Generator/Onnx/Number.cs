using System.Globalization;
using DataType = Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Onnx;

/// <summary>A number that a formula has: the same for all units, or one for each.</summary>
internal readonly struct Number(params double[] values)
{
    // What floats, and products of some of them, lose of a formula's constants; two formulas of the field differ by far more.
    private const double RelativeTolerance = 3e-6, AbsoluteTolerance = 1e-8;

    private readonly double[] _values = values;

    public bool IsScalar => _values.Length == 1;

    /// <summary>The number that is the same for all units.</summary>
    public double Scalar => _values[0];

    public double this[int unit] => _values[IsScalar ? 0 : unit];

    public bool IsZero => Array.TrueForAll(_values, value => value == 0);

    public bool IsOne => Array.TrueForAll(_values, value => value == 1);

    public bool IsFinite => Array.TrueForAll(_values, value => Math.Abs(value) < double.PositiveInfinity);

    /// <summary>A float's shortest digits: 0.01 and not 0.00999999977648258.</summary>
    public static double OfFloat(double value) =>
        double.Parse(((float)value).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A number as a type has it.</summary>
    public static double Rounded(double value, DataType type) => type == DataType.Double ? value : (float)value;

    public static implicit operator Number(double value) => new(value);

    public static Number operator +(Number x, Number y) => Zip(x, y, (a, b) => a + b);

    public static Number operator *(Number x, Number y) => Zip(x, y, (a, b) => a * b);

    public static Number operator /(Number x, Number y) => Zip(x, y, (a, b) => a / b);

    /// <summary>One for each of some units.</summary>
    public double[] Repeat(int units)
    {
        Number number = this;
        return [.. Enumerable.Range(0, units).Select(unit => number[unit])];
    }

    /// <summary>That of some units.</summary>
    public Number Select(int[] units)
    {
        double[] values = _values;
        return IsScalar ? this : new([.. units.Select(unit => values[unit])]);
    }

    /// <summary>Whether two numbers are the same but for rounding.</summary>
    public static bool AreNear(Number x, Number y)
    {
        int count = Math.Max(x._values.Length, y._values.Length);
        for (int unit = 0; unit < count; unit++)
        {
            if (!AreNear(x[unit], y[unit]))
                return false;
        }

        return true;
    }

    /// <inheritdoc cref="AreNear(Number, Number)"/>
    public static bool AreNear(double x, double y)
    {
        double difference = Math.Abs(x - y);
        return x == y || (difference < double.PositiveInfinity
            && difference <= AbsoluteTolerance + (RelativeTolerance * Math.Max(Math.Abs(x), Math.Abs(y))));
    }

    private static Number Zip(Number x, Number y, Func<double, double, double> function)
    {
        var values = new double[Math.Max(x._values.Length, y._values.Length)];
        for (int unit = 0; unit < values.Length; unit++)
            values[unit] = function(x[unit], y[unit]);
        return new(values);
    }
}
