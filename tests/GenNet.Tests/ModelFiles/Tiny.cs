namespace GenNet.Tests.ModelFiles;

/// <summary>"0.weight" [1, 2] and "0.bias" [1].</summary>
[NeuralNetwork(inputs: 2)]
[Dense(1)]
public sealed partial class Tiny;

/// <summary>Behind the tensors of a dense layer, "1.weight", "1.bias", "1.running_mean" and "1.running_var", of [2] each.</summary>
[NeuralNetwork(inputs: 2)]
[Dense(2)]
[BatchNorm]
public sealed partial class NormalizedTiny;
