namespace GenNet.Tests.Networks;

// A normalisation of the inputs, whose rows have no padding, of hidden layers, and of what others normalised or dropped.
[NeuralNetwork(inputs: 5)]
[BatchNorm]
[Dense(21, Activation.Tanh)]
[BatchNorm(Epsilon = 1e-3, Momentum = 0.3)]
[Dense(18, Activation.ReLU)]
[LayerNorm]
[BatchNorm]
[Dense(4, Activation.Softmax)]
public sealed partial class BatchNormed5x21x18x4;

// The last layer's, and one after a PReLU.
[NeuralNetwork(inputs: 16, Reduction = Reduction.Sum)]
[Dense(33, Activation.PReLU)]
[BatchNorm]
[Dense(7)]
[BatchNorm(Momentum = 1)]
public sealed partial class BatchNormed16x33x7;

[NeuralNetwork(inputs: 5, Precision = Precision.Double)]
[BatchNorm]
[Dense(9, Activation.Tanh)]
[BatchNorm(Epsilon = 1e-3, Momentum = 0.3)]
[Dense(7, Activation.Softplus)]
[BatchNorm]
[Dense(3, Activation.Softmax)]
public sealed partial class DoubleBatchNormed5x9x7x3;

[NeuralNetwork(inputs: 3, Precision = Precision.Double)]
[BatchNorm]
[Dense(6, Activation.Tanh)]
[BatchNorm(Epsilon = 1e-3, Momentum = 0.3)]
[Dense(2)]
[BatchNorm]
public sealed partial class RecordedBatchNorm;

[NeuralNetwork(inputs: 5, Precision = Precision.Double)]
[Dense(18, Bias = false)]
[BatchNorm]
[Activate(Activation.ReLU)]
[Dense(18, Bias = false)]
[BatchNorm]
[Activate(Activation.ReLU)]
[Dense(18, Bias = false)]
[BatchNorm]
[Activate(Activation.ReLU)]
[Dense(18, Bias = false)]
[BatchNorm]
[Activate(Activation.ReLU)]
[Dense(3)]
public sealed partial class DeepBatchNorm5x18x18x18x18x3;

[NeuralNetwork(inputs: 20)]
[Dense(40, Activation.ReLU)]
[BatchNorm]
[Dropout(0.3)]
[Dense(30)]
[BatchNorm]
[Dropout(0.2)]
[Dense(3)]
public sealed partial class BatchNormedDropout20x40x30x3;

[NeuralNetwork(inputs: 64)]
[Dense(64, Bias = false)]
[BatchNorm]
[Dense(64, Activation.ReLU, Bias = false)]
[BatchNorm]
[Dense(10, Activation.Softmax)]
public sealed partial class BatchNormed64x64x64x10;

// A residual around a normalisation, an input that two read, and an activation that its dense layer applies stages before it is read.
[NeuralNetwork(Reduction = Reduction.Sum)]
[Input("size", 5)]
[BatchNorm(Name = "scaled")]
[Input("weight", 3)]
[Concat("scaled", "weight", "size")]
[Dense(21, Name = "z")]
[Dense(21, Name = "w")]
[BatchNorm(From = "z", Momentum = 0.3, Name = "normal")]
[Activate(Activation.ReLU, From = "w", Name = "bent")]
[Add("normal")]
[BatchNorm]
[Add("z")]
[Dense(4, Activation.Softmax)]
public sealed partial class BatchNormedGraph8x21x4;
