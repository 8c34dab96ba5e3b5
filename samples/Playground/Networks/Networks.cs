namespace GenNet.Playground;

/// <summary>Two numbers in, the probability of the second class out, and nothing between: its border is a straight line.</summary>
[NeuralNetwork(inputs: 2)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class Linear;

/// <summary>A few units: borders of a few bends.</summary>
[NeuralNetwork(inputs: 2)]
[Dense(4, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class Small;

/// <summary>Many units side by side.</summary>
[NeuralNetwork(inputs: 2)]
[Dense(16, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class Wide;

/// <summary>Units that read units.</summary>
[NeuralNetwork(inputs: 2)]
[Dense(8, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class Deep;

/// <summary>The same with ReLU, whose borders have corners.</summary>
[NeuralNetwork(inputs: 2)]
[Dense(12, Activation.ReLU)]
[Dense(8, Activation.ReLU)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class Angular;

/// <summary>One number in, one out: a straight line.</summary>
[NeuralNetwork(inputs: 1)]
[Dense(1)]
public sealed partial class Line;

/// <summary>A curve of many bends, from units side by side.</summary>
[NeuralNetwork(inputs: 1)]
[Dense(16, Activation.Tanh)]
[Dense(1)]
public sealed partial class WideCurve;

/// <summary>A curve from units that read units.</summary>
[NeuralNetwork(inputs: 1)]
[Dense(8, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(1)]
public sealed partial class DeepCurve;
