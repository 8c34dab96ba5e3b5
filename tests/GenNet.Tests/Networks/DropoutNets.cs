namespace GenNet.Tests.Networks;

[NeuralNetwork(inputs: 3, Precision = Precision.Double)]
[Dense(6, Activation.Tanh)]
[Dropout(0.4)]
[Dense(5, Activation.Softmax)]
[Dropout(0)]
[Dense(2, Activation.Softplus)]
public sealed partial class UnrolledDropout;

[NeuralNetwork(inputs: 3, Precision = Precision.Double, Unroll = Unroll.Never)]
[Dense(6, Activation.Tanh)]
[Dropout(0.4)]
[Dense(5, Activation.Softmax)]
[Dropout(0)]
[Dense(2, Activation.Softplus)]
public sealed partial class TiledDropout;

/// <summary>Dropout after an activation that is fused into the tiles, and after a softmax, whose derivative mixes the units.</summary>
[NeuralNetwork(inputs: 3, Precision = Precision.Double, Unroll = Unroll.Never)]
[Dense(6, Activation.ReLU)]
[Dropout(0.4)]
[Dense(5, Activation.Softmax)]
[Dense(2, Activation.Softplus)]
public sealed partial class FusedDropout;

[NeuralNetwork(inputs: 3, Precision = Precision.Double)]
[Dense(6, Activation.Softmax)]
[Dropout(0.4)]
[Dense(5, Activation.PReLU)]
[Dense(2, Activation.Softplus)]
public sealed partial class SoftmaxDropout;
