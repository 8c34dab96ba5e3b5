namespace GenNet.Benchmarks;

/// <summary>Few parameters, so that little is sent.</summary>
[NeuralNetwork(inputs: 4)]
[Dense(16, Activation.Tanh)]
[Dense(16, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public sealed partial class NarrowNet;

/// <summary>A table of some columns.</summary>
[NeuralNetwork(inputs: 30)]
[Dense(64, Activation.Tanh)]
[Dense(64, Activation.Tanh)]
[Dense(2, Activation.Softmax)]
public sealed partial class TableNet;

/// <summary>Most of its parameters meet each sample once.</summary>
[NeuralNetwork(inputs: 784)]
[Dense(128, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class PictureNet;
