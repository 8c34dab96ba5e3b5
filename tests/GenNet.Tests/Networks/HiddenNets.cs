namespace GenNet.Tests.Networks;

// Every activation in a hidden layer, in each of the two forms and precisions; alphas and betas that are not the defaults.
#pragma warning disable GN0013 // That nothing before a step learns is tested as well.

public static partial class UnrolledHidden
{
    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.Identity), Dense(3)]
    public sealed partial class Identity;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.BinaryStep), Dense(3)]
    public sealed partial class BinaryStep;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.Sigmoid), Dense(3)]
    public sealed partial class Sigmoid;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.LogSigmoid), Dense(3)]
    public sealed partial class LogSigmoid;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.Tanh), Dense(3)]
    public sealed partial class Tanh;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.TanhShrink), Dense(3)]
    public sealed partial class TanhShrink;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.ArcTan), Dense(3)]
    public sealed partial class ArcTan;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.ReLU), Dense(3)]
    public sealed partial class ReLU;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.ReLU6), Dense(3)]
    public sealed partial class ReLU6;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.LeakyReLU, Alpha = 0.3), Dense(3)]
    public sealed partial class LeakyReLU;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.PReLU, Alpha = 0.1), Dense(3)]
    public sealed partial class PReLU;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.ELU), Dense(3)]
    public sealed partial class ELU;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.SELU), Dense(3)]
    public sealed partial class SELU;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.CELU, Alpha = 0.6), Dense(3)]
    public sealed partial class CELU;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.GELU), Dense(3)]
    public sealed partial class GELU;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.GELUTanh), Dense(3)]
    public sealed partial class GELUTanh;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.SiLU), Dense(3)]
    public sealed partial class SiLU;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.Mish), Dense(3)]
    public sealed partial class Mish;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.Softplus, Beta = 2), Dense(3)]
    public sealed partial class Softplus;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.Softsign), Dense(3)]
    public sealed partial class Softsign;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.HardSigmoid), Dense(3)]
    public sealed partial class HardSigmoid;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.HardTanh, Alpha = -0.4, Beta = 0.7), Dense(3)]
    public sealed partial class HardTanh;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.HardSwish), Dense(3)]
    public sealed partial class HardSwish;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.Exponential), Dense(3)]
    public sealed partial class Exponential;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.Softmax), Dense(3)]
    public sealed partial class Softmax;

    [NeuralNetwork(5, Precision = Precision.Double), Dense(6, Activation.LogSoftmax), Dense(3)]
    public sealed partial class LogSoftmax;
}

public static partial class TiledHidden
{
    [NeuralNetwork(5), Dense(40, Activation.Identity), Dense(3)]
    public sealed partial class Identity;

    [NeuralNetwork(5), Dense(40, Activation.BinaryStep), Dense(3)]
    public sealed partial class BinaryStep;

    [NeuralNetwork(5), Dense(40, Activation.Sigmoid), Dense(3)]
    public sealed partial class Sigmoid;

    [NeuralNetwork(5), Dense(40, Activation.LogSigmoid), Dense(3)]
    public sealed partial class LogSigmoid;

    [NeuralNetwork(5), Dense(40, Activation.Tanh), Dense(3)]
    public sealed partial class Tanh;

    [NeuralNetwork(5), Dense(40, Activation.TanhShrink), Dense(3)]
    public sealed partial class TanhShrink;

    [NeuralNetwork(5), Dense(40, Activation.ArcTan), Dense(3)]
    public sealed partial class ArcTan;

    [NeuralNetwork(5), Dense(40, Activation.ReLU), Dense(3)]
    public sealed partial class ReLU;

    [NeuralNetwork(5), Dense(40, Activation.ReLU6), Dense(3)]
    public sealed partial class ReLU6;

    [NeuralNetwork(5), Dense(40, Activation.LeakyReLU, Alpha = 0.3), Dense(3)]
    public sealed partial class LeakyReLU;

    [NeuralNetwork(5), Dense(40, Activation.PReLU, Alpha = 0.1), Dense(3)]
    public sealed partial class PReLU;

    [NeuralNetwork(5), Dense(40, Activation.ELU), Dense(3)]
    public sealed partial class ELU;

    [NeuralNetwork(5), Dense(40, Activation.SELU), Dense(3)]
    public sealed partial class SELU;

    [NeuralNetwork(5), Dense(40, Activation.CELU, Alpha = 0.6), Dense(3)]
    public sealed partial class CELU;

    [NeuralNetwork(5), Dense(40, Activation.GELU), Dense(3)]
    public sealed partial class GELU;

    [NeuralNetwork(5), Dense(40, Activation.GELUTanh), Dense(3)]
    public sealed partial class GELUTanh;

    [NeuralNetwork(5), Dense(40, Activation.SiLU), Dense(3)]
    public sealed partial class SiLU;

    [NeuralNetwork(5), Dense(40, Activation.Mish), Dense(3)]
    public sealed partial class Mish;

    [NeuralNetwork(5), Dense(40, Activation.Softplus, Beta = 2), Dense(3)]
    public sealed partial class Softplus;

    [NeuralNetwork(5), Dense(40, Activation.Softsign), Dense(3)]
    public sealed partial class Softsign;

    [NeuralNetwork(5), Dense(40, Activation.HardSigmoid), Dense(3)]
    public sealed partial class HardSigmoid;

    [NeuralNetwork(5), Dense(40, Activation.HardTanh, Alpha = -0.4, Beta = 0.7), Dense(3)]
    public sealed partial class HardTanh;

    [NeuralNetwork(5), Dense(40, Activation.HardSwish), Dense(3)]
    public sealed partial class HardSwish;

    [NeuralNetwork(5), Dense(40, Activation.Exponential), Dense(3)]
    public sealed partial class Exponential;

    [NeuralNetwork(5), Dense(40, Activation.Softmax), Dense(3)]
    public sealed partial class Softmax;

    [NeuralNetwork(5), Dense(40, Activation.LogSoftmax), Dense(3)]
    public sealed partial class LogSoftmax;
}
