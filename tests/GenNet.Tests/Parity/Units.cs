namespace GenNet.Tests.Parity;

// The smallest networks: with W the identity matrix and b zero they compute an activation, or a loss, and nothing else.

[NeuralNetwork(inputs: 1, Loss = Loss.SquaredError, Reduction = Reduction.Sum)]
[Dense(1, Activation.Identity)]
public sealed partial class IdentityUnit;

#pragma warning disable GN0013 // That nothing before a step learns is what is tested here.
[NeuralNetwork(inputs: 1, Loss = Loss.SquaredError, Reduction = Reduction.Sum)]
[Dense(1, Activation.BinaryStep)]
public sealed partial class BinaryStepUnit;
#pragma warning restore GN0013

[NeuralNetwork(inputs: 1, Loss = Loss.SquaredError, Reduction = Reduction.Sum)]
[Dense(1, Activation.Sigmoid)]
public sealed partial class SigmoidUnit;

[NeuralNetwork(inputs: 1, Loss = Loss.SquaredError, Reduction = Reduction.Sum)]
[Dense(1, Activation.Tanh)]
public sealed partial class TanhUnit;

[NeuralNetwork(inputs: 1, Loss = Loss.SquaredError, Reduction = Reduction.Sum)]
[Dense(1, Activation.ArcTan)]
public sealed partial class ArcTanUnit;

[NeuralNetwork(inputs: 1, Loss = Loss.SquaredError, Reduction = Reduction.Sum)]
[Dense(1, Activation.ReLU)]
public sealed partial class ReLUUnit;

[NeuralNetwork(inputs: 1, Loss = Loss.SquaredError, Reduction = Reduction.Sum)]
[Dense(1, Activation.PReLU)]
public sealed partial class PReLUUnit;

[NeuralNetwork(inputs: 1, Loss = Loss.SquaredError, Reduction = Reduction.Sum)]
[Dense(1, Activation.ELU)]
public sealed partial class ELUUnit;

[NeuralNetwork(inputs: 1, Loss = Loss.SquaredError, Reduction = Reduction.Sum)]
[Dense(1, Activation.ELU, Alpha = 0.5)]
public sealed partial class HalfELUUnit;

[NeuralNetwork(inputs: 1, Loss = Loss.SquaredError, Reduction = Reduction.Sum)]
[Dense(1, Activation.Softplus)]
public sealed partial class SoftplusUnit;

[NeuralNetwork(inputs: 5, Loss = Loss.SquaredError, Reduction = Reduction.Sum)]
[Dense(5, Activation.Softmax)]
public sealed partial class SoftmaxUnits;

[NeuralNetwork(inputs: 4, Loss = Loss.MeanSquaredError, Reduction = Reduction.Mean)]
[Dense(4)]
public sealed partial class MeanOfMeanSquaredErrors;

[NeuralNetwork(inputs: 4, Loss = Loss.MeanSquaredError, Reduction = Reduction.Sum)]
[Dense(4)]
public sealed partial class SumOfMeanSquaredErrors;

[NeuralNetwork(inputs: 4, Loss = Loss.SquaredError, Reduction = Reduction.Mean)]
[Dense(4)]
public sealed partial class MeanOfSquaredErrors;

[NeuralNetwork(inputs: 4, Loss = Loss.SquaredError, Reduction = Reduction.Sum)]
[Dense(4)]
public sealed partial class SumOfSquaredErrors;

[NeuralNetwork(inputs: 4, Loss = Loss.CrossEntropy, Reduction = Reduction.Mean)]
[Dense(4, Activation.Softmax)]
public sealed partial class MeanOfCrossEntropies;

[NeuralNetwork(inputs: 4, Loss = Loss.CrossEntropy, Reduction = Reduction.Sum)]
[Dense(4, Activation.Softmax)]
public sealed partial class SumOfCrossEntropies;

[NeuralNetwork(inputs: 4, Loss = Loss.CrossEntropy, Reduction = Reduction.Mean)]
[Dense(4)]
public sealed partial class MeanOfCrossEntropiesOfLogits;

[NeuralNetwork(inputs: 4, Loss = Loss.CrossEntropy, Reduction = Reduction.Sum)]
[Dense(4)]
public sealed partial class SumOfCrossEntropiesOfLogits;

[NeuralNetwork(inputs: 4, Loss = Loss.BinaryCrossEntropy, Reduction = Reduction.Mean)]
[Dense(4, Activation.Sigmoid)]
public sealed partial class MeanOfBinaryCrossEntropies;

[NeuralNetwork(inputs: 4, Loss = Loss.BinaryCrossEntropy, Reduction = Reduction.Sum)]
[Dense(4, Activation.Sigmoid)]
public sealed partial class SumOfBinaryCrossEntropies;

[NeuralNetwork(inputs: 4, Loss = Loss.BinaryCrossEntropy, Reduction = Reduction.Mean)]
[Dense(4)]
public sealed partial class MeanOfBinaryCrossEntropiesOfLogits;

[NeuralNetwork(inputs: 4, Loss = Loss.BinaryCrossEntropy, Reduction = Reduction.Sum)]
[Dense(4)]
public sealed partial class SumOfBinaryCrossEntropiesOfLogits;

// For the optimizers' closed loop.

[NeuralNetwork(inputs: 3, Loss = Loss.MeanSquaredError)]
[Dense(2)]
public sealed partial class Linear3x2;
