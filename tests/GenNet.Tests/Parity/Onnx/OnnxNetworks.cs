namespace GenNet.Tests.Parity.Onnx;

/// <summary>The layers and losses that ONNX's operators stand for, at the sizes and numbers of its tests.</summary>
public static partial class OnnxNetworks
{
    [NeuralNetwork(1), Dense(1)]
    public sealed partial class Identity;

    [NeuralNetwork(1), Dense(1, Activation.Sigmoid)]
    public sealed partial class Sigmoid;

    [NeuralNetwork(1), Dense(1, Activation.Tanh)]
    public sealed partial class Tanh;

    [NeuralNetwork(1), Dense(1, Activation.ArcTan)]
    public sealed partial class Atan;

    [NeuralNetwork(1), Dense(1, Activation.ReLU)]
    public sealed partial class Relu;

    [NeuralNetwork(1), Dense(1, Activation.LeakyReLU)]
    public sealed partial class LeakyRelu;

    [NeuralNetwork(1), Dense(1, Activation.LeakyReLU, Alpha = 0.1)]
    public sealed partial class LeakyReluOfTenth;

    [NeuralNetwork(1), Dense(1, Activation.ELU)]
    public sealed partial class Elu;

    [NeuralNetwork(1), Dense(1, Activation.ELU, Alpha = 2)]
    public sealed partial class EluOf2;

    [NeuralNetwork(1), Dense(1, Activation.CELU, Alpha = 2)]
    public sealed partial class CeluOf2;

    [NeuralNetwork(1), Dense(1, Activation.SELU)]
    public sealed partial class Selu;

    [NeuralNetwork(1), Dense(1, Activation.Softplus)]
    public sealed partial class Softplus;

    [NeuralNetwork(1), Dense(1, Activation.Softsign)]
    public sealed partial class Softsign;

    [NeuralNetwork(1), Dense(1, Activation.HardSwish)]
    public sealed partial class HardSwish;

    [NeuralNetwork(1), Dense(1, Activation.Exponential)]
    public sealed partial class Exp;

    [NeuralNetwork(5), Dense(5, Activation.PReLU)]
    public sealed partial class PRelu;

    [NeuralNetwork(3), Dense(3, Activation.Softmax)]
    public sealed partial class Softmax3;

    [NeuralNetwork(4), Dense(4, Activation.Softmax)]
    public sealed partial class Softmax4;

    [NeuralNetwork(5), Dense(5, Activation.Softmax)]
    public sealed partial class Softmax5;

    [NeuralNetwork(3), Dense(3, Activation.LogSoftmax)]
    public sealed partial class LogSoftmax3;

    [NeuralNetwork(4), Dense(4, Activation.LogSoftmax)]
    public sealed partial class LogSoftmax4;

    [NeuralNetwork(5), Dense(5, Activation.LogSoftmax)]
    public sealed partial class LogSoftmax5;

    [NeuralNetwork(5, Loss = Loss.CrossEntropy), Dense(5)]
    public sealed partial class MeanOfCrossEntropies;

    [NeuralNetwork(5, Loss = Loss.CrossEntropy, Reduction = Reduction.Sum), Dense(5)]
    public sealed partial class SumOfCrossEntropies;

    [NeuralNetwork(3), Dense(4)]
    public sealed partial class Gemm3x4;

    [NeuralNetwork(4), Dense(3)]
    public sealed partial class Gemm4x3;

    [NeuralNetwork(4), Dense(5)]
    public sealed partial class Gemm4x5;

    [NeuralNetwork(5), Dense(4)]
    public sealed partial class Gemm5x4;

    [NeuralNetwork(6), Dense(4)]
    public sealed partial class Gemm6x4;

    [NeuralNetwork(7), Dense(3)]
    public sealed partial class Gemm7x3;

    [NeuralNetwork(7), Dense(4)]
    public sealed partial class Gemm7x4;

    [NeuralNetwork(10), Dense(3)]
    public sealed partial class Gemm10x3;
}
