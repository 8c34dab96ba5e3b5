namespace GenNet.Paths;

// Trained on every path.

[NeuralNetwork(inputs: 7, Unroll = Unroll.Full)]
[Dense(9, Activation.Tanh)]
[Dense(6, Activation.Softmax)]
[Dense(3, Activation.Softmax)]
public sealed partial class Unrolled7x9x6x3;

[NeuralNetwork(inputs: 7, Unroll = Unroll.Never)]
[Dense(9, Activation.Tanh)]
[Dense(6, Activation.Softmax)]
[Dense(3, Activation.Softmax)]
public sealed partial class Tiled7x9x6x3;

[NeuralNetwork(inputs: 6, Loss = Loss.SquaredError, Unroll = Unroll.Full)]
[Dense(5, Activation.PReLU)]
[Dense(5, Activation.ELU, Alpha = 0.7)]
[Dense(9, Activation.Softplus, Bias = false)]
[Dense(4, Activation.ArcTan)]
public sealed partial class Unrolled6x5x5x9x4;

[NeuralNetwork(inputs: 6, Loss = Loss.SquaredError, Unroll = Unroll.Never)]
[Dense(5, Activation.PReLU)]
[Dense(5, Activation.ELU, Alpha = 0.7)]
[Dense(9, Activation.Softplus, Bias = false)]
[Dense(4, Activation.ArcTan)]
public sealed partial class Tiled6x5x5x9x4;

/// <summary>Four partial sums in each unit's sum, then four, then two.</summary>
[NeuralNetwork(inputs: 64, Unroll = Unroll.Never)]
[Dense(32, Activation.ReLU)]
[Dense(16, Activation.Sigmoid)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class Chains64x32x16x1;

/// <summary>Wider than a row's eight vectors of sums.</summary>
[NeuralNetwork(inputs: 33)]
[Dense(150, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Wide33x150x10;

/// <summary>Every kind of layer that goes through frames.</summary>
[NeuralNetwork(inputs: 3, Steps = 5)]
[Conv1D(9, 2, Activation.Tanh, Dilation = 2)]
[GRU(7)]
[Conv1D(6, 3, Activation.SiLU)]
[LSTM(18)]
[Last]
[Dense(3, Activation.Softmax)]
public sealed partial class Sequence5x3;

[NeuralNetwork(inputs: 2, Steps = 4)]
[Embedding(11, 5)]
[GRU(7)]
[Last]
[Dense(3, Activation.Softmax)]
public sealed partial class Categories4x3;

[NeuralNetwork(inputs: 5, Steps = 3, BurnIn = 1)]
[GRU(17, Name = "trunk")]
[Dense(5, Activation.Softmax, Name = "kind")]
[Conv1D(18, 2, Activation.Sigmoid, Name = "flags", From = "trunk")]
[Output("flags", Weight = 2, LabelSmoothing = 0.1)]
[Output("kind")]
[Output("trunk", Weight = 0.5, Loss = Loss.Huber)]
public sealed partial class HeadsOfFrames5x3;

[NeuralNetwork(inputs: 4, Steps = 3, Precision = Precision.Double)]
[LSTM(5)]
[Conv1D(10, 2, Activation.PReLU, Groups = 5)]
[GRU(9)]
[MeanOverTime]
[Dense(2)]
public sealed partial class SequenceDouble3x4;

[NeuralNetwork(inputs: 9)]
[Dense(8, Activation.Tanh, Initializer = Initializer.HeUniform)]
[Dense(7, Activation.Tanh, Initializer = Initializer.HeNormal)]
[Dense(6, Activation.Tanh, Initializer = Initializer.GlorotUniform)]
[Dense(5, Activation.Tanh, Initializer = Initializer.GlorotNormal)]
[Dense(4, Activation.Tanh, Initializer = Initializer.LeCunUniform)]
[Dense(3, Initializer = Initializer.LeCunNormal)]
public sealed partial class Initializers9x8x7x6x5x4x3;

[NeuralNetwork(inputs: 5, Precision = Precision.Double)]
[Dense(7, Activation.Softplus)]
[Dense(4, Activation.Softmax)]
public sealed partial class UnrolledDouble5x7x4;

[NeuralNetwork(inputs: 32, Precision = Precision.Double, Unroll = Unroll.Never)]
[Dense(20, Activation.Tanh)]
[Dense(9, Activation.ELU)]
[Dense(4, Activation.Sigmoid)]
public sealed partial class TiledDouble32x20x9x4;

[NeuralNetwork(inputs: 6, Loss = Loss.NegativeLogLikelihood, Unroll = Unroll.Full)]
[Dense(7, Activation.ReLU6)]
[Dense(6, Activation.SELU)]
[Dense(7, Activation.CELU, Alpha = 0.8)]
[Dropout(0.1)]
[Dense(6, Activation.GELU)]
[Dense(7, Activation.GELUTanh)]
[Dense(6, Activation.SiLU)]
[Dense(5, Activation.Mish)]
[Dense(3, Activation.LogSoftmax)]
public sealed partial class UnrolledRectifiers6x3;

[NeuralNetwork(inputs: 9, Loss = Loss.Huber, Unroll = Unroll.Never)]
[Dense(18, Activation.LogSigmoid)]
[Dense(7, Activation.TanhShrink)]
[Dropout(0.2)]
[Dense(19, Activation.Softsign)]
[Dense(8, Activation.HardSigmoid)]
[Dense(9, Activation.HardTanh)]
[Dense(7, Activation.HardSwish)]
[Dense(6, Activation.LeakyReLU)]
[Dense(4, Activation.Exponential)]
public sealed partial class TiledBent9x4;

[NeuralNetwork(inputs: 6, Loss = Loss.LogCosh)]
[Dense(8, Activation.Tanh, Initializer = Initializer.TruncatedNormal)]
[Dense(7, Activation.Tanh, Initializer = Initializer.Orthogonal)]
[Dense(6, Activation.Tanh, Initializer = Initializer.PyTorchDefault)]
[Dense(3)]
public sealed partial class OtherInitializers6x8x7x6x3;

[NeuralNetwork(inputs: 6, Loss = Loss.PoissonNegativeLogLikelihood, Precision = Precision.Double)]
[Dense(8, Activation.GELU)]
[Dense(7, Activation.Mish)]
[Dense(6, Activation.ArcTan)]
[Dense(5, Activation.LogSigmoid)]
[Dense(3, Activation.ELU)]
public sealed partial class FunctionsDouble6x8x7x6x5x3;

/// <summary>Large enough for two threads.</summary>
[NeuralNetwork(inputs: 32, Unroll = Unroll.Full)]
[Dense(48, Activation.Tanh)]
[Dense(40, Activation.PReLU)]
[Dropout(0.2)]
[Dense(10, Activation.Softmax)]
public sealed partial class Unrolled32x48x40x10;

[NeuralNetwork(inputs: 12, Unroll = Unroll.Never)]
[Dense(20, Activation.PReLU)]
[Dropout(0.2)]
[Dense(5, Activation.Softmax)]
public sealed partial class Tiled12x20x5;

[NeuralNetwork(inputs: 12, Precision = Precision.Double, Unroll = Unroll.Full)]
[Dense(9, Activation.PReLU)]
[Dropout(0.2)]
[Dense(5, Activation.Softmax)]
public sealed partial class UnrolledDouble12x9x5;

[NeuralNetwork(inputs: 3)]
[Embedding(40, 7)]
[Dense(18, Activation.Tanh)]
[Dense(4, Activation.Softmax)]
public sealed partial class Embedded3x18x4;

[NeuralNetwork(inputs: 2, Precision = Precision.Double)]
[Embedding(50, 8)]
[Dropout(0.1)]
[Dense(9, Activation.Tanh)]
[Dense(4, Activation.Softmax)]
public sealed partial class EmbeddedDouble2x9x4;

// Only compiled and called once.

[NeuralNetwork(inputs: 1)]
[Dense(1)]
public sealed partial class Sweep1x1;

[NeuralNetwork(inputs: 1024)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class Sweep1024x1;

[NeuralNetwork(inputs: 1)]
[Dense(1024, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public sealed partial class Sweep1x1024x3;

[NeuralNetwork(inputs: 1024)]
[Dense(1024, Activation.ReLU)]
[Dense(17, Activation.Softmax)]
public sealed partial class Sweep1024x1024x17;

[NeuralNetwork(inputs: 100)]
[Dense(300, Activation.ReLU)]
[Dense(200, Activation.PReLU)]
[Dense(100, Activation.ELU)]
[Dense(50, Activation.Softmax)]
[Dense(25, Activation.Tanh)]
[Dense(10, Activation.ArcTan)]
public sealed partial class Sweep100x300x200x100x50x25x10;

[NeuralNetwork(Unroll = Unroll.Never)]
[Input("left", 20)]
[Dense(17, Activation.Tanh, Name = "hidden")]
[Dropout(0.2)]
[Dense(17)]
[Add("hidden", Name = "sum")]
[Activate(Activation.PReLU, Name = "bent")]
[Input("right", 5)]
[Concat("sum", "right", "bent")]
[Dense(9, Activation.ReLU, Name = "narrow")]
[Dense(9)]
[Add("narrow")]
[Activate(Activation.ELU)]
[Dense(4, Activation.Softmax)]
public sealed partial class TiledGraph;

[NeuralNetwork(Unroll = Unroll.Full)]
[Input("left", 20)]
[Dense(17, Activation.Tanh, Name = "hidden")]
[Dropout(0.2)]
[Dense(17)]
[Add("hidden", Name = "sum")]
[Activate(Activation.PReLU, Name = "bent")]
[Input("right", 5)]
[Concat("sum", "right", "bent")]
[Dense(9, Activation.ReLU, Name = "narrow")]
[Dense(9)]
[Add("narrow")]
[Activate(Activation.ELU)]
[Dense(4, Activation.Softmax)]
public sealed partial class UnrolledGraph;

[NeuralNetwork(inputs: 20, Unroll = Unroll.Never)]
[Dense(17, Activation.Tanh, Name = "trunk")]
[Dropout(0.1)]
[Dense(9, Activation.ELU)]
[Dense(5, Activation.Softmax, Name = "kind")]
[Dense(18, Activation.Sigmoid, Name = "flags", From = "trunk")]
[Dense(3, Name = "place", From = "trunk")]
[Output("flags", Weight = 2, LabelSmoothing = 0.1)]
[Output("kind")]
[Output("place", Weight = 0.5, Loss = Loss.Huber)]
public sealed partial class TiledHeads;

[NeuralNetwork(inputs: 20, Unroll = Unroll.Full)]
[Dense(17, Activation.Tanh, Name = "trunk")]
[Dropout(0.1)]
[Dense(9, Activation.ELU)]
[Dense(5, Activation.Softmax, Name = "kind")]
[Dense(18, Activation.Sigmoid, Name = "flags", From = "trunk")]
[Dense(3, Name = "place", From = "trunk")]
[Output("flags", Weight = 2, LabelSmoothing = 0.1)]
[Output("kind")]
[Output("place", Weight = 0.5, Loss = Loss.Huber)]
public sealed partial class UnrolledHeads;

[NeuralNetwork(inputs: 48, Unroll = Unroll.Full)]
[Dense(48, Activation.ReLU)]
[Dense(47, Activation.ReLU)]
[Dense(48, Activation.ReLU)]
public sealed partial class Full48x48x47x48;

[NeuralNetwork(inputs: 1, Unroll = Unroll.Full)]
[Dense(48, Activation.Sigmoid)]
[Dense(2, Activation.Tanh)]
[Dense(48, Activation.Tanh)]
[Dense(1)]
public sealed partial class Full1x48x2x48x1;

[NeuralNetwork(inputs: 16, Unroll = Unroll.Full)]
[Dense(32, Activation.PReLU)]
[Dense(32, Activation.ELU)]
[Dense(33, Activation.Softmax)]
[Dense(3, Activation.Softmax)]
public sealed partial class Full16x32x32x33x3;

[NeuralNetwork(inputs: 40, Unroll = Unroll.Full)]
[Dense(31, Activation.Tanh)]
[Dense(37, Activation.Softplus)]
[Dense(29, Activation.ELU)]
[Dense(23, Activation.ArcTan)]
[Dense(41, Activation.Softmax)]
[Dense(3, Activation.Sigmoid)]
public sealed partial class Full40x31x37x29x23x41x3;

[NeuralNetwork(inputs: 32, Precision = Precision.Double, Unroll = Unroll.Full)]
[Dense(48, Activation.Tanh)]
[Dense(48, Activation.Tanh)]
public sealed partial class FullDouble32x48x48;

[NeuralNetwork(inputs: 13, Precision = Precision.Double, Unroll = Unroll.Full)]
[Dense(32, Activation.ReLU)]
[Dense(11, Activation.PReLU)]
[Dense(5, Activation.Softmax)]
public sealed partial class FullDouble13x32x11x5;

// Normalised by the batch: the inputs, whose rows have no padding, and in layers that several threads share.

[NeuralNetwork(inputs: 9)]
[BatchNorm]
[Dense(150, Activation.ReLU)]
[BatchNorm(Momentum = 0.3)]
[Dropout(0.2)]
[Dense(70, Activation.Tanh)]
[BatchNorm(Epsilon = 1e-3)]
[Dense(5, Activation.Softmax)]
public sealed partial class BatchNormed9x150x70x5;

[NeuralNetwork(inputs: 7, Precision = Precision.Double)]
[Dense(9, Activation.PReLU)]
[BatchNorm]
[Dense(3, Activation.Softmax)]
public sealed partial class BatchNormedDouble7x9x3;

// A residual around a normalisation, with a table beside numbers.

[NeuralNetwork]
[Input("colour", 2)]
[Embedding(7, 3, Name = "colours")]
[Input("sizes", 5)]
[BatchNorm(Name = "scaled")]
[Concat("colours", "scaled")]
[Dense(40, Activation.ReLU, Name = "bent")]
[BatchNorm]
[Add("bent")]
[Dense(4, Activation.Softmax)]
public sealed partial class BatchNormedGraph7x40x4;

// Whose inner loops are counted: the networks of the benchmarks, and one for the elementary functions.

[NeuralNetwork(inputs: 784)]
[Dense(128, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Counted784x128x10;

[NeuralNetwork(inputs: 64)]
[Dense(64, Activation.ReLU)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Counted64x64x32x10;

[NeuralNetwork(inputs: 4)]
[Dense(16, Activation.ReLU)]
[Dense(16, Activation.ReLU)]
[Dense(3, Activation.Softmax)]
public sealed partial class Counted4x16x16x3;

[NeuralNetwork(inputs: 16, Unroll = Unroll.Never)]
[Dense(16, Activation.Tanh)]
[Dense(16, Activation.Sigmoid)]
[Dense(16, Activation.Softplus)]
[Dense(16, Activation.ELU)]
[Dense(16, Activation.GELU)]
[Dense(16, Activation.GELUTanh)]
[Dense(16, Activation.Mish)]
[Dense(16, Activation.ArcTan)]
[Dense(16, Activation.LogSigmoid)]
[Dense(16, Activation.Exponential)]
public sealed partial class CountedFunctions;
