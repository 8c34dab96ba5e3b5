using Onnx;

namespace GenNet.Generator.Onnx;

/// <summary>A node with the values of its inputs.</summary>
internal sealed class GraphNode(NodeProto proto, long operatorSet, long? batch, Func<string, GraphValue> valueOf)
{
    private const string Default = "", DefaultByName = "ai.onnx";

    /// <summary>The operator, with its domain unless that is ONNX's own.</summary>
    public string Operator => proto.Domain is Default or DefaultByName ? proto.OpType : $"{proto.Domain}.{proto.OpType}";

    public long OperatorSet => operatorSet;

    /// <summary>The size of the batch, where the model fixes it.</summary>
    public long? Batch => batch;

    public int InputCount => proto.Input.Count;

    /// <summary>For a reader: MatMul node 'dense/MatMul'.</summary>
    public override string ToString() => $"{Operator} node '{(proto.Name.Length > 0 ? proto.Name : proto.Output.FirstOrDefault())}'";

    public bool HasInput(int index) => index < proto.Input.Count && proto.Input[index].Length > 0;

    public GraphValue Input(int index) => HasInput(index)
        ? valueOf(proto.Input[index])
        : throw new NoNetworkException($"it has no input {index}");

    public GraphValue.Signal Signal(int index) => Input(index) as GraphValue.Signal
        ?? throw new NoNetworkException($"its input {index} is not computed from the samples, one by one");

    public Tensor Constant(int index) => Input(index) is GraphValue.Constant constant
        ? constant.Tensor
        : throw new NoNetworkException($"its input '{proto.Input[index]}' is no constant");

    /// <summary>An input that is one constant number, or a default where it is absent.</summary>
    public double Number(int index, double @default)
    {
        if (!HasInput(index))
            return @default;
        return Constant(index).Values is [double value]
            ? value
            : throw new NoNetworkException($"its input '{proto.Input[index]}' is not one number");
    }

    public double Attribute(string name, double @default) => Find(name)?.F ?? @default;

    public long Attribute(string name, long @default) => Find(name)?.I ?? @default;

    /// <summary>Whether an input, absent in most nodes, is a constant and true.</summary>
    public bool Truth(int index) => HasInput(index) && Number(index, 0) != 0;

    public string? Text(string name) => Find(name)?.S.ToStringUtf8();

    public IReadOnlyList<long> Integers(string name) => Find(name)?.Ints ?? [];

    public IReadOnlyList<float> Floats(string name) => Find(name)?.Floats ?? [];

    public TensorProto? Tensor(string name) => Find(name)?.T;

    private AttributeProto? Find(string name) => proto.Attribute.FirstOrDefault(attribute => attribute.Name == name);
}
