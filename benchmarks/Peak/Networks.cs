namespace GenNet.Benchmarks;

[NeuralNetwork(inputs: 784)]
[Dense(128, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class ImageNet;

[NeuralNetwork(inputs: 64)]
[Dense(64, Activation.ReLU)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class MediumNet;

[NeuralNetwork(inputs: 4)]
[Dense(16, Activation.ReLU)]
[Dense(16, Activation.ReLU)]
[Dense(3, Activation.Softmax)]
public sealed partial class NarrowNet;

[NeuralNetwork(inputs: 4, Loss = Loss.SquaredError)]
[Dense(32, Activation.Tanh)]
[Dense(16, Activation.Tanh)]
[Dense(4)]
public sealed partial class EpochNet;

[NeuralNetwork(inputs: 24, Precision = Precision.Double)]
[Dense(8, Activation.Tanh)]
[Dense(2, Activation.Tanh)]
public sealed partial class DoubleNet;
