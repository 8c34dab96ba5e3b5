using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GenNet.Numerics;
using Xunit.Abstractions;

namespace GenNet.Tests.Numerics;

public sealed class ElementaryTests(ITestOutputHelper output)
{
    private const double Infinity = double.PositiveInfinity;

    /// <summary>
    /// The functions and the largest error over all floats, in units in the last place, rounded up to two digits:
    /// what the documentation of the functions gives.
    /// </summary>
    public static TheoryData<string, double> FloatLimits => new()
    {
        { "exp", 1.05 },
        { "expm1", 1.08 },
        { "log", 0.99 },
        { "log1p", 1.00 },
        { "tanh", 1.07 },
        { "sigmoid", 0.99 },
        { "softplus", 1.04 },
        { "logsigmoid", 1.04 },
        { "erf", 0.99 },
        { "atan", 1.20 },
        { "sin", 0.79 },
        { "cos", 0.79 },
    };

    public static TheoryData<string> Names => new(FloatLimits.Select(row => (string)((object[])row)[0]));

    public static TheoryData<string> RisingNames => new(FloatLimits.Select(row => (string)((object[])row)[0]).Where(Rises));

    public static TheoryData<string> OddNames => new("tanh", "erf", "atan", "sin");

    public static TheoryData<string, double, double> SpecialValues => new()
    {
        { "exp", -Infinity, 0 }, { "exp", -1e4, 0 }, { "exp", -0.0, 1 }, { "exp", 0, 1 }, { "exp", 1e4, Infinity },
        { "exp", Infinity, Infinity },
        { "expm1", -Infinity, -1 }, { "expm1", -0.0, -0.0 }, { "expm1", 0, 0 }, { "expm1", Infinity, Infinity }, { "expm1", -1e4, -1 },
        { "expm1", 1e4, Infinity },
        { "log", -Infinity, double.NaN }, { "log", -1, double.NaN }, { "log", -1e-30, double.NaN }, { "log", -0.0, -Infinity },
        { "log", 0, -Infinity }, { "log", 1, 0 }, { "log", Infinity, Infinity },
        { "log1p", -Infinity, double.NaN }, { "log1p", -2, double.NaN }, { "log1p", -1, -Infinity }, { "log1p", -0.0, -0.0 },
        { "log1p", 0, 0 }, { "log1p", Infinity, Infinity },
        { "tanh", -Infinity, -1 }, { "tanh", -0.0, -0.0 }, { "tanh", 0, 0 }, { "tanh", 1e4, 1 }, { "tanh", Infinity, 1 },
        { "sigmoid", -Infinity, 0 }, { "sigmoid", -1e4, 0 }, { "sigmoid", -0.0, 0.5 }, { "sigmoid", 0, 0.5 }, { "sigmoid", 1e4, 1 },
        { "sigmoid", Infinity, 1 },
        { "softplus", -Infinity, 0 }, { "softplus", -1e4, 0 }, { "softplus", 1024, 1024 }, { "softplus", Infinity, Infinity },
        { "logsigmoid", -Infinity, -Infinity }, { "logsigmoid", -1024, -1024 }, { "logsigmoid", Infinity, -0.0 },
        { "erf", -Infinity, -1 }, { "erf", -0.0, -0.0 }, { "erf", 0, 0 }, { "erf", 1e4, 1 }, { "erf", Infinity, 1 },
        { "atan", -Infinity, -Math.PI / 2 }, { "atan", -0.0, -0.0 }, { "atan", 0, 0 }, { "atan", Infinity, Math.PI / 2 },
        { "sin", -Infinity, double.NaN }, { "sin", -0.0, -0.0 }, { "sin", 0, 0 }, { "sin", Infinity, double.NaN },
        { "cos", -Infinity, double.NaN }, { "cos", -0.0, 1 }, { "cos", 0, 1 }, { "cos", Infinity, double.NaN },
    };

    [Theory]
    [MemberData(nameof(FloatLimits))]
    public void Float_results_are_within_the_limit_and_rise_with_the_function(string name, double limit)
    {
        FloatSurvey survey = ElementaryRunner.Of(name).Survey(Exhaustive.Stride);
        output.WriteLine(survey.ToString());
        Assert.InRange(survey.MaxError, 0, Fused.IsSupported ? limit : 4);
        if (Fused.IsSupported && Rises(name)) Assert.Equal(0, survey.Decreases);
    }

    /// <summary>Those of a softmax: as the functions for all numbers, but that no result is subnormal.</summary>
    [Fact]
    public void Functions_of_a_part_of_the_numbers_have_the_bits_of_those_of_all()
    {
        Parts<float>(1.1754943508222875e-38, -87.33, -104);
        Parts<double>(2.2250738585072014e-308, -708.39, -746);

        static void Parts<T>(double smallestNormal, double near, double below) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            for (double x = 0; x > below; x -= Math.Abs(x - near) < 0.1 ? 0.0000073 : 0.0137)
            {
                T e = Scalar<T>.First(Elementary.Exp(Scalar<T>.Create(x)));
                Assert.Equal(
                    e < T.CreateChecked(smallestNormal) ? T.Zero : e, Scalar<T>.First(Elementary.ExpUpToZero(Scalar<T>.Create(x))));
            }

            Assert.Equal(T.Zero, Scalar<T>.First(Elementary.ExpUpToZero(Scalar<T>.Create(double.NegativeInfinity))));
            Assert.True(T.IsNaN(Scalar<T>.First(Elementary.ExpUpToZero(Scalar<T>.Create(double.NaN)))));

            for (double x = 1; x < 1e30; x *= 1.00731)
                Assert.Equal(Elementary.Log(Scalar<T>.Create(x)), Elementary.LogFromOne(Scalar<T>.Create(x)));
            Assert.True(T.IsNaN(Scalar<T>.First(Elementary.LogFromOne(Scalar<T>.Create(double.NaN)))));
            Assert.True(T.IsNaN(Scalar<T>.First(Elementary.LogFromOne(Scalar<T>.Create(double.PositiveInfinity)))));
        }
    }

    /// <summary>The functions behind activations that are no elementary ones, and so are held to less.</summary>
    [Theory]
    [InlineData("normal", 6.0)]
    [InlineData("tanhshrink", 8.0)]
    public void Functions_of_activations_are_within_a_few_units(string name, double limit)
    {
        FloatSurvey survey = ElementaryRunner.Of(name).Survey(Exhaustive.Stride);
        output.WriteLine(survey.ToString());

        // Where multiply-add rounds twice, the exponential's argument keeps its rounding error: half a unit of up to 104.
        Assert.InRange(survey.MaxError, 0, Fused.IsSupported ? limit : 64);
    }

    [Theory]
    [MemberData(nameof(RisingNames))]
    public void Results_never_decrease_between_neighbours(string name)
    {
        if (!Fused.IsSupported) return;

        ElementaryRunner runner = ElementaryRunner.Of(name);
        Random random = new(1);
        float[] x = new float[64], y = new float[64];
        double[] u = new double[64], v = new double[64];
        for (int run = 0; run < 2_000; run++)
        {
            // The exponents at which none of the functions is constant or the identity.
            u[0] = Math.ScaleB((random.NextDouble() + 1) * (random.Next(2) == 0 ? 1 : -1), random.Next(-8, 7));
            x[0] = (float)u[0];
            for (int i = 1; i < x.Length; i++)
            {
                x[i] = MathF.BitIncrement(x[i - 1]);
                u[i] = Math.BitIncrement(u[i - 1]);
            }

            runner.Apply<float>(x, y);
            runner.Apply<double>(u, v);
            for (int i = 1; i < x.Length; i++)
            {
                Assert.False(y[i] < y[i - 1], $"{name}({x[i]:R}) = {y[i]:R} is less than its neighbour's {y[i - 1]:R}");
                Assert.False(v[i] < v[i - 1], $"{name}({u[i]:R}) = {v[i]:R} is less than its neighbour's {v[i - 1]:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Double_results_are_within_the_limit(string name)
    {
        List<DoubleReference> references = DoubleReference.Read(name);
        double[] x = new double[references.Count / 8 * 8], y = new double[x.Length];
        for (int i = 0; i < x.Length; i++) x[i] = references[i].X;
        ElementaryRunner.Of(name).Apply<double>(x, y);

        double maxError = 0;
        for (int i = 0; i < x.Length; i++) maxError = Math.Max(maxError, Ulp.Error(y[i], references[i].Near, references[i].Rest));
        output.WriteLine($"{name}: {maxError.ToString("F3", CultureInfo.InvariantCulture)} ULP over {x.Length} doubles");
        Assert.True(x.Length > 400);
        Assert.InRange(maxError, 0, Fused.IsSupported ? 1.5 : 4);
    }

    [Theory]
    [MemberData(nameof(SpecialValues))]
    public void Special_values_are_exact(string name, double x, double expected)
    {
        ElementaryRunner runner = ElementaryRunner.Of(name);
        float[] floats = new float[16];
        runner.Apply<float>(Enumerable.Repeat((float)x, 16).ToArray(), floats);
        Assert.All(floats, y => Assert.Equal(BitsOf((float)expected), BitsOf(y)));

        double[] doubles = new double[8];
        runner.Apply<double>(Enumerable.Repeat(x, 8).ToArray(), doubles);
        Assert.All(doubles, y => Assert.Equal(BitsOf(expected), BitsOf(y)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Not_a_number_stays_one_whatever_its_bits(string name)
    {
        Random random = new(1);
        float[] x = new float[1 << 12], y = new float[x.Length];
        double[] u = new double[x.Length], v = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = BitConverter.Int32BitsToSingle(random.Next(1, 1 << 23) | (random.Next(2) == 0 ? 0x7f800000 : -0x00800000));
            u[i] = BitConverter.Int64BitsToDouble(random.NextInt64(1, 1L << 52) | (random.Next(2) == 0 ? 0x7ff0L << 48 : -1L << 52));
        }

        ElementaryRunner.Of(name).Apply<float>(x, y);
        ElementaryRunner.Of(name).Apply<double>(u, v);
        Assert.All(y, value => Assert.True(float.IsNaN(value)));
        Assert.All(v, value => Assert.True(double.IsNaN(value)));
    }

    [Theory]
    [MemberData(nameof(OddNames))]
    public void Odd_functions_are_odd_bit_for_bit(string name)
    {
        ElementaryRunner runner = ElementaryRunner.Of(name);
        float[] x = RandomBits<float>(1 << 16), y = new float[x.Length], z = new float[x.Length];
        runner.Apply<float>(x, y);
        runner.Apply<float>(Array.ConvertAll(x, value => -value), z);
        Assert.Equal(Array.ConvertAll(y, BitsOf), Array.ConvertAll(z, value => BitsOf(-value)));

        double[] u = RandomBits<double>(1 << 14), v = new double[u.Length], w = new double[u.Length];
        runner.Apply<double>(u, v);
        runner.Apply<double>(Array.ConvertAll(u, value => -value), w);
        Assert.Equal(Array.ConvertAll(v, BitsOf), Array.ConvertAll(w, value => BitsOf(-value)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_bits_are_the_same_at_every_width_and_position(string name)
    {
        ElementaryRunner runner = ElementaryRunner.Of(name);
        float[] x = RandomBits<float>(1 << 14), y = new float[x.Length];
        runner.Apply<Scalar<float>, float>(x, y);
        long[] expected = Array.ConvertAll(y, BitsOf);
        Assert.Equal(expected, Array.ConvertAll(Run<Wide128<float>, float>(runner, x), BitsOf));
        Assert.Equal(expected, Array.ConvertAll(Run<Wide256<float>, float>(runner, x), BitsOf));
        Assert.Equal(expected, Array.ConvertAll(Run512(runner, x), BitsOf));

        double[] u = RandomBits<double>(1 << 14), v = new double[u.Length];
        runner.Apply<Scalar<double>, double>(u, v);
        expected = Array.ConvertAll(v, BitsOf);
        Assert.Equal(expected, Array.ConvertAll(Run<Wide128<double>, double>(runner, u), BitsOf));
        Assert.Equal(expected, Array.ConvertAll(Run<Wide256<double>, double>(runner, u), BitsOf));
        Assert.Equal(expected, Array.ConvertAll(Run512(runner, u), BitsOf));
    }

    private static bool Rises(string name) => name is not ("sin" or "cos");

    /// <summary>The function of x, evaluated with the elements turned by a number that is no multiple of the lanes.</summary>
    private static T[] Run<V, T>(ElementaryRunner runner, T[] x) where V : struct, IVector<V, T> where T : unmanaged
    {
        const int turn = 5;
        T[] turned = [.. x[turn..], .. x[..turn]], y = new T[x.Length];
        runner.Apply<V, T>(turned, y);
        return [.. y[^turn..], .. y[..^turn]];
    }

    /// <summary>512-bit vectors are emulated, always with a fused multiply-add, where the machine has none: only real ones count.</summary>
    private static T[] Run512<T>(ElementaryRunner runner, T[] x) where T : unmanaged =>
        Vector512.IsHardwareAccelerated ? Run<Wide512<T>, T>(runner, x) : Run<Wide128<T>, T>(runner, x);

    /// <summary>Numbers of all exponents and both signs, half of them where the functions are neither constant nor the identity.</summary>
    private static T[] RandomBits<T>(int length) where T : unmanaged
    {
        Random random = new(1);
        T[] values = new T[length];
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        for (int i = 0; i < length; i += 2)
        {
            double value = Math.ScaleB(random.NextDouble() * 2 - 1, random.Next(-10, 11));
            values[i] = typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)value) : Unsafe.BitCast<double, T>(value);
        }

        return values;
    }

    /// <summary>The bits, with one NaN for all of them.</summary>
    private static long BitsOf(float value) => BitConverter.SingleToInt32Bits(float.IsNaN(value) ? float.NaN : value);

    private static long BitsOf(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);
}
