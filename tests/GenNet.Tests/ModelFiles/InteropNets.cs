using System.Runtime.CompilerServices;
using GenNet.Activations;
using GenNet.Numerics;

namespace GenNet.Tests.ModelFiles;

// The networks of scripts/interop/pytorch.py.

[NeuralNetwork(inputs: 5)]
[Dense(7, Activation.PReLU)]
[Dropout(0.25)]
[Dense(6, Activation.ELU, Alpha = 0.5, Bias = false)]
[Dense(4)]
[Dense(3, Activation.Softmax)]
public sealed partial class Mixed;

[NeuralNetwork(inputs: 5, Precision = Precision.Double, Unroll = Unroll.Never)]
[Dense(7, Activation.PReLU)]
[Dropout(0.25)]
[Dense(6, Activation.ELU, Alpha = 0.5, Bias = false)]
[Dense(4)]
[Dense(3, Activation.Softmax)]
public sealed partial class MixedDouble;

[NeuralNetwork(inputs: 9)]
[Dense(40, Activation.ReLU)]
[Dense(18)]
[Dropout(0)]
[Dense(11, Activation.PReLU)]
[Dense(3)]
public sealed partial class Wide;

[NeuralNetwork(inputs: 9, Precision = Precision.Double)]
[Dense(40, Activation.ReLU)]
[Dense(18)]
[Dropout(0)]
[Dense(11, Activation.PReLU)]
[Dense(3)]
public sealed partial class WideDouble;

[NeuralNetwork(inputs: 3)]
[Dense(6, typeof(Square))]
[Dense(2, Activation.Sigmoid)]
public sealed partial class Own;

[NeuralNetwork(inputs: 5)]
[Dense(8, Bias = false)]
[BatchNorm]
[Dense(7, Activation.Tanh)]
[BatchNorm(Epsilon = 1e-3, Momentum = 0.3)]
[Dropout(0.25)]
[Dense(3, Activation.Softmax)]
public sealed partial class Normed
{
    /// <summary>One whose running statistics are those of some training.</summary>
    public static Normed Trained()
    {
        Normed network = new(seed: 5);
        Adam adam = new(0.05);
        float[] inputs = [.. Enumerable.Range(0, 32 * InputSize).Select(i => MathF.Sin(i) + 0.5f)];
        int[] labels = [.. Enumerable.Range(0, 32).Select(i => i % 3)];
        for (int step = 0; step < 20; step++)
            network.Train(inputs, labels, adam);
        return network;
    }
}

[NeuralNetwork]
[Input("state", 5)]
[Dense(8, Name = "stem")]
[Activate(Activation.PReLU, Name = "bend")]
[Dense(8, Activation.Tanh, Bias = false, Name = "inner")]
[Dropout(0.1)]
[Dense(8, Name = "outer")]
[Add("bend")]
[LayerNorm(Name = "norm")]
[Input("action", 2)]
[Concat("norm", "action")]
[Dense(3, Name = "head")]
public sealed partial class Critic;

[NeuralNetwork(Precision = Precision.Double)]
[Input("state", 5)]
[Dense(8, Name = "stem")]
[Activate(Activation.PReLU, Name = "bend")]
[Dense(8, Activation.Tanh, Bias = false, Name = "inner")]
[Dropout(0.1)]
[Dense(8, Name = "outer")]
[Add("bend")]
[LayerNorm(Name = "norm")]
[Input("action", 2)]
[Concat("norm", "action")]
[Dense(3, Name = "head")]
public sealed partial class CriticDouble;

/// <summary>g(z) = z^2.</summary>
public readonly struct Square : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, IVector<V> => z * z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<V>(V z, V a) where V : struct, IVector<V> => z + z;
}
