namespace GenNet.Benchmarks;

/// <summary>Straight lines.</summary>
[NeuralNetwork(inputs: 4)]
[Dense(16, Activation.Tanh)]
[Dense(16, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public sealed partial class Narrow;

/// <summary>The same as register tiles.</summary>
[NeuralNetwork(inputs: 4, Unroll = Unroll.Never)]
[Dense(16, Activation.Tanh)]
[Dense(16, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public sealed partial class NarrowTiles;

/// <summary>Too wide for straight lines.</summary>
[NeuralNetwork(inputs: 64)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Digits;
