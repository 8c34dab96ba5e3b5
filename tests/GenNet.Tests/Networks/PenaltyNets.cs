namespace GenNet.Tests.Networks;

[NeuralNetwork(inputs: 3, Precision = Precision.Double)]
[Dense(6, Activation.Tanh, L1 = 0.01, L2 = 0.03)]
[Dense(5, Activation.PReLU)]
[Dense(4, Activation.Sigmoid, L1 = 0.02, Bias = false)]
[Dense(2, Activation.Softplus, L2 = 0.05)]
public sealed partial class UnrolledPenalties;

[NeuralNetwork(inputs: 3, Precision = Precision.Double, Unroll = Unroll.Never)]
[Dense(6, Activation.Tanh, L1 = 0.01, L2 = 0.03)]
[Dense(5, Activation.PReLU)]
[Dense(4, Activation.Sigmoid, L1 = 0.02, Bias = false)]
[Dense(2, Activation.Softplus, L2 = 0.05)]
public sealed partial class TiledPenalties;

[NeuralNetwork(inputs: 3, Reduction = Reduction.Sum, Precision = Precision.Double)]
[Dense(6, Activation.Tanh, L1 = 0.01, L2 = 0.03)]
[Dense(5, Activation.PReLU)]
[Dense(4, Activation.Sigmoid, L1 = 0.02, Bias = false)]
[Dense(2, Activation.Softplus, L2 = 0.05)]
public sealed partial class UnrolledSummedPenalties;

[NeuralNetwork(inputs: 3, Reduction = Reduction.Sum, Precision = Precision.Double, Unroll = Unroll.Never)]
[Dense(6, Activation.Tanh, L1 = 0.01, L2 = 0.03)]
[Dense(5, Activation.PReLU)]
[Dense(4, Activation.Sigmoid, L1 = 0.02, Bias = false)]
[Dense(2, Activation.Softplus, L2 = 0.05)]
public sealed partial class TiledSummedPenalties;

/// <summary>The same without penalties.</summary>
[NeuralNetwork(inputs: 3, Precision = Precision.Double, Unroll = Unroll.Never)]
[Dense(6, Activation.Tanh)]
[Dense(5, Activation.PReLU)]
[Dense(4, Activation.Sigmoid, Bias = false)]
[Dense(2, Activation.Softplus)]
public sealed partial class NoPenalties;

[NeuralNetwork(inputs: 3, Unroll = Unroll.Never)]
[Dense(6, Activation.Tanh, L1 = 0.01, L2 = 0.03)]
[Dense(2, Activation.Softplus, L2 = 0.05)]
public sealed partial class SinglePenalties;
