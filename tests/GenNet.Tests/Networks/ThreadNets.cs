namespace GenNet.Tests.Networks;

/// <summary>Whatever a tiled network can have that takes part in a pass.</summary>
[NeuralNetwork(inputs: 37, Loss = Loss.SquaredError, Unroll = Unroll.Never)]
[Dense(50, Activation.PReLU)]
[Dropout(0.3)]
[Dense(40, Activation.Softmax)]
[Dense(33, Activation.GELU, Bias = false)]
[Dense(19, Activation.ReLU)]
[Dense(7, Activation.Tanh)]
public sealed partial class ThreadedTiled;

[NeuralNetwork(inputs: 37, Precision = Precision.Double, Unroll = Unroll.Never)]
[Dense(50, Activation.LogSoftmax)]
[Dense(40, Activation.PReLU)]
[Dense(7, Activation.Softmax)]
public sealed partial class ThreadedDouble;

/// <summary>A table that is shared among the threads, of which a batch names some rows once, some often, and some not at all.</summary>
[NeuralNetwork(inputs: 5)]
[Embedding(700, 24)]
[Dropout(0.3)]
[Dense(50, Activation.PReLU)]
[Dense(7, Activation.Softmax)]
public sealed partial class ThreadedEmbedding;

[NeuralNetwork(inputs: 2, Steps = 3)]
[Embedding(500, 20)]
[GRU(16)]
[Dense(7, Activation.Softmax)]
public sealed partial class ThreadedCategories;

[NeuralNetwork(inputs: 37, Unroll = Unroll.Never)]
[Dense(130, Activation.Tanh, Name = "trunk")]
[Dense(5, Activation.Softmax, Name = "kind")]
[Dense(19, Name = "place", From = "trunk")]
[Output("place", Weight = 0.5)]
[Output("kind")]
[Output("trunk", Loss = Loss.Huber)]
public sealed partial class ThreadedHeads;

[NeuralNetwork(inputs: 9, Steps = 3, BurnIn = 1)]
[GRU(28, Name = "trunk")]
[Dense(5, Activation.Softmax, Name = "kind")]
[Dense(19, Name = "place", From = "trunk")]
[Output("place", Weight = 0.5)]
[Output("kind")]
[Output("trunk", Loss = Loss.Huber)]
public sealed partial class ThreadedHeadsOfFrames;

[NeuralNetwork(inputs: 4, Unroll = Unroll.Full)]
[Dense(16, Activation.PReLU)]
[Dense(16, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public sealed partial class ThreadedUnrolled;

[NeuralNetwork(inputs: 4, Unroll = Unroll.Full)]
[Dense(16, Activation.PReLU, Name = "trunk")]
[Dense(3, Activation.Softmax, Name = "kind")]
[Dense(15, Name = "place", From = "trunk")]
[Output("place", Weight = 0.5)]
[Output("kind")]
[Output("trunk", Loss = Loss.Huber)]
public sealed partial class ThreadedUnrolledHeads;
