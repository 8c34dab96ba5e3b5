namespace GenNet.Tests.Parity;

// The smallest networks: with W the identity matrix and b zero they compute an activation, or a loss, and nothing else.

/// <summary>A network of one unit for every activation that acts on each unit alone.</summary>
public static partial class ActivationUnits
{
    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.Identity)]
    public sealed partial class Identity;

#pragma warning disable GN0013 // That nothing before a step learns is what is tested here.
    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.BinaryStep)]
    public sealed partial class BinaryStep;
#pragma warning restore GN0013

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.Sigmoid)]
    public sealed partial class Sigmoid;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.LogSigmoid)]
    public sealed partial class LogSigmoid;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.Tanh)]
    public sealed partial class Tanh;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.TanhShrink)]
    public sealed partial class TanhShrink;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.ArcTan)]
    public sealed partial class ArcTan;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.ReLU)]
    public sealed partial class ReLU;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.ReLU6)]
    public sealed partial class ReLU6;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.LeakyReLU)]
    public sealed partial class LeakyReLU;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.PReLU)]
    public sealed partial class PReLU;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.ELU)]
    public sealed partial class ELU;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.SELU)]
    public sealed partial class SELU;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.CELU)]
    public sealed partial class CELU;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.GELU)]
    public sealed partial class GELU;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.GELUTanh)]
    public sealed partial class GELUTanh;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.SiLU)]
    public sealed partial class SiLU;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.Mish)]
    public sealed partial class Mish;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.Softplus)]
    public sealed partial class Softplus;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.Softsign)]
    public sealed partial class Softsign;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.HardSigmoid)]
    public sealed partial class HardSigmoid;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.HardTanh)]
    public sealed partial class HardTanh;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.HardSwish)]
    public sealed partial class HardSwish;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.Exponential)]
    public sealed partial class Exponential;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.LeakyReLU, Alpha = 0.2)]
    public sealed partial class LeakyReLU2;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.ELU, Alpha = 0.5)]
    public sealed partial class HalfELU;

    [NeuralNetwork(1, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(1, Activation.CELU, Alpha = 0.5)]
    public sealed partial class HalfCELU;
}

/// <summary>Networks of one layer for the activations that act on a whole layer.</summary>
public static partial class LayerUnits
{
    [NeuralNetwork(5, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(5, Activation.Softmax)]
    public sealed partial class Softmax;

    [NeuralNetwork(5, Loss = Loss.SquaredError, Reduction = Reduction.Sum, Unroll = Unroll.Never), Dense(5, Activation.Softmax)]
    public sealed partial class TiledSoftmax;

    [NeuralNetwork(5, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(5, Activation.LogSoftmax)]
    public sealed partial class LogSoftmax;

    [NeuralNetwork(5, Loss = Loss.SquaredError, Reduction = Reduction.Sum, Unroll = Unroll.Never), Dense(5, Activation.LogSoftmax)]
    public sealed partial class TiledLogSoftmax;
}

/// <summary>A network of one layer for every loss, output and reduction that are recorded.</summary>
public static partial class LossUnits
{
    [NeuralNetwork(4, Loss = Loss.MeanSquaredError, Reduction = Reduction.Mean), Dense(4, Activation.Identity)]
    public sealed partial class MeanOfMeanSquaredErrorOfIdentity;

    [NeuralNetwork(4, Loss = Loss.MeanSquaredError, Reduction = Reduction.Sum), Dense(4, Activation.Identity)]
    public sealed partial class SumOfMeanSquaredErrorOfIdentity;

    [NeuralNetwork(4, Loss = Loss.SquaredError, Reduction = Reduction.Mean), Dense(4, Activation.Identity)]
    public sealed partial class MeanOfSquaredErrorOfIdentity;

    [NeuralNetwork(4, Loss = Loss.SquaredError, Reduction = Reduction.Sum), Dense(4, Activation.Identity)]
    public sealed partial class SumOfSquaredErrorOfIdentity;

    [NeuralNetwork(4, Loss = Loss.MeanAbsoluteError, Reduction = Reduction.Mean), Dense(4, Activation.Identity)]
    public sealed partial class MeanOfMeanAbsoluteErrorOfIdentity;

    [NeuralNetwork(4, Loss = Loss.MeanAbsoluteError, Reduction = Reduction.Sum), Dense(4, Activation.Identity)]
    public sealed partial class SumOfMeanAbsoluteErrorOfIdentity;

    [NeuralNetwork(4, Loss = Loss.Huber, Reduction = Reduction.Mean), Dense(4, Activation.Identity)]
    public sealed partial class MeanOfHuberOfIdentity;

    [NeuralNetwork(4, Loss = Loss.Huber, Reduction = Reduction.Sum), Dense(4, Activation.Identity)]
    public sealed partial class SumOfHuberOfIdentity;

    [NeuralNetwork(4, Loss = Loss.CrossEntropy, Reduction = Reduction.Mean), Dense(4, Activation.Softmax)]
    public sealed partial class MeanOfCrossEntropyOfSoftmax;

    [NeuralNetwork(4, Loss = Loss.CrossEntropy, Reduction = Reduction.Sum), Dense(4, Activation.Softmax)]
    public sealed partial class SumOfCrossEntropyOfSoftmax;

    [NeuralNetwork(4, Loss = Loss.CrossEntropy, Reduction = Reduction.Mean), Dense(4, Activation.Identity)]
    public sealed partial class MeanOfCrossEntropyOfIdentity;

    [NeuralNetwork(4, Loss = Loss.CrossEntropy, Reduction = Reduction.Sum), Dense(4, Activation.Identity)]
    public sealed partial class SumOfCrossEntropyOfIdentity;

    [NeuralNetwork(4, Loss = Loss.BinaryCrossEntropy, Reduction = Reduction.Mean), Dense(4, Activation.Sigmoid)]
    public sealed partial class MeanOfBinaryCrossEntropyOfSigmoid;

    [NeuralNetwork(4, Loss = Loss.BinaryCrossEntropy, Reduction = Reduction.Sum), Dense(4, Activation.Sigmoid)]
    public sealed partial class SumOfBinaryCrossEntropyOfSigmoid;

    [NeuralNetwork(4, Loss = Loss.BinaryCrossEntropy, Reduction = Reduction.Mean), Dense(4, Activation.Identity)]
    public sealed partial class MeanOfBinaryCrossEntropyOfIdentity;

    [NeuralNetwork(4, Loss = Loss.BinaryCrossEntropy, Reduction = Reduction.Sum), Dense(4, Activation.Identity)]
    public sealed partial class SumOfBinaryCrossEntropyOfIdentity;

    [NeuralNetwork(4, Loss = Loss.NegativeLogLikelihood, Reduction = Reduction.Mean), Dense(4, Activation.LogSoftmax)]
    public sealed partial class MeanOfNegativeLogLikelihoodOfLogSoftmax;

    [NeuralNetwork(4, Loss = Loss.NegativeLogLikelihood, Reduction = Reduction.Sum), Dense(4, Activation.LogSoftmax)]
    public sealed partial class SumOfNegativeLogLikelihoodOfLogSoftmax;

    [NeuralNetwork(4, Loss = Loss.KullbackLeibler, Reduction = Reduction.Mean), Dense(4, Activation.Softmax)]
    public sealed partial class MeanOfKullbackLeiblerOfSoftmax;

    [NeuralNetwork(4, Loss = Loss.KullbackLeibler, Reduction = Reduction.Sum), Dense(4, Activation.Softmax)]
    public sealed partial class SumOfKullbackLeiblerOfSoftmax;

    [NeuralNetwork(4, Loss = Loss.KullbackLeibler, Reduction = Reduction.Mean), Dense(4, Activation.LogSoftmax)]
    public sealed partial class MeanOfKullbackLeiblerOfLogSoftmax;

    [NeuralNetwork(4, Loss = Loss.KullbackLeibler, Reduction = Reduction.Sum), Dense(4, Activation.LogSoftmax)]
    public sealed partial class SumOfKullbackLeiblerOfLogSoftmax;

    [NeuralNetwork(4, Loss = Loss.Hinge, Reduction = Reduction.Mean), Dense(4, Activation.Identity)]
    public sealed partial class MeanOfHingeOfIdentity;

    [NeuralNetwork(4, Loss = Loss.Hinge, Reduction = Reduction.Sum), Dense(4, Activation.Identity)]
    public sealed partial class SumOfHingeOfIdentity;

    [NeuralNetwork(4, Loss = Loss.LogCosh, Reduction = Reduction.Mean), Dense(4, Activation.Identity)]
    public sealed partial class MeanOfLogCoshOfIdentity;

    [NeuralNetwork(4, Loss = Loss.LogCosh, Reduction = Reduction.Sum), Dense(4, Activation.Identity)]
    public sealed partial class SumOfLogCoshOfIdentity;

    [NeuralNetwork(4, Loss = Loss.PoissonNegativeLogLikelihood, Reduction = Reduction.Mean), Dense(4, Activation.Identity)]
    public sealed partial class MeanOfPoissonNegativeLogLikelihoodOfIdentity;

    [NeuralNetwork(4, Loss = Loss.PoissonNegativeLogLikelihood, Reduction = Reduction.Sum), Dense(4, Activation.Identity)]
    public sealed partial class SumOfPoissonNegativeLogLikelihoodOfIdentity;
}

// For the optimizers' closed loop.

[NeuralNetwork(inputs: 3, Loss = Loss.MeanSquaredError)]
[Dense(2)]
public sealed partial class Linear3x2;
