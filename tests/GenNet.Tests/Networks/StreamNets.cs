namespace GenNet.Tests.Networks;

// Networks whose outputs are sequences: each kind of layer with memory, first and after others, and kinds that act frame by frame.

[NeuralNetwork(inputs: 3, Steps = 9)]
[Conv1D(5, 3, Activation.Tanh, Dilation = 2)]
[Dense(4, Activation.ReLU)]
[Conv1D(6, 2)]
[Dense(2)]
public sealed partial class ConvStream;

[NeuralNetwork(inputs: 3, Steps = 640)]
[Conv1D(5, 3, Activation.Tanh, Dilation = 2)]
[Dense(4, Activation.ReLU)]
[Conv1D(6, 2)]
[Dense(2)]
public sealed partial class LongConvStream;

// Windows longer than a block of frames, so that Predict and Process go different ways; every number of chains.
[NeuralNetwork(inputs: 8, Steps = 640)]
[Conv1D(8, 6, Activation.LeakyReLU, Dilation = 40)]
[Conv1D(20, 2, Activation.Tanh, Bias = false)]
[Conv1D(8, 4, Groups = 4)]
[Conv1D(1, 16)]
[Conv1D(8, 16)]
public sealed partial class FarConvStream;

[NeuralNetwork(inputs: 8, Steps = 640, Precision = Precision.Double)]
[Conv1D(8, 6, Activation.LeakyReLU, Dilation = 40)]
[Conv1D(20, 2, Activation.Tanh, Bias = false)]
[Conv1D(1, 16)]
public sealed partial class DoubleConvStream;

[NeuralNetwork(inputs: 4, Steps = 6, BurnIn = 2)]
[Conv1D(6, 3, Activation.PReLU, Groups = 2)]
[Conv1D(18, 2, Activation.SiLU, Groups = 6, Bias = false)]
[LayerNorm]
[Dense(3, Activation.Tanh)]
public sealed partial class GroupedStream;

[NeuralNetwork(inputs: 1, Steps = 5, Loss = Loss.SquaredError, Reduction = Reduction.Sum)]
[GRU(12)]
[Dense(1)]
public sealed partial class GruStream;

[NeuralNetwork(inputs: 17, Steps = 4, Loss = Loss.CrossEntropy, BurnIn = 1)]
[Dense(5, Activation.Tanh)]
[LSTM(18)]
[GRU(7)]
[Dense(3, Activation.Softmax)]
public sealed partial class DeepStream;

[NeuralNetwork(inputs: 2, Steps = 1)]
[LSTM(16)]
[Conv1D(3, 4)]
public sealed partial class SingleFrameStream;

[NeuralNetwork(inputs: 2, Steps = 7)]
[GRU(5)]
[Dropout(0.5)]
[Conv1D(2, 2)]
public sealed partial class DropoutStream;

[NeuralNetwork(inputs: 2, Steps = 8)]
[Conv1D(2, 2, Activation.Tanh, Name = "past")]
[LSTM(2, From = "past")]
[Add("past")]
public sealed partial class ResidualStream;

// A layer of a WaveNet: dilated taps and the input, mixed in, make a gated activation, which a residual sum goes around.
[NeuralNetwork(Steps = 8)]
[Input("sound", 1)]
[Dense(5, Bias = false, Name = "x")]
[Conv1D(10, 3, Dilation = 2, Name = "taps")]
[Dense(10, Bias = false, From = "sound")]
[Add("taps")]
[Gated(Name = "gated")]
[Dense(5)]
[Add("x")]
[Dense(1)]
public sealed partial class WaveNetStream;

[NeuralNetwork(inputs: 2, Steps = 3, Loss = Loss.BinaryCrossEntropy)]
[Dense(5, Activation.Mish)]
[Dense(2, Activation.Sigmoid)]
public sealed partial class FramewiseStream;

[NeuralNetwork(inputs: 5, Steps = 8)]
[Conv1D(18, 2, Activation.ReLU, Dilation = 3)]
[GRU(6)]
[Last]
[Dense(9, Activation.ELU)]
[Dense(4, Activation.Softmax)]
public sealed partial class LastOfSequence;

[NeuralNetwork(inputs: 20, Steps = 6)]
[MeanOverTime]
[Dense(3)]
public sealed partial class MeanOfSequence;
