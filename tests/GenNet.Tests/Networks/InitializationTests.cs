using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GenNet.Numerics;

namespace GenNet.Tests.Networks;

/// <summary>What the initialisers draw: their bounds, their moments and their bits.</summary>
public sealed partial class InitializationTests
{
    private const int Inputs = 40, Units = 60;

    [Fact]
    public void UniformWeightsFillTheirBounds()
    {
        CheckUniform(Weights(new HeUniform(1)), Math.Sqrt(6.0 / Inputs));
        CheckUniform(Weights(new GlorotUniform(1)), Math.Sqrt(6.0 / (Inputs + Units)));
        CheckUniform(Weights(new LeCunUniform(1)), Math.Sqrt(3.0 / Inputs));
        CheckUniform(Weights(new PyTorchDefault(1)), Math.Sqrt(1.0 / Inputs));
    }

    [Fact]
    public void NormalWeightsHaveTheirDeviation()
    {
        CheckNormal(Weights(new HeNormal(1)), Math.Sqrt(2.0 / Inputs), outside: 0.0455);
        CheckNormal(Weights(new GlorotNormal(1)), Math.Sqrt(2.0 / (Inputs + Units)), outside: 0.0455);
        CheckNormal(Weights(new LeCunNormal(1)), Math.Sqrt(1.0 / Inputs), outside: 0.0455);
    }

    [Fact]
    public void TruncatedNormalWeightsEndAtTwoDeviationsOfWhatIsCut()
    {
        double[] weights = Weights(new TruncatedNormal(1));
        double deviation = Math.Sqrt(1.0 / Inputs);
        Assert.InRange(weights.Max(Math.Abs), 1.9 * deviation / 0.8796, 2 * deviation / 0.8796);
        CheckNormal(weights, deviation, outside: 0.0229);
    }

    [Fact]
    public void OrthogonalRowsOrColumnsAreOrthonormal()
    {
        double[] tall = Weights(new Orthogonal(1)), wide = Weights(new WideOrthogonal(1)), square = Weights(new SquareOrthogonal(1));
        CheckOrthonormal(tall, vectors: Inputs, length: Units, (vector, i) => (i * Inputs) + vector);
        CheckOrthonormal(wide, vectors: 3, length: Inputs, (vector, i) => (vector * Inputs) + i);
        CheckOrthonormal(square, vectors: Inputs, length: Inputs, (vector, i) => (vector * Inputs) + i);

        // The diagonal of R is positive, so that no sign of Q is preferred.
        Assert.InRange(square.Count(weight => weight > 0), (Inputs * Inputs / 2) - 100, (Inputs * Inputs / 2) + 100);
    }

    [Fact]
    public void BiasesAreZeroButUnderPyTorchsDefault()
    {
        Assert.All(Parameters(new HeUniform(1))[(Inputs * Units)..], bias => Assert.Equal(0, bias));
        CheckUniform(
            Array.ConvertAll(Parameters(new PyTorchDefault(1))[(Inputs * Units)..], bias => (double)bias), Math.Sqrt(1.0 / Inputs));
    }

    [Fact]
    public void AutoFollowsTheActivation()
    {
        CheckUniform(Weights(new Rectified(1)), Math.Sqrt(6.0 / Inputs));
        CheckNormal(Weights(new Scaled(1)), Math.Sqrt(1.0 / Inputs), outside: 0.0455);
        CheckUniform(Weights(new Squashed(1)), Math.Sqrt(6.0 / (Inputs + Units)));
    }

    /// <summary>The same bits for a seed, on every machine with fused multiply-add and with every version of GenNet.</summary>
    [Fact]
    public void ASeedHasItsBits()
    {
        string[] bits = [Hash(new TruncatedNormal(7)), Hash(new Orthogonal(7)), Hash(new PyTorchDefault(7))];
        if (Fused.IsSupported) Assert.Equal("BF4D7CD8C12C83EB 08D0852D7C34B0AF 58E45CB57B022686", string.Join(' ', bits));
        Assert.DoesNotContain(Hash(new Orthogonal(8)), bits);
    }

    private static string Hash<TNet>(TNet network) where TNet : class, INeuralNetwork<TNet, float> =>
        Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(Parameters(network))))[..16];

    private static void CheckUniform(double[] weights, double bound)
    {
        Assert.InRange(weights.Max(Math.Abs), 0.9 * bound, 1.000001 * bound);
        Assert.InRange(weights.Average(), -4 * bound / Math.Sqrt(3 * weights.Length), 4 * bound / Math.Sqrt(3 * weights.Length));
        double variance = weights.Sum(weight => weight * weight) / weights.Length;
        Assert.InRange(
            variance, (1 - (4 / Math.Sqrt(weights.Length))) * bound * bound / 3, (1 + (4 / Math.Sqrt(weights.Length))) * bound * bound / 3);
    }

    /// <param name="weights">The weights.</param>
    /// <param name="deviation">Their standard deviation.</param>
    /// <param name="outside">The share that lies beyond two of them.</param>
    private static void CheckNormal(double[] weights, double deviation, double outside)
    {
        double error = 4 / Math.Sqrt(weights.Length);
        Assert.InRange(weights.Average(), -error * deviation, error * deviation);
        Assert.InRange(
            Math.Sqrt(weights.Sum(weight => weight * weight) / weights.Length), (1 - error) * deviation, (1 + error) * deviation);
        double share = weights.Count(weight => Math.Abs(weight) > 2 * deviation) / (double)weights.Length;
        Assert.InRange(share, outside - (error * Math.Sqrt(outside)), outside + (error * Math.Sqrt(outside)));
    }

    private static void CheckOrthonormal(double[] weights, int vectors, int length, Func<int, int, int> index)
    {
        for (int i = 0; i < vectors; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double product = Enumerable.Range(0, length).Sum(k => weights[index(i, k)] * weights[index(j, k)]);
                Assert.Equal(i == j ? 1 : 0, product, tolerance: 1e-6);
            }
        }
    }

    private static double[] Weights<TNet>(TNet network) where TNet : class, INeuralNetwork<TNet, float> =>
        Array.ConvertAll(Parameters(network)[..(TNet.InputSize * TNet.OutputSize)], weight => (double)weight);

    private static float[] Parameters<TNet>(TNet network) where TNet : class, INeuralNetwork<TNet, float>
    {
        float[] parameters = new float[TNet.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    [NeuralNetwork(Inputs), Dense(Units, Initializer = Initializer.HeUniform)]
    private sealed partial class HeUniform;

    [NeuralNetwork(Inputs), Dense(Units, Initializer = Initializer.HeNormal)]
    private sealed partial class HeNormal;

    [NeuralNetwork(Inputs), Dense(Units, Initializer = Initializer.GlorotUniform)]
    private sealed partial class GlorotUniform;

    [NeuralNetwork(Inputs), Dense(Units, Initializer = Initializer.GlorotNormal)]
    private sealed partial class GlorotNormal;

    [NeuralNetwork(Inputs), Dense(Units, Initializer = Initializer.LeCunUniform)]
    private sealed partial class LeCunUniform;

    [NeuralNetwork(Inputs), Dense(Units, Initializer = Initializer.LeCunNormal)]
    private sealed partial class LeCunNormal;

    [NeuralNetwork(Inputs), Dense(Units, Initializer = Initializer.TruncatedNormal)]
    private sealed partial class TruncatedNormal;

    [NeuralNetwork(Inputs), Dense(Units, Initializer = Initializer.Orthogonal)]
    private sealed partial class Orthogonal;

    [NeuralNetwork(Inputs), Dense(Units, Initializer = Initializer.PyTorchDefault)]
    private sealed partial class PyTorchDefault;

    [NeuralNetwork(Inputs), Dense(3, Initializer = Initializer.Orthogonal)]
    private sealed partial class WideOrthogonal;

    [NeuralNetwork(Inputs), Dense(Inputs, Initializer = Initializer.Orthogonal)]
    private sealed partial class SquareOrthogonal;

    [NeuralNetwork(Inputs), Dense(Units, Activation.GELU)]
    private sealed partial class Rectified;

    [NeuralNetwork(Inputs), Dense(Units, Activation.SELU)]
    private sealed partial class Scaled;

    [NeuralNetwork(Inputs), Dense(Units, Activation.Softsign)]
    private sealed partial class Squashed;
}
