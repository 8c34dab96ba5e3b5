using System.Numerics;

namespace GenNet.Onnx;

/// <summary>Writes the nodes of a layer's activation: ONNX's own operator where there is one, otherwise several.</summary>
/// <param name="graph">Where they go.</param>
/// <param name="scope">What their values' names begin with.</param>
/// <remarks>
/// In double precision, more are composed: ONNX's attributes are floats, which would cut alpha and beta short, while tensors keep their
/// digits; and ONNX Runtime has many operators for floats only, QuickGelu among them, into which it fuses z Sigmoid(z). It has no Atan and
/// no Erf of doubles, which cannot be composed.
/// </remarks>
internal sealed class OnnxActivation<T>(OnnxGraph<T> graph, string scope) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly bool s_isDouble = typeof(T) == typeof(double);

    /// <param name="layer">The activation, which is not PReLU, as that has parameters.</param>
    /// <param name="number">The number of its layer, for the reader of an exception.</param>
    /// <param name="z">The name of g's argument.</param>
    /// <returns>The name of g's value: of the last node, or z for the identity.</returns>
    /// <exception cref="NotSupportedException">The activation is the user's own.</exception>
    public string Write(ActivationDescription layer, int number, string z)
    {
        double alpha = layer.Alpha ?? 0, beta = layer.Beta ?? 0;
        return layer.Activation switch
        {
            Activation.Identity => z,
            Activation.BinaryStep => ToNumber(Node("Greater", z, Number(0))),
            Activation.Sigmoid => Node("Sigmoid", z),
            Activation.LogSigmoid => Node("Neg", Softplus(Node("Neg", z))),
            Activation.Tanh => Node("Tanh", z),
            Activation.TanhShrink => Node("Sub", z, Node("Tanh", z)),
            Activation.ArcTan => Node("Atan", z),
            Activation.ReLU => Node("Relu", z),
            Activation.ReLU6 => Clip(z, 0, 6),
            Activation.LeakyReLU => s_isDouble ? Node("PRelu", z, Number(alpha)) : Node("LeakyRelu", z, alpha),
            Activation.ELU => s_isDouble ? ExponentialUnit(z, alpha, 1) : Node("Elu", z, alpha),
            Activation.SELU => s_isDouble
                ? Product(Number(1.0507009873554805), ExponentialUnit(z, 1.6732632423543772, 1))
                : Node("Selu", z),
            Activation.CELU => s_isDouble ? ExponentialUnit(z, alpha, alpha) : Node("Celu", z, alpha),
            Activation.GELU => Product(Product(Number(0.5), z), Sum(Number(1), Node("Erf", Product(Number(Math.Sqrt(0.5)), z)))),
            Activation.GELUTanh => Product(z, Node("Sigmoid", TwiceGelu(z))),
            Activation.SiLU => s_isDouble ? Node("Div", z, Sum(Number(1), Node("Exp", Node("Neg", z)))) : Product(z, Node("Sigmoid", z)),
            Activation.Mish => Product(z, Node("Tanh", Softplus(z))),
            Activation.Softplus when beta == 1 => Softplus(z),
            Activation.Softplus => Node("Div", Softplus(Product(Number(beta), z)), Number(beta)),
            Activation.Softsign => s_isDouble ? Node("Div", z, Sum(Number(1), Node("Abs", z))) : Node("Softsign", z),
            Activation.HardSigmoid => HardSigmoid(z),
            Activation.HardTanh => Clip(z, alpha, beta),
            Activation.HardSwish => s_isDouble ? Product(z, HardSigmoid(z)) : Node("HardSwish", z),
            Activation.Exponential => Node("Exp", z),
            Activation.Softmax => Node("Softmax", z),
            Activation.LogSoftmax => Node("LogSoftmax", z),
            _ => throw new NotSupportedException(
                $"Layer {number} has the activation {layer.ActivationName}, which is your own: ONNX has no operator for it."),
        };
    }

    private string Number(double value) => graph.AddNumber(value);

    private string Node(string @operator, params ReadOnlySpan<string> inputs) => graph.AddNode(scope, @operator, inputs);

    private string Node(string @operator, string input, double alpha) =>
        graph.AddNode(scope, @operator, [input], OnnxGraph<T>.Attribute("alpha", alpha));

    private string Sum(string x, string y) => Node("Add", x, y);

    private string Product(string x, string y) => Node("Mul", x, y);

    private string Clip(string x, double least, double most) => Node("Clip", x, Number(least), Number(most));

    private string ToNumber(string truth) => graph.AddNode(scope, "Cast", [truth], OnnxGraph<T>.Attribute("to", OnnxGraph<T>.Type));

    /// <summary>log(1 + exp(x)) = max(0, x) + log(1 + exp(-|x|)).</summary>
    private string Softplus(string x) => s_isDouble
        ? Sum(Node("Relu", x), Node("Log", Sum(Number(1), Node("Exp", Node("Neg", Node("Abs", x))))))
        : Node("Softplus", x);

    /// <summary>max(0, x) + alpha (exp(min(x, 0) / width) - 1).</summary>
    private string ExponentialUnit(string x, double alpha, double width)
    {
        string least = Node("Min", x, Number(0));
        string power = Node("Exp", width == 1 ? least : Node("Div", least, Number(width)));
        return Sum(Node("Relu", x), Product(Number(alpha), Node("Sub", power, Number(1))));
    }

    /// <summary>min(max(0, x / 6 + 1/2), 1).</summary>
    private string HardSigmoid(string x) => s_isDouble
        ? Clip(Sum(Node("Div", x, Number(6)), Number(0.5)), 0, 1)
        : Node("HardSigmoid", x, 1d / 6);

    /// <summary>2 u = 2 sqrt(2 / pi) (x + 0.044715 x^3): z (1 + tanh(u)) / 2 is z s(2 u), which does not cancel.</summary>
    private string TwiceGelu(string x)
    {
        double linear = 2 * Math.Sqrt(2 / Math.PI);
        return Product(x, Sum(Number(linear), Product(Number(0.044715 * linear), Product(x, x))));
    }
}
