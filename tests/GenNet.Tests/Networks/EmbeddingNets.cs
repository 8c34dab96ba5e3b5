namespace GenNet.Tests.Networks;

/// <summary>Two tables and numbers, in columns between each other; recorded from PyTorch (scripts/parity/embeddings.py).</summary>
[NeuralNetwork]
[Input("weather", 3)]
[Dense(6, Activation.Tanh, Name = "sky")]
[Input("goods", 2)]
[Embedding(9, 5, Name = "ware")]
[Input("day", 1)]
[Embedding(7, 4, Name = "week")]
[Concat("ware", "sky", "week")]
[Dense(8, Activation.ReLU)]
[Dense(3, Activation.Softmax)]
public sealed partial class TwoInputs;

/// <summary>The same columns by two tables and as numbers.</summary>
[NeuralNetwork(Loss = Loss.SquaredError, Precision = Precision.Double)]
[Input("goods", 2)]
[Embedding(6, 3, Name = "first")]
[Embedding(5, 2, From = "goods", Name = "second")]
[LayerNorm(From = "goods", Epsilon = 0.1, Name = "numbers")]
[Dense(4, From = "goods", Name = "sums")]
[Concat("second", "sums", "numbers", "first")]
[Dense(2)]
public sealed partial class ReadTwice;

// Categories in frames: beside numbers, several in a frame, in windows that give one row, and alone.

[NeuralNetwork(Steps = 6)]
[Input("degrees", 2)]
[Input("day", 1)]
[Embedding(7, 3, Name = "week")]
[Concat("week", "degrees")]
[GRU(5)]
[Dense(2)]
public sealed partial class CategoryStream;

[NeuralNetwork(Steps = 5, BurnIn = 1)]
[Input("sound", 3)]
[Input("codes", 2)]
[Embedding(9, 16, Name = "pairs")]
[Conv1D(5, 3, Activation.Tanh, Dilation = 2, Name = "past")]
[Concat("past", "sound")]
[LayerNorm]
[Dense(5, Activation.Softmax)]
public sealed partial class CategoryConvStream;

[NeuralNetwork(Steps = 4, Loss = Loss.CrossEntropy)]
[Input("numbers", 2)]
[Input("kind", 1)]
[Embedding(5, 4, Name = "kinds")]
[Concat("numbers", "kinds")]
[GRU(6)]
[Last]
[Dense(3, Activation.Softmax)]
public sealed partial class LastOfCategories;

[NeuralNetwork(inputs: 2, Steps = 3, Precision = Precision.Double)]
[Embedding(6, 3)]
[LSTM(4)]
[MeanOverTime]
[Dense(2)]
public sealed partial class DoubleCategories;
