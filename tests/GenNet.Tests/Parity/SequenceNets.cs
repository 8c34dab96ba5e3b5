namespace GenNet.Tests.Parity;

// Layers over windows of each length of which there is a recording of PyTorch under the same name (scripts/parity/sequences.py).

#pragma warning disable GN0082 // That windows are shorter than what a convolution sees is what is tested here.

[NeuralNetwork(inputs: 4, Steps = 1)]
[Conv1D(5, 3)]
public sealed partial class Conv1;

[NeuralNetwork(inputs: 4, Steps = 2)]
[Conv1D(5, 3)]
public sealed partial class Conv2;

[NeuralNetwork(inputs: 4, Steps = 7)]
[Conv1D(5, 3)]
public sealed partial class Conv7;

[NeuralNetwork(inputs: 4, Steps = 64)]
[Conv1D(5, 3)]
public sealed partial class Conv64;

[NeuralNetwork(inputs: 4, Steps = 1)]
[Conv1D(17, 2, Dilation = 5)]
public sealed partial class Dilated1;

[NeuralNetwork(inputs: 4, Steps = 2)]
[Conv1D(17, 2, Dilation = 5)]
public sealed partial class Dilated2;

[NeuralNetwork(inputs: 4, Steps = 7)]
[Conv1D(17, 2, Dilation = 5)]
public sealed partial class Dilated7;

[NeuralNetwork(inputs: 4, Steps = 64)]
[Conv1D(17, 2, Dilation = 5)]
public sealed partial class Dilated64;

[NeuralNetwork(inputs: 4, Steps = 1)]
[Conv1D(6, 3, Dilation = 2, Groups = 2)]
public sealed partial class Grouped1;

[NeuralNetwork(inputs: 4, Steps = 2)]
[Conv1D(6, 3, Dilation = 2, Groups = 2)]
public sealed partial class Grouped2;

[NeuralNetwork(inputs: 4, Steps = 7)]
[Conv1D(6, 3, Dilation = 2, Groups = 2)]
public sealed partial class Grouped7;

[NeuralNetwork(inputs: 4, Steps = 64)]
[Conv1D(6, 3, Dilation = 2, Groups = 2)]
public sealed partial class Grouped64;

[NeuralNetwork(inputs: 4, Steps = 1)]
[GRU(5)]
public sealed partial class Gru1;

[NeuralNetwork(inputs: 4, Steps = 2)]
[GRU(5)]
public sealed partial class Gru2;

[NeuralNetwork(inputs: 4, Steps = 7)]
[GRU(5)]
public sealed partial class Gru7;

[NeuralNetwork(inputs: 4, Steps = 64)]
[GRU(5)]
public sealed partial class Gru64;

[NeuralNetwork(inputs: 4, Steps = 1)]
[GRU(18)]
public sealed partial class GruWide1;

[NeuralNetwork(inputs: 4, Steps = 2)]
[GRU(18)]
public sealed partial class GruWide2;

[NeuralNetwork(inputs: 4, Steps = 7)]
[GRU(18)]
public sealed partial class GruWide7;

[NeuralNetwork(inputs: 4, Steps = 64)]
[GRU(18)]
public sealed partial class GruWide64;

[NeuralNetwork(inputs: 4, Steps = 1)]
[LSTM(5)]
public sealed partial class Lstm1;

[NeuralNetwork(inputs: 4, Steps = 2)]
[LSTM(5)]
public sealed partial class Lstm2;

[NeuralNetwork(inputs: 4, Steps = 7)]
[LSTM(5)]
public sealed partial class Lstm7;

[NeuralNetwork(inputs: 4, Steps = 64)]
[LSTM(5)]
public sealed partial class Lstm64;

[NeuralNetwork(inputs: 4, Steps = 1)]
[LSTM(18)]
public sealed partial class LstmWide1;

[NeuralNetwork(inputs: 4, Steps = 2)]
[LSTM(18)]
public sealed partial class LstmWide2;

[NeuralNetwork(inputs: 4, Steps = 7)]
[LSTM(18)]
public sealed partial class LstmWide7;

[NeuralNetwork(inputs: 4, Steps = 64)]
[LSTM(18)]
public sealed partial class LstmWide64;

[NeuralNetwork(inputs: 4, Steps = 1)]
[GRU(3)]
[Last]
public sealed partial class GruLast1;

[NeuralNetwork(inputs: 4, Steps = 2)]
[GRU(3)]
[Last]
public sealed partial class GruLast2;

[NeuralNetwork(inputs: 4, Steps = 7)]
[GRU(3)]
[Last]
public sealed partial class GruLast7;

[NeuralNetwork(inputs: 4, Steps = 64)]
[GRU(3)]
[Last]
public sealed partial class GruLast64;

[NeuralNetwork(inputs: 4, Steps = 1)]
[LSTM(3)]
[MeanOverTime]
public sealed partial class LstmMean1;

[NeuralNetwork(inputs: 4, Steps = 2)]
[LSTM(3)]
[MeanOverTime]
public sealed partial class LstmMean2;

[NeuralNetwork(inputs: 4, Steps = 7)]
[LSTM(3)]
[MeanOverTime]
public sealed partial class LstmMean7;

[NeuralNetwork(inputs: 4, Steps = 64)]
[LSTM(3)]
[MeanOverTime]
public sealed partial class LstmMean64;

[NeuralNetwork(inputs: 4, Steps = 1)]
[Conv1D(10, 2)]
[Gated]
public sealed partial class Gate1;

[NeuralNetwork(inputs: 4, Steps = 2)]
[Conv1D(10, 2)]
[Gated]
public sealed partial class Gate2;

[NeuralNetwork(inputs: 4, Steps = 7)]
[Conv1D(10, 2)]
[Gated]
public sealed partial class Gate7;

[NeuralNetwork(inputs: 4, Steps = 64)]
[Conv1D(10, 2)]
[Gated]
public sealed partial class Gate64;

[NeuralNetwork(inputs: 4, Steps = 1)]
[Embedding(7, 3)]
[GRU(5)]
public sealed partial class Codes1;

[NeuralNetwork(inputs: 4, Steps = 2)]
[Embedding(7, 3)]
[GRU(5)]
public sealed partial class Codes2;

[NeuralNetwork(inputs: 4, Steps = 7)]
[Embedding(7, 3)]
[GRU(5)]
public sealed partial class Codes7;

[NeuralNetwork(inputs: 4, Steps = 64)]
[Embedding(7, 3)]
[GRU(5)]
public sealed partial class Codes64;

[NeuralNetwork(inputs: 4, Steps = 1)]
[GRU(5, Name = "states")]
[Dense(3, Activation.Softmax, Name = "tag")]
[Dense(2, Name = "place", From = "states")]
[Output("tag", LabelSmoothing = 0.1)]
[Output("place", Weight = 0.5)]
public sealed partial class Heads1;

[NeuralNetwork(inputs: 4, Steps = 2)]
[GRU(5, Name = "states")]
[Dense(3, Activation.Softmax, Name = "tag")]
[Dense(2, Name = "place", From = "states")]
[Output("tag", LabelSmoothing = 0.1)]
[Output("place", Weight = 0.5)]
public sealed partial class Heads2;

[NeuralNetwork(inputs: 4, Steps = 7)]
[GRU(5, Name = "states")]
[Dense(3, Activation.Softmax, Name = "tag")]
[Dense(2, Name = "place", From = "states")]
[Output("tag", LabelSmoothing = 0.1)]
[Output("place", Weight = 0.5)]
public sealed partial class Heads7;

[NeuralNetwork(inputs: 4, Steps = 64)]
[GRU(5, Name = "states")]
[Dense(3, Activation.Softmax, Name = "tag")]
[Dense(2, Name = "place", From = "states")]
[Output("tag", LabelSmoothing = 0.1)]
[Output("place", Weight = 0.5)]
public sealed partial class Heads64;
