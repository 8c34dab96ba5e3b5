namespace GenNet.Tests.DataParallel;

/// <summary>With dropout and penalties, as straight lines.</summary>
[NeuralNetwork(inputs: 3)]
[Dense(6, Activation.Tanh, L2 = 1e-3), Dropout(0.2)]
[Dense(2, Activation.Softmax)]
internal sealed partial class StraightNet;

/// <summary>The same function with another loss.</summary>
[NeuralNetwork(inputs: 3, Loss = Loss.SquaredError)]
[Dense(6, Activation.Tanh, L2 = 1e-3), Dropout(0.2)]
[Dense(2, Activation.Softmax)]
internal sealed partial class SquaresNet;

/// <summary>The same as tiles, whose cost is a sum.</summary>
[NeuralNetwork(inputs: 3, Reduction = Reduction.Sum, Unroll = Unroll.Never)]
[Dense(20, Activation.Tanh, L1 = 1e-3), Dropout(0.2)]
[LayerNorm]
[Dense(2, Activation.Softmax)]
internal sealed partial class TiledNet;

[NeuralNetwork(inputs: 3, Precision = Precision.Double)]
[Dense(6, Activation.Tanh, L2 = 1e-3)]
[Dense(2, Activation.Softmax)]
internal sealed partial class PreciseNet;

[NeuralNetwork(inputs: 3)]
[Dense(8, Activation.Tanh, Name = "trunk")]
[Dense(2, Activation.Softmax, Name = "kind")]
[Dense(1, From = "trunk", Name = "size")]
[Output("kind", Loss = Loss.CrossEntropy)]
[Output("size", Loss = Loss.MeanSquaredError, Weight = 0.5)]
internal sealed partial class ForkNet;

/// <summary>Windows of five frames, the first of which has no loss.</summary>
[NeuralNetwork(inputs: 1, Steps = 5, BurnIn = 1)]
[GRU(4)]
[Dense(1)]
internal sealed partial class WindowNet;

[NeuralNetwork(inputs: 3)]
[Dense(6)]
[BatchNorm]
[Dense(2, Activation.Softmax)]
internal sealed partial class NormalizedNet;
