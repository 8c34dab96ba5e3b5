namespace GenNet.Benchmarks;

/// <summary>Straight lines.</summary>
[NeuralNetwork(inputs: 4)]
[Dense(16, Activation.Tanh)]
[Dense(16, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public sealed partial class Narrow;

/// <summary>Register tiles.</summary>
[NeuralNetwork(inputs: 64)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Digits;
