using GenNet;

/// <summary>Thirty measurements of cell nuclei in, the probability that the tumour is benign out: logistic regression.</summary>
[NeuralNetwork(inputs: 30)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class Linear;

/// <summary>The same with many hidden units.</summary>
[NeuralNetwork(inputs: 30)]
[Dense(64, Activation.Tanh), Dropout(0.2)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class Wide;

/// <summary>The same with few hidden units in several layers.</summary>
[NeuralNetwork(inputs: 30)]
[Dense(16, Activation.SiLU)]
[Dense(16, Activation.SiLU)]
[Dense(8, Activation.SiLU)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class Deep;
