using GenNet;

[NeuralNetwork(inputs: 30)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class Linear;

[NeuralNetwork(inputs: 30)]
[Dense(64, Activation.Tanh), Dropout(0.2)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class Wide;

[NeuralNetwork(inputs: 30)]
[Dense(16, Activation.SiLU)]
[Dense(16, Activation.SiLU)]
[Dense(8, Activation.SiLU)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class Deep;
