using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using GenNet.Numerics;
using Xunit.Abstractions;

namespace GenNet.Tests.Numerics;

/// <summary>The elementary function of two arguments.</summary>
public sealed class PowTests(ITestOutputHelper output)
{
    private static readonly double[] s_special =
    [
        0, 1, 2, 3, 4, 0.5, 1.5, 2.5, double.Epsilon, float.Epsilon, 1e-39, 1e-30, 0.999, 1.001, 1e30, double.MaxValue, double.PositiveInfinity,
        double.NaN, (1 << 22) + 0.5, (1 << 23) - 1, (1 << 23) + 1, 1 << 24, (1L << 51) + 0.5, (1L << 52) - 1, (1L << 52) + 1, 1L << 53,
        .. Enumerable.Range(0, 8).Select(power => Math.ScaleB(1, 200 * power - 700)),
    ];

    [Fact]
    public void Float_results_are_within_the_limit()
    {
        const int length = 1 << 14;
        double maxError = 0;
        string worst = "";
        Parallel.For(0, uint.MaxValue / Exhaustive.Stride / length + 1, chunk =>
        {
            Random random = new((int)chunk);
            float[] x = new float[length], y = new float[length], z = new float[length];
            for (int i = 0; i < length; i++)
            {
                (x[i], y[i]) = (i % 4) switch
                {
                    0 => Draw(BitConverter.Int32BitsToSingle(random.Next(0x7f800000))),
                    1 => Draw(1 + (random.NextSingle() - 0.5f) * MathF.ScaleB(1, -random.Next(22))),
                    2 => (BitConverter.Int32BitsToSingle(random.Next()), BitConverter.Int32BitsToSingle(random.Next())),
                    _ => (100 * random.NextSingle() - 50, random.Next(-20, 21)),
                };

                // x, and a y for which the logarithm of x^y is uniform over those of all floats.
                (float X, float Y) Draw(float from) => (from, (float)((193 * random.NextDouble() - 104) / Math.Log(from)));
            }

            Apply<float>(x, y, z);
            for (int i = 0; i < length; i++)
            {
                double error = Ulp.Error(z[i], Math.Pow(x[i], y[i]));
                if (error <= maxError) continue;
                lock (output)
                {
                    if (error > maxError) (maxError, worst) = (error, $"{x[i]:R}^{y[i]:R} = {z[i]:R}");
                }
            }
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{maxError:F4} ULP at {worst}"));
        double limit = Exhaustive.Stride == 1 ? 1.08 : 1.06; // the few worst of all pairs are in no sample
        Assert.InRange(maxError, 0, Fused.IsSupported ? limit : 4);
    }

    [Fact]
    public void Double_results_are_within_the_limit()
    {
        List<DoubleReference> references = DoubleReference.Read("pow");
        int count = references.Count / 8 * 8;
        double[] x = new double[count], y = new double[count], z = new double[count];
        for (int i = 0; i < count; i++) (x[i], y[i]) = (references[i].X, references[i].Y);
        Apply<double>(x, y, z);

        double maxError = Enumerable.Range(0, count).Max(i => Ulp.Error(z[i], references[i].Near, references[i].Rest));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{maxError:F3} ULP over {count} doubles"));
        Assert.True(count > 400);
        Assert.InRange(maxError, 0, Fused.IsSupported ? 1.5 : 4);
    }

    /// <summary>Every special number, and integers around those beyond which all are, to the power of every other.</summary>
    [Fact]
    public void Special_values_are_those_of_IEEE_754()
    {
        double[] numbers = [.. s_special, .. s_special.Select(value => -value)];
        (double X, double Y)[] pairs = [.. numbers.SelectMany(x => numbers.Select(y => (x, y)))];
        double[] u = [.. pairs.Select(pair => pair.X)], v = [.. pairs.Select(pair => pair.Y)], w = new double[pairs.Length];
        float[] x = Array.ConvertAll(u, value => (float)value), y = Array.ConvertAll(v, value => (float)value), z = new float[x.Length];
        Apply<double>(u, v, w);
        Apply<float>(x, y, z);
        for (int i = 0; i < pairs.Length; i++)
        {
            double expected = Math.Pow(x[i], y[i]);
            Assert.True(
                Ulp.Error(z[i], expected) <= 2 && (double.IsNegative(expected) == float.IsNegative(z[i]) || double.IsNaN(expected)),
                $"{x[i]:R}^{y[i]:R} is {expected:R} and not {z[i]:R}");

            expected = Math.Pow(u[i], v[i]);
            Assert.True(
                Ulp.Error(w[i], expected, 0) <= 3 && (double.IsNegative(expected) == double.IsNegative(w[i]) || double.IsNaN(expected)),
                $"{u[i]:R}^{v[i]:R} is {expected:R} and not {w[i]:R}");
        }
    }

    [Fact]
    public void The_bits_are_the_same_at_every_width()
    {
        Same<float>(bits => BitConverter.Int32BitsToSingle((int)bits));
        Same<double>(bits => BitConverter.Int64BitsToDouble(bits));

        static void Same<T>(Func<long, T> number) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Random random = new(1);
            T[] x = [.. Enumerable.Range(0, 1 << 14).Select(_ => number(random.NextInt64(long.MinValue, long.MaxValue)))];
            T[] y = [.. x.Select(_ => T.CreateChecked(Math.ScaleB(random.NextDouble() - 0.5, random.Next(-4, 5))))];
            T[] expected = new T[x.Length], z = new T[x.Length];
            Apply<Scalar<T>, T>(x, y, expected);
            Apply<Wide128<T>, T>(x, y, z);
            Assert.Equal(expected, z);
            Apply<Wide256<T>, T>(x, y, z);
            Assert.Equal(expected, z);
            if (Vector512.IsHardwareAccelerated) Apply<Wide512<T>, T>(x, y, z);
            Assert.Equal(expected, z);
        }
    }

    private static void Apply<T>(T[] x, T[] y, T[] z) where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated) Apply<Wide512<T>, T>(x, y, z);
        else if (Vector256.IsHardwareAccelerated) Apply<Wide256<T>, T>(x, y, z);
        else Apply<Wide128<T>, T>(x, y, z);
    }

    private static unsafe void Apply<V, T>(T[] x, T[] y, T[] z) where V : struct, IVector<V, T> where T : unmanaged
    {
        fixed (T* px = x, py = y, pz = z)
        {
            for (nint i = 0; i < x.Length; i += V.Count)
                V.Store(new(pz), i, Elementary.Pow(V.Load(new(px), i), V.Load(new(py), i)));
        }
    }
}
