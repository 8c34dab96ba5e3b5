using System.Runtime.InteropServices;
using GenNet.Tests.Support;

namespace GenNet.Tests.ModelFiles;

[NeuralNetwork(inputs: 5, Weights = "Mixed.F32.gennet.safetensors")]
[Dense(7, Activation.PReLU)]
[Dropout(0.25)]
[Dense(6, Activation.ELU, Alpha = 0.5, Bias = false)]
[Dense(4)]
[Dense(3, Activation.Softmax)]
public sealed partial class BakedMixed;

[NeuralNetwork(inputs: 9, Weights = "safetensors/Wide.F32.gennet.safetensors")]
[Dense(40, Activation.ReLU)]
[Dense(18)]
[Dropout(0)]
[Dense(11, Activation.PReLU)]
[Dense(3)]
public sealed partial class BakedWide;

[NeuralNetwork(inputs: 9, Precision = Precision.Double, Weights = "Wide.F64.gennet.safetensors")]
[Dense(40, Activation.ReLU)]
[Dense(18)]
[Dropout(0)]
[Dense(11, Activation.PReLU)]
[Dense(3)]
public sealed partial class BakedWideDouble;

[NeuralNetwork(inputs: 3, Weights = "Own.F32.gennet.safetensors")]
[Dense(6, typeof(Square))]
[Dense(2, Activation.Sigmoid)]
public sealed partial class BakedOwn;

[NeuralNetwork(inputs: 5, Weights = "Normed.F32.gennet.safetensors")]
[Dense(8, Bias = false)]
[BatchNorm]
[Dense(7, Activation.Tanh)]
[BatchNorm(Epsilon = 1e-3, Momentum = 0.3)]
[Dropout(0.25)]
[Dense(3, Activation.Softmax)]
public sealed partial class BakedNormed;

/// <summary>Weights that the compiler itself has read, beside the networks that they were saved from.</summary>
public sealed class BakedTests
{
    [Fact]
    public void PredictsTheBitsOfTheSavedNetwork()
    {
        Same<Mixed, BakedMixed, float>(new(seed: 5), new());
        Same<Wide, BakedWide, float>(new(seed: 5), new());
        Same<WideDouble, BakedWideDouble, double>(new(seed: 5), new());
        Same<Own, BakedOwn, float>(new(seed: 5), new());
    }

    [Fact]
    public void BatchNormIsFoldedAway()
    {
        Normed trained = Normed.Trained();
        BakedNormed baked = new();
        Assert.Equal(Normed.LayerCount, BakedNormed.LayerCount);
        Assert.Equal((5 * 8) + 8 + (8 * 7) + 7 + (7 * 3) + 3, BakedNormed.ParameterCount);
        foreach (int rows in new[] { 1, 33 })
        {
            float[] inputs = [.. Enumerable.Range(0, rows * 5).Select(i => MathF.Sin(i))];
            float[] expected = new float[rows * 3], actual = new float[rows * 3];
            trained.Predict(inputs, expected);
            baked.Predict(inputs, actual);
            Close.To(Close.Widen(expected), actual, Close.Single, "outputs");
        }
    }

    [Fact]
    public void CodeForAnyNetworkTakesIt()
    {
        Dataset data = Dataset.FromArrays([.. Enumerable.Range(0, 40).Select(i => MathF.Sin(i))], 5, new int[8]);
        Assert.Equal(new Mixed(seed: 5).Predict(data), new BakedMixed().Predict(data));
    }

    [Fact]
    public void AllocatesNothing()
    {
        float[] inputs = new float[40 * BakedWide.InputSize], outputs = new float[40 * BakedWide.OutputSize];
        BakedWide network = new();
        network.Predict(inputs, outputs);
        long least = long.MaxValue; // The runtime may allocate on this thread too, while it compiles a method anew.
        for (int round = 0; round < 5; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            network.Predict(inputs, outputs);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void ChecksItsArguments()
    {
        Assert.Throws<ArgumentException>("inputs", () => new BakedMixed().Predict(new float[4], new float[3]));
        Assert.Throws<ArgumentException>("outputs", () => new BakedMixed().Predict(new float[5], new float[4]));
        new BakedMixed().Predict([], []);
    }

    private static void Same<TTrained, TBaked, T>(TTrained trained, TBaked baked)
        where TTrained : class, IPredictor<TTrained, T>
        where TBaked : class, IPredictor<TBaked, T>
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal((TTrained.LayerCount, TTrained.ParameterCount), (TBaked.LayerCount, TBaked.ParameterCount));
        foreach (int rows in new[] { 1, 2, 33, 100 })
        {
            T[] inputs = [.. Enumerable.Range(0, rows * TTrained.InputSize).Select(i => T.CreateChecked(Math.Sin(i)))];
            T[] expected = new T[rows * TTrained.OutputSize], actual = new T[expected.Length];
            trained.Predict(inputs, expected);
            baked.Predict(inputs, actual);
            Assert.Equal(MemoryMarshal.AsBytes<T>(expected), MemoryMarshal.AsBytes<T>(actual));
        }
    }
}
