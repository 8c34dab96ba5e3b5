namespace GenNet.Benchmarks;

// Two hidden layers as wide as the inputs and ten outputs, once in each form.

[NeuralNetwork(inputs: 4, Unroll = Unroll.Full)]
[Dense(4, Activation.ReLU)]
[Dense(4, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Straight4;

[NeuralNetwork(inputs: 4, Unroll = Unroll.Never)]
[Dense(4, Activation.ReLU)]
[Dense(4, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Tiled4;

[NeuralNetwork(inputs: 8, Unroll = Unroll.Full)]
[Dense(8, Activation.ReLU)]
[Dense(8, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Straight8;

[NeuralNetwork(inputs: 8, Unroll = Unroll.Never)]
[Dense(8, Activation.ReLU)]
[Dense(8, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Tiled8;

[NeuralNetwork(inputs: 12, Unroll = Unroll.Full)]
[Dense(12, Activation.ReLU)]
[Dense(12, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Straight12;

[NeuralNetwork(inputs: 12, Unroll = Unroll.Never)]
[Dense(12, Activation.ReLU)]
[Dense(12, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Tiled12;

[NeuralNetwork(inputs: 16, Unroll = Unroll.Full)]
[Dense(16, Activation.ReLU)]
[Dense(16, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Straight16;

[NeuralNetwork(inputs: 16, Unroll = Unroll.Never)]
[Dense(16, Activation.ReLU)]
[Dense(16, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Tiled16;

[NeuralNetwork(inputs: 20, Unroll = Unroll.Full)]
[Dense(20, Activation.ReLU)]
[Dense(20, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Straight20;

[NeuralNetwork(inputs: 20, Unroll = Unroll.Never)]
[Dense(20, Activation.ReLU)]
[Dense(20, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Tiled20;

[NeuralNetwork(inputs: 24, Unroll = Unroll.Full)]
[Dense(24, Activation.ReLU)]
[Dense(24, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Straight24;

[NeuralNetwork(inputs: 24, Unroll = Unroll.Never)]
[Dense(24, Activation.ReLU)]
[Dense(24, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Tiled24;

[NeuralNetwork(inputs: 28, Unroll = Unroll.Full)]
[Dense(28, Activation.ReLU)]
[Dense(28, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Straight28;

[NeuralNetwork(inputs: 28, Unroll = Unroll.Never)]
[Dense(28, Activation.ReLU)]
[Dense(28, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Tiled28;

[NeuralNetwork(inputs: 32, Unroll = Unroll.Full)]
[Dense(32, Activation.ReLU)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Straight32;

[NeuralNetwork(inputs: 32, Unroll = Unroll.Never)]
[Dense(32, Activation.ReLU)]
[Dense(32, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Tiled32;

[NeuralNetwork(inputs: 40, Unroll = Unroll.Full)]
[Dense(40, Activation.ReLU)]
[Dense(40, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Straight40;

[NeuralNetwork(inputs: 40, Unroll = Unroll.Never)]
[Dense(40, Activation.ReLU)]
[Dense(40, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Tiled40;

[NeuralNetwork(inputs: 48, Unroll = Unroll.Full)]
[Dense(48, Activation.ReLU)]
[Dense(48, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Straight48;

[NeuralNetwork(inputs: 48, Unroll = Unroll.Never)]
[Dense(48, Activation.ReLU)]
[Dense(48, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class Tiled48;
