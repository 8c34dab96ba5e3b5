namespace GenNet.Tests.Networks;

// Two networks and the one that they are together, in both forms.

[NeuralNetwork(inputs: 4, Precision = Precision.Double)]
[Dense(6, Activation.PReLU)]
[Dense(5, Activation.Softmax)]
public sealed partial class UnrolledFirst;

[NeuralNetwork(inputs: 5, Precision = Precision.Double)]
[Dense(7, Activation.SiLU)]
[Dense(3, Activation.Softplus)]
public sealed partial class UnrolledSecond;

[NeuralNetwork(inputs: 4, Precision = Precision.Double)]
[Dense(6, Activation.PReLU)]
[Dense(5, Activation.Softmax)]
[Dense(7, Activation.SiLU)]
[Dense(3, Activation.Softplus)]
public sealed partial class UnrolledWhole;

[NeuralNetwork(inputs: 19, Precision = Precision.Double, Unroll = Unroll.Never)]
[Dense(33, Activation.PReLU)]
[Dense(17, Activation.Sigmoid)]
public sealed partial class TiledFirst;

[NeuralNetwork(inputs: 17, Precision = Precision.Double, Unroll = Unroll.Never)]
[Dense(40, Activation.SiLU)]
[Dense(9, Activation.Softplus)]
public sealed partial class TiledSecond;

[NeuralNetwork(inputs: 19, Precision = Precision.Double, Unroll = Unroll.Never)]
[Dense(33, Activation.PReLU)]
[Dense(17, Activation.Sigmoid)]
[Dense(40, Activation.SiLU)]
[Dense(9, Activation.Softplus)]
public sealed partial class TiledWhole;
