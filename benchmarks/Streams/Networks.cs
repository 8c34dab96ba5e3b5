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
