using System.Runtime.CompilerServices;
using GenNet.Activations;
using GenNet.Losses;
using GenNet.Numerics;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>A user's own activation and loss: copies of built-in ones, which give the same bits in both forms.</summary>
public sealed partial class CustomTests
{
    [Fact]
    public void AnActivationGivesTheBitsOfItsBuiltInTwin()
    {
        Same<Unrolled, UnrolledTwin>(new(3), new(3));
        Same<Tiled, TiledTwin>(new(3), new(3));
    }

    [Fact]
    public void ALossGivesTheBitsOfItsBuiltInTwin()
    {
        Same<OwnLossUnrolled, LossTwinUnrolled>(new(3), new(3));
        Same<OwnLossTiled, LossTwinTiled>(new(3), new(3));
    }

    [Fact]
    public void ALossSaysWhatLabelsMean()
    {
        float[] inputs = [.. Enumerable.Range(0, 20).Select(i => MathF.Sin(i))];
        Assert.Equal(
            new OwnLossUnrolled().ComputeLoss(inputs, [1f, -1f, -1f, -1f, -1f, 1f, -1f, 1f, -1f, -1f, -1f, 1f]),
            new OwnLossUnrolled().ComputeLoss(inputs, [0, 2, 1, 2]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(37)]
    public void ADerivativeMayBeInfiniteWhereThereIsNoSample(int samples)
    {
        Steep<SteepUnrolled>(new(1), samples);
        Steep<SteepTiled>(new(1), samples);
    }

    /// <summary>Padding and lanes without a sample have z = 0, where a root is infinitely steep; nothing comes of it.</summary>
    private static void Steep<TNet>(TNet network, int samples) where TNet : class, INeuralNetwork<TNet, float>
    {
        const double rate = 0.1, norm = 0.01;
        Random random = new(Seed: 3);
        float[] inputs = [.. Enumerable.Range(0, samples * TNet.InputSize).Select(_ => random.NextSingle() - 0.5f)];
        float[] targets = [.. Enumerable.Range(0, samples * TNet.OutputSize).Select(_ => random.NextSingle())];
        var gradient = new float[TNet.ParameterCount];
        network.ComputeGradient(inputs, targets, gradient);
        var mean = new double[TNet.ParameterCount];
        for (int i = 0; i < samples; i++)
        {
            var alone = new float[TNet.ParameterCount];
            network.ComputeGradient(
                inputs.AsSpan(i * TNet.InputSize, TNet.InputSize), targets.AsSpan(i * TNet.OutputSize, TNet.OutputSize), alone);
            for (int p = 0; p < mean.Length; p++) mean[p] += (double)alone[p] / samples;
        }

        Close.To(mean, gradient, Close.Long(mean), "gradient");

        float[] before = Parameters(network);
        network.Train(inputs, targets, new Sgd(rate) { ClipNorm = norm });
        double step = Math.Sqrt(before.Zip(Parameters(network), (p, q) => ((double)q - p) * ((double)q - p)).Sum());
        Assert.InRange(step, 0.999 * rate * norm, 1.001 * rate * norm); // The parameters' own rounding.

        float loss = network.Train(inputs, targets, new LBfgs(lineSearch: LineSearch.StrongWolfe));
        Assert.True(network.ComputeLoss(inputs, targets) < loss);
    }

    /// <summary>A logarithm, which lanes without a sample have of their biases alone, -infinity.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(37)]
    public void AnActivationMayBeInfiniteWhereThereIsNoSample(int samples)
    {
        Positive<LogarithmicUnrolled>(new(), samples);
        Positive<LogarithmicTiled>(new(), samples);
    }

    private static void Positive<TNet>(TNet network, int samples) where TNet : class, INeuralNetwork<TNet, float>
    {
        network.SetParameters([.. Parameters(network).Select(MathF.Abs)]);
        float[] inputs = [.. Enumerable.Range(1, samples * TNet.InputSize).Select(i => i % 7 + 0.5f)];
        var gradient = new float[TNet.ParameterCount];
        network.ComputeGradient(inputs, new float[samples * TNet.OutputSize], gradient);
        Assert.All(gradient, number => Assert.True(float.IsFinite(number)));
    }

    private static float[] Parameters<TNet>(TNet network) where TNet : class, INeuralNetwork<TNet, float>
    {
        var parameters = new float[TNet.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private static void Same<TOwn, TTwin>(TOwn own, TTwin twin)
        where TOwn : class, INeuralNetwork<TOwn, float>
        where TTwin : class, INeuralNetwork<TTwin, float>
    {
        const int samples = 37;
        Random random = new(Seed: 4);
        float[] inputs = [.. Enumerable.Range(0, samples * TOwn.InputSize).Select(_ => 4 * random.NextSingle() - 2)];
        float[] targets = [.. Enumerable.Range(0, samples * TOwn.OutputSize).Select(_ => 2f * random.Next(2) - 1)];
        Adam adam = new(0.01), twinsAdam = new(0.01);
        for (int step = 0; step < 5; step++)
        {
            Close.SameBits([twin.Train(inputs, targets, twinsAdam)], [own.Train(inputs, targets, adam)], $"loss of step {step}");
            float[] expected = new float[targets.Length], actual = new float[targets.Length];
            twin.Predict(inputs, expected);
            own.Predict(inputs, actual);
            Close.SameBits(expected, actual, "outputs");
        }
    }

    /// <summary>Tanh, by the public functions.</summary>
    public readonly struct OwnTanh : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Forward<V>(V z) where V : struct, IVector<V> => Elementary.Tanh(z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a) where V : struct, IVector<V> => V.MultiplyAdd(-a, a, V.Create(1.0));
    }

    /// <summary>Hinge, without attributes to inline it.</summary>
    internal readonly struct OwnHinge : ILoss
    {
        public static bool IsMean => true;

        public static double OtherClass => -1;

        public V Value<V>(V a, V y) where V : struct, IVector<V>
        {
            V margin = V.MultiplyAdd(-y, a, V.Create(1));
            return V.Select(margin < default(V), default, margin);
        }

        public V Derivative<V>(V a, V y) where V : struct, IVector<V> =>
            V.Select(V.MultiplyAdd(-y, a, V.Create(1)) > default(V), -y, default);
    }

    /// <summary>g(z) = sqrt(abs z).</summary>
    public readonly struct Root : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Forward<V>(V z) where V : struct, IVector<V> => V.Sqrt(V.Abs(z));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a) where V : struct, IVector<V> => V.Create(0.5) / V.Select(z < default(V), -a, a);
    }

    /// <summary>log z.</summary>
    public readonly struct Logarithm : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Forward<V>(V z) where V : struct, IVector<V> => Elementary.Log(z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a) where V : struct, IVector<V> => V.Create(1) / z;
    }

    [NeuralNetwork(3), Dense(5, typeof(Logarithm)), Dense(2)]
    private sealed partial class LogarithmicUnrolled;

    [NeuralNetwork(3), Dense(37, typeof(Logarithm)), Dense(2)]
    private sealed partial class LogarithmicTiled;

    [NeuralNetwork(3), Dense(5, typeof(Root)), Dense(4, typeof(Root)), Dense(2)]
    private sealed partial class SteepUnrolled;

    [NeuralNetwork(3), Dense(37, typeof(Root)), Dense(5, typeof(Root)), Dense(2)]
    private sealed partial class SteepTiled;

    [NeuralNetwork(5), Dense(7, typeof(OwnTanh)), Dense(6, typeof(OwnTanh)), Dense(3, typeof(OwnTanh))]
    private sealed partial class Unrolled;

    [NeuralNetwork(5), Dense(7, Activation.Tanh), Dense(6, Activation.Tanh), Dense(3, Activation.Tanh)]
    private sealed partial class UnrolledTwin;

    [NeuralNetwork(5), Dense(40, typeof(OwnTanh)), Dense(3, typeof(OwnTanh))]
    private sealed partial class Tiled;

    [NeuralNetwork(5), Dense(40, Activation.Tanh), Dense(3, Activation.Tanh)]
    private sealed partial class TiledTwin;

    [NeuralNetwork(5, CustomLoss = typeof(OwnHinge)), Dense(6, Activation.Tanh), Dense(3)]
    private sealed partial class OwnLossUnrolled;

    [NeuralNetwork(5, Loss = Loss.Hinge), Dense(6, Activation.Tanh), Dense(3)]
    private sealed partial class LossTwinUnrolled;

    [NeuralNetwork(5, CustomLoss = typeof(OwnHinge), Reduction = Reduction.Sum), Dense(40, Activation.Tanh), Dense(3, Activation.Sigmoid)]
    private sealed partial class OwnLossTiled;

    [NeuralNetwork(5, Loss = Loss.Hinge, Reduction = Reduction.Sum), Dense(40, Activation.Tanh), Dense(3, Activation.Sigmoid)]
    private sealed partial class LossTwinTiled;
}
