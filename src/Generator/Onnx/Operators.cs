using GenNet.Generator.ModelFiles;
using static GenNet.Generator.Onnx.GraphValue;

namespace GenNet.Generator.Onnx;

/// <summary>What operators make of their inputs (https://onnx.ai/onnx/operators), where networks of GenNet's layers have them.</summary>
internal static partial class Operators
{
    private const double Infinity = double.PositiveInfinity;

    /// <summary>Whether a node may have further outputs than the first.</summary>
    public static bool HasSeveral(GraphNode node) => node.Operator is "Split" or "GRU" or "LSTM";

    /// <summary>An output of a node.</summary>
    /// <exception cref="NoNetworkException">No network has it.</exception>
    public static GraphValue Apply(GraphNode node, int output) => node.Operator switch
    {
        "Constant" => new Constant(node.Value()),
        "Identity" => node.Input(0),
        "Cast" => Cast(node),
        "ai.onnx.ml.ZipMap" => ZipMap(node),
        "Dropout" => Dropout(node),

        "Gemm" => Gemm(node),
        "MatMul" => MatMul(node),
        "BatchNormalization" => BatchNormalization(node),
        "LayerNormalization" => LayerNormalization(node),
        "ReduceMean" => ReduceMean(node),
        "Conv" => Conv(node),
        "Pad" => Pad(node),
        "GRU" => Recurrent(node, output, isLSTM: false),
        "LSTM" => Recurrent(node, output, isLSTM: true),
        "GlobalAveragePool" => GlobalAveragePool(node),
        "ai.onnx.ml.Scaler" => Scaler(node),

        "Add" => Combine(node, (x, y) => x + y, (x, y) => x + y),
        "Sub" => Combine(node, (x, y) => x - y, (x, y) => x - y),
        "Mul" => Combine(node, (x, y) => x * y, (x, y) => x * y),
        "Div" => Combine(node, (x, y) => x / y, Quotient(node)),
        "Pow" => Map(node, x => Power(x, node.Number(1, 1))),
        "Neg" => Map(node, x => -x, x => -x),
        "Reciprocal" => Map(node, x => x.Reciprocal(), x => 1 / x),
        "Sqrt" => Map(node, x => x.Root(), Math.Sqrt),
        "Max" => Bound(node, (x, limit) => x.Clip(limit, Infinity), Math.Max),
        "Min" => Bound(node, (x, limit) => x.Clip(-Infinity, limit), Math.Min),
        "Clip" => Map(node, x => x.Clip(
            node.Number(1, node.Attribute("min", -Infinity)), node.Number(2, node.Attribute("max", Infinity)))),
        "Greater" => Greater(node),

        "Relu" => Map(node, Formulas.ReLU),
        "LeakyRelu" => Map(node, x => Formulas.LeakyReLU(x, node.Attribute("alpha", 0.01))),
        "PRelu" => ParametricReLU(node),
        "Elu" => Map(node, x => Formulas.ELU(x, node.Attribute("alpha", 1.0), 1)),
        "Selu" => Map(node, x => Formulas.SELU(x, node.Attribute("alpha", 1.6732632), node.Attribute("gamma", 1.050701))),
        "Celu" => Map(node, x => Formulas.ELU(x, node.Attribute("alpha", 1.0), node.Attribute("alpha", 1.0))),
        "Gelu" => Map(node, Gelu(node)),
        "HardSigmoid" => HardSigmoid(node),
        "HardSwish" => Map(node, Formulas.HardSwish),
        "Mish" => Map(node, Formulas.Mish),
        "Sigmoid" => Map(node, Formulas.Sigmoid),
        "Softplus" => Map(node, Formulas.Softplus),
        "Softsign" => Map(node, Formulas.Softsign),
        "Swish" => Swish(node),
        "Tanh" => Map(node, x => x.Tanh()),
        "Atan" => Map(node, x => x.ArcTan()),
        "Erf" => Map(node, x => x.Erf()),
        "Exp" => Map(node, x => x.Exp()),
        "Log" => Map(node, x => x.Log()),
        "Abs" => Map(node, x => x.Abs(), Math.Abs),
        "Softmax" => Softmax(node, x => x.Softmax()),
        "LogSoftmax" => Softmax(node, x => x.Softmax().Log()),

        "Flatten" => Flatten(node),
        "Reshape" => Reshape(node),
        "Squeeze" => Squeeze(node),
        "Unsqueeze" => Unsqueeze(node),
        "Transpose" => Transpose(node),
        "Shape" => Shape(node),
        "ConstantOfShape" => ConstantOfShape(node),
        "Expand" => Expand(node),
        "Gather" => Gather(node),
        "Slice" => Slice(node),
        "Split" => Split(node, output),
        "Concat" => Concat(node),
        _ => throw new NoNetworkException("the operator is none that networks of GenNet's layers have"),
    };

    /// <summary>It names the outputs, whose order stays.</summary>
    private static Signal ZipMap(GraphNode node)
    {
        node.Ignore("classlabels_int64s", "classlabels_strings");
        return node.Sample(0);
    }

    private static GraphValue Dropout(GraphNode node)
    {
        node.Ignore("ratio", "seed");
        node.Ignore(1);
        return node.Truth(2)
            ? throw new NoNetworkException("it drops in predictions too; export the model for inference")
            : node.Input(0);
    }
}
