namespace GenNet.Benchmarks;

// Residual blocks of two layers, and the same layers in a chain.

[NeuralNetwork(inputs: 12)]
[Dense(16, Activation.ReLU)]
[Dense(16, Activation.ReLU)]
[Dense(16)]
[Dense(16, Activation.ReLU)]
[Dense(16)]
[Dense(4, Activation.Softmax)]
public sealed partial class NarrowChain;

[NeuralNetwork(inputs: 12)]
[Dense(16, Activation.ReLU, Name = "stem")]
[Dense(16, Activation.ReLU)]
[Dense(16)]
[Add("stem", Name = "block")]
[Dense(16, Activation.ReLU)]
[Dense(16)]
[Add("block")]
[Dense(4, Activation.Softmax)]
public sealed partial class NarrowBlocks;

[NeuralNetwork(inputs: 64)]
[Dense(64, Activation.ReLU)]
[Dense(64, Activation.ReLU)]
[Dense(64)]
[Dense(64, Activation.ReLU)]
[Dense(64)]
[Dense(64, Activation.ReLU)]
[Dense(64)]
[Dense(10, Activation.Softmax)]
public sealed partial class WideChain;

[NeuralNetwork(inputs: 64)]
[Dense(64, Activation.ReLU, Name = "stem")]
[Dense(64, Activation.ReLU)]
[Dense(64)]
[Add("stem", Name = "block1")]
[Dense(64, Activation.ReLU)]
[Dense(64)]
[Add("block1", Name = "block2")]
[Dense(64, Activation.ReLU)]
[Dense(64)]
[Add("block2")]
[Dense(10, Activation.Softmax)]
public sealed partial class WideBlocks;

// A dense layer, alone and normalised.

[NeuralNetwork(inputs: 128)]
[Dense(128)]
public sealed partial class Plain;

[NeuralNetwork(inputs: 128)]
[Dense(128)]
[LayerNorm]
public sealed partial class Normalized;

// The same with dropout, whose factors each step of training draws.

[NeuralNetwork(inputs: 128)]
[Dense(128), Dropout(0.2)]
[Dense(10, Activation.Softmax)]
public sealed partial class Dropping;

[NeuralNetwork(inputs: 128)]
[Dense(128)]
[Dense(10, Activation.Softmax)]
public sealed partial class Keeping;

[NeuralNetwork(inputs: 16)]
[Dense(32), Dropout(0.2)]
[Dense(4, Activation.Softmax)]
public sealed partial class NarrowDropping;

[NeuralNetwork(inputs: 16)]
[Dense(32)]
[Dense(4, Activation.Softmax)]
public sealed partial class NarrowKeeping;
