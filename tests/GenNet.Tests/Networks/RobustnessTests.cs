using System.Numerics;
using System.Reflection;
using GenNet.Activations;
using GenNet.Kernels;
using GenNet.Losses;
using GenNet.Numerics;
using GenNet.Tests.Parity;
using GenNet.Tests.Reference;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>Numbers at the edges: NaN, infinities, subnormal numbers, logits of any size.</summary>
public sealed class RobustnessTests
{
    public static TheoryData<Activation> Activations => new(Enum.GetValues<Activation>());

    public static TheoryData<Activation> UnitActivations =>
        new(Enum.GetValues<Activation>().Except([Activation.Softmax, Activation.LogSoftmax]));

    public static TheoryData<Activation> StructActivations => new(
        Enum.GetValues<Activation>().Except([Activation.Softmax, Activation.LogSoftmax, Activation.PReLU]));

    [Theory, MemberData(nameof(Activations))]
    public void NaNInGivesNaNOutOfItsRowAlone(Activation activation)
    {
        CheckNaN<double>(typeof(UnrolledHidden).GetNestedType($"{activation}")!);
        CheckNaN<float>(typeof(TiledHidden).GetNestedType($"{activation}")!);
    }

    private static void CheckNaN<T>(Type network)
    {
        double[] Predict(double[] inputs) => (double[])Generic(nameof(Predict), network, typeof(T))
            .Invoke(null, [Activator.CreateInstance(network, 1), inputs])!;

        // Row 2 of five has a NaN among its features.
        double[] inputs = [.. Enumerable.Range(0, 25).Select(i => Math.Sin(i))];
        double[] clean = Predict(inputs);
        inputs[11] = double.NaN;
        double[] outputs = Predict(inputs);
        for (int i = 0; i < outputs.Length; i++)
        {
            if (i / 3 == 2) Assert.True(double.IsNaN(outputs[i]), $"output {i} is {outputs[i]}");
            else Assert.Equal(clean[i], outputs[i]);
        }
    }

    /// <summary>Limits, not quotients and products of infinities: every value and derivative at an infinity is that at 1e30.</summary>
    [Theory, MemberData(nameof(StructActivations))]
    public void InfinitiesHaveTheirLimits(Activation activation)
    {
        Type type = typeof(IActivation).Assembly.GetType($"GenNet.Activations.{activation}")!;
        Generic(nameof(CheckInfinities), type, typeof(float)).Invoke(null, null);
        Generic(nameof(CheckInfinities), type, typeof(double)).Invoke(null, null);
    }

    private static void CheckInfinities<G, T>() where G : struct, IActivation where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        G g = new();
        foreach (double sign in new[] { -1.0, 1.0 })
        {
            Scalar<T> huge = Scalar<T>.Create(sign * 1e30), infinite = Scalar<T>.Create(sign * double.PositiveInfinity);
            Scalar<T> atHuge = g.Forward(huge), atInfinite = g.Forward(infinite);
            double near = Value(atHuge), limit = Value(atInfinite);
            if (Math.Abs(near) > 1e20) Assert.Equal(Math.CopySign(double.PositiveInfinity, near), limit);
            else Assert.Equal(near, limit, 1e-15);
            Assert.Equal(Value(g.Derivative(huge, atHuge)), Value(g.Derivative(infinite, atInfinite)), 1e-15);
        }

        static double Value(Scalar<T> x) => double.CreateChecked(Scalar<T>.Sum(x));
    }

    [Theory, MemberData(nameof(UnitActivations))]
    public void SubnormalNumbersAreNoZeros(Activation activation)
    {
        Unit unit = Unit.Named(typeof(ActivationUnits), $"{activation}");
        float[] x = [float.Epsilon, -float.Epsilon, 1e-42f, -1e-42f, 1.1754942e-38f, -1.1754942e-38f];
        double alpha = activation == Activation.PReLU ? 0 : ReferenceActivation.Defaults(activation).Alpha ?? 0;
        double[] expected = ReferenceActivations.Activate(activation, Close.Widen(x), [.. x.Select(_ => alpha)]);

        // A product may round at each step: two units of the smallest number.
        Close.To(expected, unit.Predict(x), new(Relative: 2e-7, Absolute: 3e-45), "g");
    }

    [Fact]
    public void SoftmaxOfEqualLogitsIsEqual()
    {
        foreach (float logit in new[] { 0, 1e-42f, 1, -1e4f, 1e4f, 3e38f, -3e38f })
        {
            float[] z = [logit, logit, logit, logit, logit];
            Assert.All(Unit.Named(typeof(LayerUnits), "Softmax").Predict(z), p => Assert.Equal(0.2f, p));
            Assert.All(Unit.Named(typeof(LayerUnits), "LogSoftmax").Predict(z), p => Assert.Equal(-MathF.Log(5), p, 2e-7f));
        }
    }

    /// <summary>On the kernels, as no network passes an infinity on: it is 0 x infinity in all other units.</summary>
    [Fact]
    public void SoftmaxOfHugeAndMinusInfiniteLogitsIsFinite()
    {
        const float inf = float.PositiveInfinity;
        Assert.Equal([0, 1, 0, 0, 0], Forward<Softmax>(-3e38f, 3e38f, 0, 1e4f, -inf));
        Assert.Equal([0, 0.5f, 0.5f, 0, 0], Forward<Softmax>(-inf, 1, 1, -inf, -inf));
        Assert.Equal([-inf, -9999, -9999, -3e38f, 0], Forward<LogSoftmax>(-inf, 1, 1, -3e38f, 1e4f));
        Assert.All(Forward<Softmax>(0, float.NaN, 0), p => Assert.Equal(float.NaN, p));
        Assert.All(Forward<LogSoftmax>(float.NaN, 0, 0), p => Assert.Equal(float.NaN, p));
    }

    [Fact]
    public void CrossEntropyOfAnImpossibleClassThatIsNoTargetIsFinite()
    {
        float[] z = [1, 1, float.NegativeInfinity, 1], y = [1, 0, 0, 0], delta = new float[4];
        unsafe
        {
            fixed (float* logits = z, targets = y, derivatives = delta)
            {
                Scalar<float> loss = CrossEntropy.Gradient<Scalar<float>, float, SamplesInLanes>(
                    new(logits), new(targets), 4, 1, new(derivatives));
                Scalar<float> divergence = KullbackLeibler.Value<Scalar<float>, float, SamplesInLanes>(new(logits), new(targets), 4);
                Assert.Equal(MathF.Log(3), Scalar<float>.Sum(loss), 1e-6f);
                Assert.Equal(MathF.Log(3), Scalar<float>.Sum(divergence), 1e-6f);
            }
        }

        Close.To([-2.0 / 3, 1.0 / 3, 0, 1.0 / 3], delta, Close.Single, "dC/dz");
    }

    [Theory]
    [InlineData("CrossEntropy", "Softmax")]
    [InlineData("CrossEntropy", "Identity")]
    [InlineData("NegativeLogLikelihood", "LogSoftmax")]
    [InlineData("KullbackLeibler", "Softmax")]
    [InlineData("KullbackLeibler", "LogSoftmax")]
    public void CrossEntropiesAreFiniteForLogitsOfAnySize(string loss, string output)
    {
        Unit unit = Unit.Named(typeof(LossUnits), $"SumOf{loss}Of{output}");
        foreach (float size in new[] { 1e4f, 1e30f })
        {
            float[] z = [size, -size, 0, -size], right = [1, 0, 0, 0], wrong = [0, 1, 0, 0];
            Assert.Equal(0, unit.Loss(z, right));
            Assert.Equal([0, 0, 0, 0], unit.InputGradient(z, right));
            Assert.Equal(2 * size, unit.Loss(z, wrong));
            Assert.Equal([1, -1, 0, 0], unit.InputGradient(z, wrong));
        }
    }

    [Theory]
    [InlineData("Sigmoid")]
    [InlineData("Identity")]
    public void BinaryCrossEntropyIsFiniteForLogitsOfAnySize(string output)
    {
        Unit unit = Unit.Named(typeof(LossUnits), $"SumOfBinaryCrossEntropyOf{output}");
        foreach (float size in new[] { 1e4f, 1e30f })
        {
            float[] z = [size, -size, size, -size], y = [1, 0, 0, 1];
            Assert.Equal(2 * size / 4, unit.Loss(z, y));
            Assert.Equal([0, 0, 0.25f, -0.25f], unit.InputGradient(z, y));
        }
    }

    [Fact]
    public void LogCoshKeepsSmallErrorsAndNeverOverflows()
    {
        Unit unit = Unit.Named(typeof(LossUnits), "SumOfLogCoshOfIdentity");
        foreach (float error in new[] { 1e-3f, 1e-10f, 1e-18f })
            Close.To(error * (double)error / 2, unit.Loss([error, 0, 0, 0], [0, 0, 0, 0]) * 4.0, new(Relative: 1e-6, Absolute: 0), "loss");
        Assert.Equal(3e38f / 4, unit.Loss([3e38f, 0, 0, 0], [0, 0, 0, 0]));
    }

    private static unsafe float[] Forward<G>(params float[] z) where G : struct, ILayerActivation
    {
        float[] a = new float[z.Length];
        fixed (float* logits = z, outputs = a)
            G.Forward<Scalar<float>, float, SamplesInLanes>(new(logits), new(outputs), z.Length);
        return a;
    }

    private static double[] Predict<TNet, T>(TNet network, double[] inputs)
        where TNet : class, INeuralNetwork<TNet, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] outputs = new T[inputs.Length / TNet.InputSize * TNet.OutputSize];
        network.Predict(Array.ConvertAll(inputs, T.CreateChecked), outputs);
        return Array.ConvertAll(outputs, double.CreateChecked);
    }

    private static MethodInfo Generic(string name, params Type[] types) =>
        typeof(RobustnessTests).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(types);
}
