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
