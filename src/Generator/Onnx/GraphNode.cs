using GenNet.Generator.ModelFiles;
using Onnx;
using AttributeType = Onnx.AttributeProto.Types.AttributeType;
using DataType = Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Onnx;

/// <summary>A node with the values of its inputs. It remembers what is asked for, so that nothing which it says is passed over.</summary>
internal sealed class GraphNode(NodeProto proto, long operatorSet, Func<string, GraphValue> valueOf, Func<TensorProto, Tensor> read)
{
    private const string Default = "", DefaultByName = "ai.onnx";

    private readonly HashSet<string> _attributes = [];
    private readonly HashSet<int> _inputs = [];
    private object? _made;

    /// <summary>The operator, with its domain unless that is ONNX's own.</summary>
    public string Operator => proto.Domain is Default or DefaultByName ? proto.OpType : $"{proto.Domain}.{proto.OpType}";

    public long OperatorSet => operatorSet;

    public int InputCount => proto.Input.Count;

    /// <summary>How many outputs it has that have names.</summary>
    public int OutputCount => proto.Output.Count(name => name.Length > 0);

    public int Outputs => proto.Output.Count;

    /// <summary>For a reader: MatMul node 'dense/MatMul'.</summary>
    public override string ToString() => $"{Operator} node '{(proto.Name.Length > 0 ? proto.Name : proto.Output.FirstOrDefault())}'";

    public bool HasInput(int index)
    {
        _inputs.Add(index);
        return index < proto.Input.Count && proto.Input[index].Length > 0;
    }

    public GraphValue Input(int index)
    {
        if (!HasInput(index))
            throw new NoNetworkException($"it has no input {index}");
        return valueOf(proto.Input[index]) is GraphValue.Rest rest
            ? rest.Last ?? throw new NoNetworkException(
                $"its input '{proto.Input[index]}' is what a layer remembers, which no other layer reads")
            : valueOf(proto.Input[index]);
    }

    /// <summary>An input that is computed from the samples, in whatever numbers.</summary>
    public GraphValue.Signal AnySignal(int index) => Input(index) as GraphValue.Signal
        ?? throw new NoNetworkException($"its input {index} is not computed from the samples, one by one");

    /// <summary>An input that is computed from the samples in floating point, with the frames of the window where it has frames.</summary>
    public GraphValue.Signal Signal(int index) => Padded(index) is { Layout: null or { IsWhole: true } } signal
        ? signal
        : throw new NoNetworkException(
            "its input has frames before or after those of the window, of a padding: only a Conv that reaches as far back takes those "
                + "before it, and only a Slice those after it");

    /// <summary>The same, where there may be frames before the window and after it.</summary>
    public GraphValue.Signal Padded(int index) => AnySignal(index) is { Type: DataType.Float or DataType.Double } signal
        ? signal
        : throw new NoNetworkException($"it computes with numbers of type {AnySignal(index).Type}");

    /// <summary>An input that is a batch of samples and no sequence.</summary>
    public GraphValue.Signal Sample(int index) => Signal(index) is { Layout: null } signal
        ? signal
        : throw new NoNetworkException("it acts on samples, and its input has frames");

    public Tensor Constant(int index) => Input(index) is GraphValue.Constant constant
        ? constant.Tensor
        : throw new NoNetworkException($"its input '{proto.Input[index]}' is no constant");

    /// <summary>An input that is one constant number, or a default where it is absent.</summary>
    public double Number(int index, double @default)
    {
        if (!HasInput(index))
            return @default;
        return Constant(index) is { Values: [double value], Shape.Length: <= 1 }
            ? value
            : throw new NoNetworkException($"its input '{proto.Input[index]}' is not one number");
    }

    /// <summary>An input or, in older sets of operators, an attribute that is a list of integers; null where it is absent.</summary>
    public long[]? Integers(int index, string attribute)
    {
        if (HasInput(index))
            return Constant(index).Integers;
        return IntegersOf(attribute);
    }

    /// <summary>What the node makes, for all of its outputs.</summary>
    public T Once<T>(Func<T> make) where T : class => (T)(_made ??= make());

    public bool HasAttribute(string name)
    {
        _attributes.Add(name);
        return proto.Attribute.Any(attribute => attribute.Name == name);
    }

    /// <summary>An attribute that is a list of integers; null where it is absent.</summary>
    public long[]? IntegersOf(string attribute) => Find(attribute, AttributeType.Ints) is { } found ? [.. found.Ints] : null;

    /// <summary>An attribute that is a list of texts; null where it is absent.</summary>
    public string[]? Texts(string name) =>
        Find(name, AttributeType.Strings) is { } found ? [.. found.Strings.Select(text => text.ToStringUtf8())] : null;

    public double Attribute(string name, double @default) => Find(name, AttributeType.Float)?.F ?? @default;

    public long Attribute(string name, long @default) => Find(name, AttributeType.Int)?.I ?? @default;

    /// <summary>Whether an input, absent in most nodes, is a constant and true.</summary>
    public bool Truth(int index) => HasInput(index) && Number(index, 0) != 0;

    public string? Text(string name) => Find(name, AttributeType.String)?.S.ToStringUtf8();

    public IReadOnlyList<float> Floats(string name) => Find(name, AttributeType.Floats)?.Floats ?? [];

    /// <summary>The number or numbers of a Constant.</summary>
    public Tensor Value()
    {
        if (Find("value", AttributeType.Tensor) is { T: { } tensor })
            return read(tensor);
        if (Find("value_float", AttributeType.Float) is { } number)
            return new([], [number.F], DataType.Float);
        if (Find("value_floats", AttributeType.Floats) is { } numbers)
            return new([numbers.Floats.Count], [.. numbers.Floats.Select(value => (double)value)], DataType.Float);
        if (Find("value_int", AttributeType.Int) is { } integer)
            return new([], [integer.I], DataType.Int64);
        if (Find("value_ints", AttributeType.Ints) is { } integers)
            return new([integers.Ints.Count], [.. integers.Ints.Select(value => (double)value)], DataType.Int64);
        throw new NoNetworkException("it has no value that is a tensor, a number or a list of numbers");
    }

    /// <summary>Passes over attributes that change nothing in predictions.</summary>
    public void Ignore(params string[] attributes) => _attributes.UnionWith(attributes);

    /// <summary>Passes over an input that changes nothing in predictions.</summary>
    public void Ignore(int input) => _inputs.Add(input);

    /// <exception cref="NoNetworkException">It says something that nobody has asked for.</exception>
    public void CheckAllIsRead()
    {
        if (proto.Attribute.FirstOrDefault(attribute => !_attributes.Contains(attribute.Name)) is { } unread)
            throw new NoNetworkException($"its attribute '{unread.Name}' is not read");
        for (int i = 0; i < InputCount; i++)
        {
            if (HasUnread(i))
                throw new NoNetworkException($"its input '{proto.Input[i]}' is not read");
        }

        bool HasUnread(int input) => proto.Input[input].Length > 0 && !_inputs.Contains(input);
    }

    private AttributeProto? Find(string name, AttributeType type)
    {
        _attributes.Add(name);
        AttributeProto? found = proto.Attribute.FirstOrDefault(attribute => attribute.Name == name);

        // Until ONNX 1.0 attributes did not say their type.
        return found is null || (found.RefAttrName.Length == 0 && (found.Type == type || found.Type == AttributeType.Undefined))
            ? found
            : throw new NoNetworkException($"its attribute '{name}' is of type {found.Type}; {type} is needed");
    }
}
