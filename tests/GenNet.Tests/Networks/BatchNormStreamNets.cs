namespace GenNet.Tests.Networks;

#pragma warning disable GN0082 // Windows of a single frame, shorter than what a convolution sees, are tested here too.

// Statistics over all frames: of what is in front of each kind with a memory, and of what leaves it; outputs in two stages.
[NeuralNetwork(inputs: 3, Steps = 5, BurnIn = 2)]
[BatchNorm]
[Conv1D(18, 3, Dilation = 2)]
[BatchNorm(Epsilon = 1e-3, Momentum = 0.3)]
[Activate(Activation.Tanh)]
[GRU(5, Name = "state")]
[BatchNorm]
[LSTM(4)]
[Dense(3, Name = "level")]
[Dense(2, Activation.Softmax, From = "state", Name = "kind")]
[Output("level")]
[Output("kind", Weight = 0.5)]
public sealed partial class BatchNormStream;

// A residual around a normalisation, and stages that read sequences and single rows of stages before.
[NeuralNetwork(Steps = 4, Reduction = Reduction.Sum)]
[Input("sound", 2)]
[BatchNorm(Name = "scaled")]
[Input("knob", 1)]
[Concat("scaled", "knob", "sound", Name = "all")]
[GRU(5, Name = "past")]
[Conv1D(5, 2, From = "all", Name = "taps")]
[BatchNorm(From = "past", Momentum = 0.3, Name = "normal")]
[Add("taps", Name = "sum")]
[Last(From = "normal", Name = "end")]
[MeanOverTime(From = "sum")]
[BatchNorm]
[Add("end")]
[Dense(4, Activation.Softmax)]
public sealed partial class BatchNormWindows;

// A chunk of training is 16 windows; so many weights that a second thread is worth its while.
[NeuralNetwork(inputs: 1, Steps = 256, Loss = Loss.SquaredError)]
[Conv1D(16, 16)]
[BatchNorm]
[Dense(1)]
[BatchNorm]
public sealed partial class LongBatchNormStream;

// One frame of one window has no variance.
[NeuralNetwork(inputs: 2, Steps = 1)]
[Conv1D(5, 2, Activation.ReLU)]
[BatchNorm]
[Dense(2)]
public sealed partial class SingleFrameBatchNorm;

[NeuralNetwork(inputs: 3, Steps = 1, Precision = Precision.Double)]
[BatchNorm]
[Conv1D(4, 2, Bias = false)]
[BatchNorm(Epsilon = 1e-3, Momentum = 0.3)]
[Activate(Activation.Tanh)]
[GRU(3)]
[BatchNorm]
[Dense(2)]
public sealed partial class BatchNormedWindows1;

[NeuralNetwork(inputs: 3, Steps = 2, Precision = Precision.Double)]
[BatchNorm]
[Conv1D(4, 2, Bias = false)]
[BatchNorm(Epsilon = 1e-3, Momentum = 0.3)]
[Activate(Activation.Tanh)]
[GRU(3)]
[BatchNorm]
[Dense(2)]
public sealed partial class BatchNormedWindows2;

[NeuralNetwork(inputs: 3, Steps = 7, Precision = Precision.Double)]
[BatchNorm]
[Conv1D(4, 2, Bias = false)]
[BatchNorm(Epsilon = 1e-3, Momentum = 0.3)]
[Activate(Activation.Tanh)]
[GRU(3)]
[BatchNorm]
[Dense(2)]
public sealed partial class BatchNormedWindows7;

[NeuralNetwork(inputs: 3, Steps = 64, Precision = Precision.Double)]
[BatchNorm]
[Conv1D(4, 2, Bias = false)]
[BatchNorm(Epsilon = 1e-3, Momentum = 0.3)]
[Activate(Activation.Tanh)]
[GRU(3)]
[BatchNorm]
[Dense(2)]
public sealed partial class BatchNormedWindows64;
