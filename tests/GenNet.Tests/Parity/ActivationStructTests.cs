using System.Numerics;
using System.Text.Json;
using GenNet.Activations;
using GenNet.Numerics;
using GenNet.Tests.Support;

namespace GenNet.Tests.Parity;

/// <summary>The activations themselves, without a network around them, and in double as well.</summary>
public sealed class ActivationStructTests
{
    // Double sees what float rounds away. The absolute parts are for derivatives formed as 1 - a^2 and a (1 - a).
    private static readonly Tolerance s_doubleValue = new(Relative: 1e-9, Absolute: 2.3e-308);
    private static readonly Tolerance s_doubleDerivative = new(Relative: 1e-9, Absolute: 1e-15);
    private static readonly Tolerance s_singleValue = new(Relative: 1e-6, Absolute: 1.2e-38);
    private static readonly Tolerance s_singleDerivative = new(Relative: 2e-6, Absolute: 2.4e-7);

    // exp(2 u) turns the rounding of u, which is up to 40 where the result is a normal number, into a relative error.
    private const double GeluTanh = 2e-5;

    private static readonly string[] s_others = ["PReLU", "Softmax", "LogSoftmax"];   // These are no IActivation.

    public static TheoryData<string> Cases =>
        Recorded.Titles(Recorded.Activations, "name", [.. Enum.GetNames<Activation>().Except(s_others)]);

    [Theory, MemberData(nameof(Cases))]
    public void ComputesValueAndDerivative(string title)
    {
        JsonElement recorded = Recorded.Activations[title];
        switch (recorded.Text("name"))
        {
            case "Identity": Check(new Identity(), recorded); break;
            case "BinaryStep": Check(new BinaryStep(), recorded); break;
            case "Sigmoid": Check(new Sigmoid(), recorded); break;
            case "LogSigmoid": Check(new LogSigmoid(), recorded); break;
            case "Tanh": Check(new Tanh(), recorded); break;
            case "TanhShrink": Check(new TanhShrink(), recorded); break;
            case "ArcTan": Check(new ArcTan(), recorded); break;
            case "ReLU": Check(new ReLU(), recorded); break;
            case "ReLU6": Check(new ReLU6(), recorded); break;
            case "LeakyReLU": Check(new LeakyReLU(recorded.Number("alpha")), recorded); break;
            case "ELU": Check(new ELU(recorded.Number("alpha")), recorded); break;
            case "SELU": Check(new SELU(), recorded); break;
            case "CELU": Check(new CELU(recorded.Number("alpha")), recorded); break;
            case "GELU": Check(new GELU(), recorded); break;
            case "GELUTanh": Check(new GELUTanh(), recorded); break;
            case "SiLU": Check(new SiLU(), recorded); break;
            case "Mish": Check(new Mish(), recorded); break;
            case "Softplus": Check(new Softplus(), recorded); break;
            case "Softsign": Check(new Softsign(), recorded); break;
            case "HardSigmoid": Check(new HardSigmoid(), recorded); break;
            case "HardTanh": Check(new HardTanh(), recorded); break;
            case "HardSwish": Check(new HardSwish(), recorded); break;
            case "Exponential": Check(new Exponential(), recorded); break;
            default: throw new NotSupportedException(title);
        }
    }

    private static void Check<G>(G activation, JsonElement recorded) where G : struct, IActivation
    {
        Check<G, float>(
            activation, recorded,
            activation is GELUTanh ? s_singleValue with { Relative = GeluTanh } : s_singleValue,
            activation is GELUTanh ? s_singleDerivative with { Relative = GeluTanh } : s_singleDerivative);
        Check<G, double>(activation, recorded, s_doubleValue, s_doubleDerivative);
    }

    private static void Check<G, T>(G activation, JsonElement recorded, Tolerance value, Tolerance derivative)
        where G : struct, IActivation
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Scalar<T>[] z = Array.ConvertAll(recorded.Numbers("x"), Scalar<T>.Create);
        Scalar<T>[] a = Array.ConvertAll(z, activation.Forward);
        Scalar<T>[] slope = [.. z.Zip(a, activation.Derivative)];
        Close.To(Expected<T>(recorded, "value"), Read(a), value, $"g in {typeof(T).Name}");
        Close.To(Expected<T>(recorded, "derivative"), Read(slope), derivative, $"g' in {typeof(T).Name}");
    }

    /// <summary>What is recorded, with infinities for numbers that are none in this precision.</summary>
    private static double[] Expected<T>(JsonElement recorded, string property) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Array.ConvertAll(recorded.Numbers(property), x => T.IsInfinity(T.CreateChecked(x)) ? Math.CopySign(double.PositiveInfinity, x) : x);

    /// <summary>The sum over the one lane is the lane.</summary>
    private static double[] Read<T>(Scalar<T>[] values) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Array.ConvertAll(values, value => double.CreateChecked(Scalar<T>.Sum(value)));
}
