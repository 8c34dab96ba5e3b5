namespace GenNet.Tests.Networks;

// In double the tolerance can be that of gradcheck: a wrong gradient that still learns shows. Each network in both forms.

[NeuralNetwork(inputs: 5, Precision = Precision.Double)]
[Dense(7, Activation.Tanh)]
[Dense(6, Activation.Softmax)]
[Dense(4, Activation.Sigmoid)]
public sealed partial class UnrolledDouble5x7x6x4;

[NeuralNetwork(inputs: 5, Precision = Precision.Double, Unroll = Unroll.Never)]
[Dense(7, Activation.Tanh)]
[Dense(6, Activation.Softmax)]
[Dense(4, Activation.Sigmoid)]
public sealed partial class TiledDouble5x7x6x4;

[NeuralNetwork(inputs: 6, Loss = Loss.SquaredError, Reduction = Reduction.Sum, Precision = Precision.Double)]
[Dense(5, Activation.PReLU)]
[Dense(5, Activation.ELU, Alpha = 0.7)]
[Dense(9, Activation.Softplus, Bias = false)]
[Dense(4, Activation.ArcTan)]
public sealed partial class UnrolledDouble6x5x5x9x4;

[NeuralNetwork(inputs: 6, Loss = Loss.SquaredError, Reduction = Reduction.Sum, Precision = Precision.Double, Unroll = Unroll.Never)]
[Dense(5, Activation.PReLU)]
[Dense(5, Activation.ELU, Alpha = 0.7)]
[Dense(9, Activation.Softplus, Bias = false)]
[Dense(4, Activation.ArcTan)]
public sealed partial class TiledDouble6x5x5x9x4;

[NeuralNetwork(inputs: 24, Precision = Precision.Double)]
[Dense(40, Activation.ReLU)]
[Dense(33, Activation.Sigmoid)]
[Dense(19, Activation.Softmax)]
public sealed partial class TiledDouble24x40x33x19;

[NeuralNetwork(inputs: 2, Loss = Loss.SquaredError, Precision = Precision.Double)]
[Embedding(11, 5)]
[LayerNorm]
[Dense(9, Activation.Tanh)]
[Dense(3)]
public sealed partial class EmbeddedDouble2x9x3;
