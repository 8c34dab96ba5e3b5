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

/// <summary>What is dropped has another reader, below.</summary>
[NeuralNetwork(inputs: 3, Precision = Precision.Double, Unroll = Unroll.Full)]
[Dense(6, Activation.Tanh, Name = "hidden")]
[Dropout(0.4)]
[Dense(5, Activation.ELU, Name = "seen")]
[Concat("hidden", "seen")]
[Dense(2, Activation.Softplus)]
public sealed partial class UnrolledDropoutBeside;

/// <summary>What is dropped has another reader, above.</summary>
[NeuralNetwork(inputs: 3, Precision = Precision.Double, Unroll = Unroll.Full)]
[Dense(6, Activation.ReLU, Name = "hidden")]
[Activate(Activation.Tanh, Name = "bent")]
[Dropout(0.4, From = "hidden")]
[Dense(5, Activation.ELU, Name = "seen")]
[Concat("seen", "bent")]
[Dense(2, Activation.Softplus)]
public sealed partial class UnrolledDropoutBelow;

/// <summary>What is dropped has another reader, below.</summary>
[NeuralNetwork(inputs: 3, Precision = Precision.Double, Unroll = Unroll.Never)]
[Dense(6, Activation.Tanh, Name = "hidden")]
[Dropout(0.4)]
[Dense(5, Activation.ELU, Name = "seen")]
[Concat("hidden", "seen")]
[Dense(2, Activation.Softplus)]
public sealed partial class TiledDropoutBeside;

/// <summary>What is dropped has another reader, above.</summary>
[NeuralNetwork(inputs: 3, Precision = Precision.Double, Unroll = Unroll.Never)]
[Dense(6, Activation.ReLU, Name = "hidden")]
[Activate(Activation.Tanh, Name = "bent")]
[Dropout(0.4, From = "hidden")]
[Dense(5, Activation.ELU, Name = "seen")]
[Concat("seen", "bent")]
[Dense(2, Activation.Softplus)]
public sealed partial class TiledDropoutBelow;
