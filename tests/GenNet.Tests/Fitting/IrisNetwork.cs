namespace GenNet.Tests.Fitting;

/// <summary>Softmax regression from zero, 4 features to 3 classes; its losses are sums over the samples.</summary>
[NeuralNetwork(inputs: 4, Reduction = Reduction.Sum)]
[Dense(3, Activation.Softmax, Initializer = Initializer.Zeros)]
internal sealed partial class IrisNetwork;
