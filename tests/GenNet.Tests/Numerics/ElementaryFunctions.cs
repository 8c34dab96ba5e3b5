using GenNet.Numerics;
using GenNet.Tests.Reference;

namespace GenNet.Tests.Numerics;

/// <summary>An elementary function under test, with a reference in double precision that serves float results.</summary>
internal interface IElementaryFunction
{
    static abstract V Apply<V>(V x) where V : struct, IVector<V>;

    static abstract double Reference(double x);
}

internal readonly struct ExpFunction : IElementaryFunction
{
    public static V Apply<V>(V x) where V : struct, IVector<V> => Elementary.Exp(x);

    public static double Reference(double x) => Math.Exp(x);
}

internal readonly struct Expm1Function : IElementaryFunction
{
    public static V Apply<V>(V x) where V : struct, IVector<V> => Elementary.Expm1(x);

    public static double Reference(double x) => Math.Abs(x) < 1e-5 ? x * (1 + x * (0.5 + x / 6)) : Math.Exp(x) - 1;
}

internal readonly struct LogFunction : IElementaryFunction
{
    public static V Apply<V>(V x) where V : struct, IVector<V> => Elementary.Log(x);

    public static double Reference(double x) => Math.Log(x);
}

internal readonly struct Log1pFunction : IElementaryFunction
{
    public static V Apply<V>(V x) where V : struct, IVector<V> => Elementary.Log1p(x);

    public static double Reference(double x) => Math.Abs(x) < 1e-5 ? x * (1 - x * (0.5 - x / 3)) : Math.Log(1 + x);
}

internal readonly struct TanhFunction : IElementaryFunction
{
    public static V Apply<V>(V x) where V : struct, IVector<V> => Elementary.Tanh(x);

    public static double Reference(double x) => Math.Tanh(x);
}

internal readonly struct SigmoidFunction : IElementaryFunction
{
    public static V Apply<V>(V x) where V : struct, IVector<V> => Elementary.Sigmoid(x);

    public static double Reference(double x) => 1 / (1 + Math.Exp(-x));
}

internal readonly struct SoftplusFunction : IElementaryFunction
{
    public static V Apply<V>(V x) where V : struct, IVector<V> => Elementary.Softplus(x);

    public static double Reference(double x) => Math.Max(x, 0) + Log1pFunction.Reference(Math.Exp(-Math.Abs(x)));
}

internal readonly struct LogSigmoidFunction : IElementaryFunction
{
    public static V Apply<V>(V x) where V : struct, IVector<V> => Elementary.LogSigmoid(x);

    public static double Reference(double x) => -SoftplusFunction.Reference(-x);
}

internal readonly struct ErfFunction : IElementaryFunction
{
    public static V Apply<V>(V x) where V : struct, IVector<V> => Elementary.Erf(x);

    /// <summary>erf x = 2 / sqrt(pi) e^(-x^2) sum 2^k x^(2k + 1) / (2k + 1)!!, whose terms all have the same sign.</summary>
    public static double Reference(double x)
    {
        if (Math.Abs(x) > 6) return Math.Sign(x);

        double term = x, sum = x;
        for (int k = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); k++)
        {
            term *= 2 * x * x / (2 * k + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}

internal readonly struct AtanFunction : IElementaryFunction
{
    public static V Apply<V>(V x) where V : struct, IVector<V> => Elementary.Atan(x);

    public static double Reference(double x) => Math.Atan(x);
}

internal readonly struct SinFunction : IElementaryFunction
{
    public static V Apply<V>(V x) where V : struct, IVector<V> => Elementary.Sin(x);

    public static double Reference(double x) => Math.Sin(x);
}

internal readonly struct CosFunction : IElementaryFunction
{
    public static V Apply<V>(V x) where V : struct, IVector<V> => Elementary.Cos(x);

    public static double Reference(double x) => Math.Cos(x);
}

internal readonly struct NormalFunction : IElementaryFunction
{
    public static V Apply<V>(V x) where V : struct, IVector<V> => Elementary.Normal(x, out _);

    public static double Reference(double x) => double.IsNaN(x) ? x : ReferenceActivations.Normal(Math.Clamp(x, -40, 40));
}

internal readonly struct TanhShrinkFunction : IElementaryFunction
{
    public static V Apply<V>(V x) where V : struct, IVector<V> => Elementary.TanhShrink(x);

    public static double Reference(double x) => ReferenceActivations.TanhShrink(x);
}
