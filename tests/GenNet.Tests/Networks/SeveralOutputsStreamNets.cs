namespace GenNet.Tests.Networks;

// Heads on each frame of windows and streams, and networks of each head alone.

[NeuralNetwork(inputs: 3, Steps = 6, BurnIn = 2)]
[GRU(7, Name = "states")]
[Dense(3, Activation.Softmax, Name = "tag")]
[Dense(1, Name = "value", From = "states")]
[Output("tag")]
[Output("value", Weight = 0.5)]
public sealed partial class TagAndValue;

[NeuralNetwork(inputs: 3, Steps = 6, BurnIn = 2)]
[GRU(7)]
[Dense(3, Activation.Softmax)]
public sealed partial class TagAlone;

[NeuralNetwork(inputs: 3, Steps = 6, BurnIn = 2)]
[GRU(7)]
[Dense(1)]
public sealed partial class ValueOfFramesAlone;

// All at once, as ManyOutputs has it: the kinds with a memory on both sides of an output, and an input that is one.

[NeuralNetwork(Steps = 3, BurnIn = 1, Reduction = Reduction.Sum)]
[Input("state", 4)]
[Input("goal", 2)]
[Concat("state", "goal")]
[Conv1D(4, 2, Activation.Softplus, Dilation = 2, Name = "trunk")]
[Dense(4, Activation.Softmax, Name = "kind")]
[LSTM(3, Name = "about_kind")]
[Concat("trunk", "about_kind")]
[Dense(2, Activation.Sigmoid, Name = "flags")]
[Dense(3, Name = "size", From = "trunk")]
[Dense(3, Activation.LogSoftmax, Name = "colour", From = "about_kind")]
[Output("flags", Weight = 2, LabelSmoothing = 0.2)]
[Output("kind", Weight = 0.3, LabelSmoothing = 0.1)]
[Output("trunk", Loss = Loss.Huber, Weight = 0.1)]
[Output("goal", Weight = 0)]
[Output("size", CustomLoss = typeof(FourthPowerOfError))]
[Output("colour", Loss = Loss.NegativeLogLikelihood)]
public sealed partial class ManyOutputsOfFrames;

[NeuralNetwork(Steps = 3, BurnIn = 1, Reduction = Reduction.Sum, Precision = Precision.Double)]
[Input("state", 4)]
[Input("goal", 2)]
[Concat("state", "goal")]
[Conv1D(4, 2, Activation.Softplus, Dilation = 2, Name = "trunk")]
[Dense(4, Activation.Softmax, Name = "kind")]
[LSTM(3, Name = "about_kind")]
[Concat("trunk", "about_kind")]
[Dense(2, Activation.Sigmoid, Name = "flags")]
[Dense(3, Name = "size", From = "trunk")]
[Dense(3, Activation.LogSoftmax, Name = "colour", From = "about_kind")]
[Output("flags", Weight = 2, LabelSmoothing = 0.2)]
[Output("kind", Weight = 0.3, LabelSmoothing = 0.1)]
[Output("trunk", Loss = Loss.Huber, Weight = 0.1)]
[Output("goal", Weight = 0)]
[Output("size", CustomLoss = typeof(FourthPowerOfError))]
[Output("colour", Loss = Loss.NegativeLogLikelihood)]
public sealed partial class DoubleManyOutputsOfFrames;

// Heads on one row of each window.

[NeuralNetwork(inputs: 3, Steps = 4)]
[LSTM(3, Name = "states")]
[Last]
[Dense(3, Activation.Softmax, Name = "kind")]
[MeanOverTime(From = "states", Name = "mean")]
[Dense(2, Name = "level")]
[Output("kind")]
[Output("mean", Loss = Loss.Huber)]
[Output("level", Weight = 0.5)]
public sealed partial class HeadsOfWindows;

[NeuralNetwork(inputs: 3, Steps = 4, Precision = Precision.Double)]
[LSTM(3, Name = "states")]
[Last]
[Dense(3, Activation.Softmax, Name = "kind")]
[MeanOverTime(From = "states", Name = "mean")]
[Dense(2, Name = "level")]
[Output("kind")]
[Output("mean", Loss = Loss.Huber)]
[Output("level", Weight = 0.5)]
public sealed partial class DoubleHeadsOfWindows;
