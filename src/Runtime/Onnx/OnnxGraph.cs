using System.Globalization;
using System.Numerics;
using Onnx;

namespace GenNet.Onnx;

/// <summary>A graph under construction: each value has a name, by which later nodes refer to it.</summary>
/// <typeparam name="T">The floating-point type of its values.</typeparam>
internal sealed class OnnxGraph<T>(string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly HashSet<string> _names = [];

    public GraphProto Proto { get; } = new() { Name = name };

    /// <summary>Adds a tensor of the model's own.</summary>
    public string Initializer(string name, ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
    {
        _names.Add(name);
        Proto.Initializer.Add(OnnxTensors<T>.Tensor(name, values, shape));
        return name;
    }

    /// <summary>Adds a number, once for all its uses.</summary>
    public string Number(double value)
    {
        string name = value.ToString("R", CultureInfo.InvariantCulture);
        return _names.Contains(name) ? name : Initializer(name, [T.CreateTruncating(value)]);
    }

    /// <summary>Adds a node with one output, which has the operator's name within a scope: a1/Mul, a1/Mul_2.</summary>
    public string Node(string scope, string @operator, ReadOnlySpan<string> inputs, AttributeProto? attribute = null)
    {
        string output = $"{scope}/{@operator}";
        for (int i = 2; !_names.Add(output); i++)
            output = $"{scope}/{@operator}_{i}";
        var node = new NodeProto { OpType = @operator, Name = output, Output = { output } };
        foreach (string input in inputs)
            node.Input.Add(input);
        if (attribute is not null)
            node.Attribute.Add(attribute);
        Proto.Node.Add(node);
        return output;
    }

    /// <summary>Gives the value of the last node another name.</summary>
    public string Rename(string output) => Proto.Node[^1].Output[0] = output;

    public static AttributeProto Attribute(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static AttributeProto Attribute(string name, double value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = (float)value };
}
