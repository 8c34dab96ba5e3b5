namespace GenNet.Tests.Networks;

// More than a chain: residual blocks, several inputs, and every way in which a value is read twice; in both forms.

[NeuralNetwork(inputs: 12)]
[Dense(16, Activation.ReLU, Name = "start")]
[Dense(16, Activation.ReLU)]
[Dense(16)]
[Add("start", Name = "middle")]
[Dense(16, Activation.ReLU)]
[Dense(16)]
[Add("middle")]
[Dense(4, Activation.Softmax)]
public sealed partial class Residual12x16x4;

[NeuralNetwork]
[Input("state", 21)]
[Dense(40, Activation.Tanh, Name = "seen")]
[Input("action", 3)]
[Concat("seen", "action")]
[Dense(33, Activation.ReLU)]
[Dense(1)]
public sealed partial class TwoInputs21And3x1;

[NeuralNetwork(inputs: 6, Loss = Loss.SquaredError)]
[Dense(8, Name = "sums")]
[Activate(Activation.PReLU, Name = "bent")]
[Activate(Activation.Softmax, From = "sums", Name = "shares")]
[Add("bent", Name = "both")]
[Concat("both", "shares", "both")]
[Dense(3)]
public sealed partial class Branches6x8x3;

[NeuralNetwork(Unroll = Unroll.Never, Loss = Loss.SquaredError)]
[Input("left", 16)]
[Input("right", 16)]
[Add("left", Name = "sum")]
[Activate(Activation.PReLU, Name = "bent")]
[Dense(17, Activation.ELU, Name = "hidden")]
[Dense(17)]
[Add("hidden")]
[Activate(Activation.ReLU, Name = "top")]
[Add("top", From = "top", Name = "twice")]
[Concat("right", "bent", "twice")]
[LayerNorm(Affine = false)]
[Activate(Activation.Tanh)]
[Dense(5, Activation.Sigmoid)]
public sealed partial class TiledGraph32x5;

[NeuralNetwork(inputs: 10, Loss = Loss.SquaredError)]
[Gated(Activation.Identity, Activation.GELU, Name = "linear")]
[Dense(34, Name = "sums")]
[Gated(Name = "gated")]
[Dense(17)]
[Add("gated", Name = "both")]
[Concat("sums", "both", "linear")]
[Gated(Activation.ELU, Activation.HardSigmoid)]
[Dense(32)]
[Gated(Activation.LeakyReLU)]
[Dense(3)]
public sealed partial class Gates10x3;

[NeuralNetwork(Unroll = Unroll.Full)]
[Input("left", 7)]
[Input("right", 7)]
[Add("left", Name = "sum")]
[Activate(Activation.PReLU, Name = "bent")]
[Dense(9, Activation.ELU, Name = "hidden")]
[Dense(9)]
[Add("hidden")]
[Activate(Activation.ReLU, Name = "top")]
[Add("top", From = "top", Name = "twice")]
[Concat("right", "bent", "right", "twice")]
[Dense(5)]
[Activate(Activation.Softmax)]
public sealed partial class UnrolledGraph14x5;

/// <summary>The slopes' gradient needs a delta to which a layer above them has something to add, though nothing else learns.</summary>
[NeuralNetwork(inputs: 5, Unroll = Unroll.Full)]
[Activate(Activation.Tanh, Name = "bent")]
[Activate(Activation.ELU, Name = "above")]
[Activate(Activation.PReLU, From = "bent", Name = "slopes")]
[Concat("above", "slopes")]
[Dense(3)]
public sealed partial class UnrolledSlopes5x3;

/// <summary>The slopes' gradient needs a delta to which a layer above them has something to add, though nothing else learns.</summary>
[NeuralNetwork(inputs: 5, Unroll = Unroll.Never)]
[Activate(Activation.Tanh, Name = "bent")]
[Activate(Activation.ELU, Name = "above")]
[Activate(Activation.PReLU, From = "bent", Name = "slopes")]
[Concat("above", "slopes")]
[Dense(3)]
public sealed partial class TiledSlopes5x3;
