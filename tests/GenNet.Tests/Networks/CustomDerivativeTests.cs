using GenNet.Activations;
using GenNet.Losses;
using GenNet.Numerics;

namespace GenNet.Tests.Networks;

/// <summary>sin z, as in docs/losses-and-outputs.md.</summary>
public readonly struct Sine : IActivation
{
    public V Forward<V>(V z) where V : struct, IVector<V> => Elementary.Sin(z);

    public V Derivative<V>(V z, V a) where V : struct, IVector<V> => Elementary.Cos(z);
}

/// <summary>(1 + z^2)^0.7.</summary>
public readonly struct Bowl : IActivation
{
    public V Forward<V>(V z) where V : struct, IVector<V> => Elementary.Pow(V.MultiplyAdd(z, z, V.Create(1)), V.Create(0.7));

    public V Derivative<V>(V z, V a) where V : struct, IVector<V> => V.Create(1.4) * z * a / V.MultiplyAdd(z, z, V.Create(1));
}

/// <summary>1 - cos(a - y): of angles.</summary>
public readonly struct AngularLoss : ILoss
{
    public static bool IsMean => true;

    public V Value<V>(V a, V y) where V : struct, IVector<V> => V.Create(1) - Elementary.Cos(a - y);

    public V Derivative<V>(V a, V y) where V : struct, IVector<V> => Elementary.Sin(a - y);
}

[NeuralNetwork(inputs: 2, Precision = Precision.Double, CustomLoss = typeof(AngularLoss))]
[Dense(5, typeof(Sine), Initializer = Initializer.HeUniform)]
[Dense(4, typeof(Bowl))]
[Dense(2)]
public sealed partial class DoubleWaves;

[NeuralNetwork(inputs: 2, Precision = Precision.Double, CustomLoss = typeof(AngularLoss))]
[Dense(34, typeof(Sine), Initializer = Initializer.HeUniform)]
[Dense(3, typeof(Bowl))]
[Dense(2)]
public sealed partial class DoubleWavesTiled;

public sealed class DoubleWavesTests() : SequenceDerivativeContract<DoubleWaves>(() => new());

public sealed class DoubleWavesTiledTests() : SequenceDerivativeContract<DoubleWavesTiled>(() => new());
