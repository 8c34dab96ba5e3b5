namespace GenNet.Benchmarks;

// What is run in real time: audio effects of one channel, and layers of theirs.

[NeuralNetwork(inputs: 1, Steps = 2048)]
[LSTM(16)]
[Dense(1)]
public sealed partial class Lstm16;

[NeuralNetwork(inputs: 1, Steps = 2048)]
[LSTM(40)]
[Dense(1)]
public sealed partial class Lstm40;

[NeuralNetwork(inputs: 1, Steps = 2048)]
[GRU(12)]
[Dense(1)]
public sealed partial class Gru12;

[NeuralNetwork(inputs: 16, Steps = 2048)]
[GRU(16)]
public sealed partial class Gru16;

[NeuralNetwork(inputs: 4, Steps = 2048)]
[Conv1D(16, 8)]
public sealed partial class Convolution16;

/// <summary>The standard WaveNet of A1 of Neural Amp Modeler, with weights that models.py drew.</summary>
[NeuralNetworkFromNam("wavenet-a1.nam", Steps = 8192, Trainable = true, Loss = Loss.SquaredError)]
public sealed partial class WaveNetOfFile;
