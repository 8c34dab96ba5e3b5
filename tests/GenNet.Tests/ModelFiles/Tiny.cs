namespace GenNet.Tests.ModelFiles;

/// <summary>"0.weight" [1, 2] and "0.bias" [1].</summary>
[NeuralNetwork(inputs: 2)]
[Dense(1)]
public sealed partial class Tiny;
