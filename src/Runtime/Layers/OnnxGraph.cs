using System.Globalization;
using System.Numerics;
using GenNet.Protobuf;

namespace GenNet.Onnx;

/// <summary>A graph under construction: each value has a name, by which later nodes refer to it.</summary>
/// <typeparam name="T">The floating-point type of its values.</typeparam>
internal sealed class OnnxGraph<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly HashSet<string> _names = [];
    private readonly List<Node> _nodes = [];
    private readonly List<ProtobufMessage> _initializers = [];
    private readonly List<ProtobufMessage> _inputs = [];
    private readonly List<ProtobufMessage> _outputs = [];

    /// <summary>What ONNX calls the type: TensorProto.FLOAT or TensorProto.DOUBLE.</summary>
    public static long Type => typeof(T) == typeof(float) ? 1 : 11;

    /// <summary>What the last node computes; null before the first.</summary>
    public string? Last => _nodes.Count > 0 ? _nodes[^1].Output : null;

    /// <summary>Adds a tensor of the model's own.</summary>
    public string AddInitializer(string name, ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
    {
        const int dims = 1, dataType = 2, floatData = 4, tensorName = 8, doubleData = 10;
        _names.Add(name);
        var tensor = new ProtobufMessage();
        foreach (int size in shape)
            tensor.Add(dims, size);
        _initializers.Add(
            tensor.Add(dataType, Type).Add(tensorName, name).Add(typeof(T) == typeof(float) ? floatData : doubleData, values));
        return name;
    }

    /// <summary>Adds an input of the model; one with an initializer of its name need not be given.</summary>
    public string AddInput(string name, params ReadOnlySpan<OnnxSize> shape)
    {
        _names.Add(name);
        _inputs.Add(ValueInfo(name, shape));
        return name;
    }

    /// <summary>Adds a number, once for all its uses.</summary>
    public string AddNumber(double value)
    {
        string name = value.ToString("R", CultureInfo.InvariantCulture);
        return _names.Contains(name) ? name : AddInitializer(name, [T.CreateTruncating(value)]);
    }

    /// <summary>Adds an index, once for all its uses.</summary>
    public string AddIndex(long index)
    {
        const int dims = 1, dataType = 2, integerData = 7, tensorName = 8;
        const long integers = 7;
        string name = $"index {index.ToString(CultureInfo.InvariantCulture)}";
        if (_names.Add(name))
            _initializers.Add(new ProtobufMessage().Add(dims, 1).Add(dataType, integers).Add(integerData, index).Add(tensorName, name));
        return name;
    }

    /// <summary>Adds a node whose output has the operator's name within a scope: layer1/Mul, layer1/Mul_2.</summary>
    public string AddNode(
        string scope, string @operator, ReadOnlySpan<string> inputs, params IReadOnlyList<ProtobufMessage> attributes)
    {
        string output = $"{scope}/{@operator}";
        for (int i = 2; !_names.Add(output); i++)
            output = $"{scope}/{@operator}_{i}";
        _nodes.Add(new(output, @operator, inputs.ToArray(), output, [], attributes));
        return output;
    }

    /// <summary>Gives the last node further outputs; one without a name is left out.</summary>
    public void AddFurtherOutputs(params string[] names)
    {
        _names.UnionWith(names);
        _nodes[^1] = _nodes[^1] with { Further = names };
    }

    /// <summary>Gives the value of the last node another name.</summary>
    public string Rename(string output)
    {
        _names.Add(output);
        _nodes[^1] = _nodes[^1] with { Output = output };
        return output;
    }

    /// <summary>Gives values out by names: under them where nothing else reads the value, otherwise as copies.</summary>
    /// <exception cref="NotSupportedException">Another value has the name.</exception>
    public void AddOutputs(IReadOnlyCollection<(string Name, string Value, OnnxSize[] Shape)> outputs)
    {
        foreach ((string name, string value, OnnxSize[] shape) in outputs)
        {
            int writer = _nodes.FindIndex(node => node.Output == value);
            bool isRead = outputs.Count(output => output.Value == value) > 1 || _nodes.Exists(node => node.Inputs.Contains(value));
            if (!_names.Add(name))
            {
                throw new NotSupportedException(
                    $"The output '{name}' has the name of another value in ONNX: give its layer one that is not like input, W1, z1 or a1.");
            }

            if (writer < 0 || isRead)
            {
                AddNode("outputs", "Identity", [value]);
                writer = _nodes.Count - 1;
            }

            _nodes[writer] = _nodes[writer] with { Output = name };
            AddOutput(name, shape);
        }
    }

    /// <summary>Gives out the value of that name.</summary>
    public void AddOutput(string name, params ReadOnlySpan<OnnxSize> shape) => _outputs.Add(ValueInfo(name, shape));

    public static ProtobufMessage Attribute(string name, long value)
    {
        const long integer = 2;
        return new ProtobufMessage().Add(AttributeName, name).Add(3, value).Add(AttributeType, integer);
    }

    public static ProtobufMessage Attribute(string name, double value)
    {
        const long number = 1;
        return new ProtobufMessage().Add(AttributeName, name).Add(2, (float)value).Add(AttributeType, number);
    }

    public static ProtobufMessage Attribute(string name, params ReadOnlySpan<int> values)
    {
        const long integers = 7;
        ProtobufMessage attribute = new ProtobufMessage().Add(AttributeName, name);
        foreach (int value in values)
            attribute.Add(8, value);
        return attribute.Add(AttributeType, integers);
    }

    /// <summary>The GraphProto.</summary>
    public ProtobufMessage Complete(string name) => new ProtobufMessage()
        .Add(1, _nodes.Select(node => node.ToMessage()))
        .Add(2, name)
        .Add(5, _initializers)
        .Add(11, _inputs)
        .Add(12, _outputs);

    private const int AttributeName = 1, AttributeType = 20;

    private static ProtobufMessage ValueInfo(string name, ReadOnlySpan<OnnxSize> sizes)
    {
        const int dimension = 1, fixedSize = 1, anySize = 2;
        var shape = new ProtobufMessage();
        foreach ((int size, string? any) in sizes)
        {
            shape.Add(dimension, any is null
                ? new ProtobufMessage().Add(fixedSize, size)
                : new ProtobufMessage().Add(anySize, any));
        }

        ProtobufMessage tensor = new ProtobufMessage().Add(1, Type).Add(2, shape);
        return new ProtobufMessage().Add(1, name).Add(2, new ProtobufMessage().Add(1, tensor));
    }

    private sealed record Node(
        string Name, string Operator, string[] Inputs, string Output, string[] Further, IReadOnlyList<ProtobufMessage> Attributes)
    {
        public ProtobufMessage ToMessage()
        {
            var node = new ProtobufMessage();
            foreach (string input in Inputs)
                node.Add(1, input);
            foreach (string output in Further.Prepend(Output))
                node.Add(2, output);
            return node.Add(3, Name).Add(4, Operator).Add(5, Attributes);
        }
    }
}
