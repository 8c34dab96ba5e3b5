namespace GenNet.Tests.Networks;

// Shapes that end before, on and after a vector of 4, 8 and 16 lanes; every activation, inside and as the output; every loss.
// Those in the first group have a recording of PyTorch under the same name (scripts/parity/networks.py).

[NeuralNetwork(inputs: 3)]
[Dense(3, Activation.Tanh)]
[Dense(2, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class Tanh3x3x2x1;

[NeuralNetwork(inputs: 4)]
[Dense(3)]
public sealed partial class Linear4x3;

[NeuralNetwork(inputs: 4, Loss = Loss.CrossEntropy)]
[Dense(3, Activation.Softmax)]
public sealed partial class Softmax4x3;

[NeuralNetwork(inputs: 5)]
[Dense(4, Activation.Tanh)]
[Dense(4, Activation.Softmax)]
[Dense(3, Activation.Softmax)]
public sealed partial class SoftmaxInside5x4x4x3;

[NeuralNetwork(inputs: 1)]
[Dense(1)]
public sealed partial class Single1x1;

[NeuralNetwork(inputs: 17)]
[Dense(33, Activation.ReLU)]
[Dense(9, Activation.Softmax)]
public sealed partial class Rectified17x33x9;

[NeuralNetwork(inputs: 6, Loss = Loss.SquaredError, Reduction = Reduction.Sum)]
[Dense(5, Activation.PReLU)]
[Dense(5, Activation.ELU, Alpha = 0.7)]
[Dense(5, Activation.Softplus)]
[Dense(4, Activation.ArcTan)]
public sealed partial class Mixed6x5x5x5x4;

[NeuralNetwork(inputs: 5, Loss = Loss.CrossEntropy, Reduction = Reduction.Sum)]
[Dense(6, Activation.Sigmoid)]
[Dense(3)]
public sealed partial class Logits5x6x3;

[NeuralNetwork(inputs: 4, Loss = Loss.BinaryCrossEntropy, Reduction = Reduction.Sum)]
[Dense(5, Activation.PReLU, Alpha = 0.1)]
[Dense(2)]
public sealed partial class BinaryLogits4x5x2;

[NeuralNetwork(inputs: 6)]
[Dense(7, Activation.ELU)]
[Dense(3, Activation.Sigmoid)]
public sealed partial class MultiLabel6x7x3;

#pragma warning disable GN0013 // That nothing before a step learns is what is tested here.
[NeuralNetwork(inputs: 3)]
[Dense(4, Activation.BinaryStep)]
[Dense(2)]
public sealed partial class Step3x4x2;
#pragma warning restore GN0013

[NeuralNetwork(inputs: 4, Loss = Loss.SquaredError, Reduction = Reduction.Sum)]
[Dense(3, Activation.Softmax)]
public sealed partial class SoftmaxSquared4x3;

[NeuralNetwork(inputs: 4, Loss = Loss.MeanSquaredError, Reduction = Reduction.Sum)]
[Dense(2, Activation.Sigmoid)]
public sealed partial class SigmoidSquared4x2;

[NeuralNetwork(inputs: 4)]
[Dense(3, Activation.ReLU, Bias = false)]
[Dense(2, Activation.PReLU, Bias = false)]
public sealed partial class NoBias4x3x2;

[NeuralNetwork(inputs: 3)]
[Embedding(17, 5)]
[Dense(21, Activation.Tanh)]
[Dense(4, Activation.Softmax)]
public sealed partial class Embedded3x21x4;

// Not recorded: the reference alone says what they compute.

[NeuralNetwork(inputs: 784)]
[Dense(128, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Mnist784x128x10;

[NeuralNetwork(inputs: 64, Unroll = Unroll.Never)]
[Dense(32, Activation.Tanh)]
[Dense(16, Activation.Softplus)]
[Dense(8)]
public sealed partial class Tiled64x32x16x8;

[NeuralNetwork(inputs: 15, Loss = Loss.SquaredError, Unroll = Unroll.Full)]
[Dense(16, Activation.Sigmoid)]
[Dense(17, Activation.ReLU)]
[Dense(3, Activation.Tanh)]
public sealed partial class Unrolled15x16x17x3;

[NeuralNetwork(inputs: 31, Loss = Loss.BinaryCrossEntropy)]
[Dense(20, Activation.PReLU)]
[Dense(12, Activation.Softmax)]
[Dense(1)]
public sealed partial class Deep31x20x12x1;

// Both forms of the generated code, at widths that fill no vector and with every kind of activation, whatever the plan would choose.

[NeuralNetwork(inputs: 19, Unroll = Unroll.Never)]
[Dense(21, Activation.PReLU)]
[Dense(18, Activation.Softmax)]
[Dense(11, Activation.ELU, Alpha = 0.5, Bias = false)]
[Dense(5, Activation.Sigmoid)]
public sealed partial class Tiled19x21x18x11x5;

[NeuralNetwork(inputs: 3, Loss = Loss.SquaredError, Unroll = Unroll.Never)]
[Dense(2, Activation.ArcTan)]
[Dense(1, Activation.PReLU)]
public sealed partial class Tiled3x2x1;

[NeuralNetwork(inputs: 12, Reduction = Reduction.Sum, Unroll = Unroll.Full)]
[Dense(9, Activation.PReLU)]
[Dense(7, Activation.Softmax)]
[Dense(6, Activation.ArcTan, Bias = false)]
[Dense(4, Activation.Softmax)]
public sealed partial class Unrolled12x9x7x6x4;

[NeuralNetwork(inputs: 5)]
[LayerNorm]
[Dense(21, Activation.Tanh)]
[LayerNorm(Epsilon = 1e-3)]
[Dense(18, Activation.ReLU)]
[LayerNorm(Affine = false)]
[Dense(4, Activation.Softmax)]
public sealed partial class Normalized5x21x18x4;

/// <summary>Vectors that fill lines of the cache, and nothing but them.</summary>
[NeuralNetwork(inputs: 2, Reduction = Reduction.Sum)]
[Embedding(300, 16)]
public sealed partial class Embedded2x32;

[NeuralNetwork(inputs: 1)]
[Embedding(1, 19)]
[LayerNorm]
[Dense(3, Activation.Softmax)]
public sealed partial class OneCategory1x19x3;
