using GenNet.Generator.ModelFiles;
using Onnx;

namespace GenNet.Generator.Onnx;

/// <summary>The constants that a graph brings along, each read once, when it is asked for.</summary>
internal sealed class Initializers
{
    private readonly Dictionary<string, TensorProto> _tensors = [];
    private readonly Dictionary<string, GraphValue.Constant> _values = [];
    private readonly ExternalData _external;

    public Initializers(GraphProto graph, ExternalData external)
    {
        foreach (TensorProto tensor in graph.Initializer)
            _tensors[tensor.Name] = tensor;
        _external = external;
    }

    public bool Has(string name) => _tensors.ContainsKey(name);

    public Tensor Read(TensorProto tensor) => Tensor.Read(tensor, _external);

    /// <exception cref="NoNetworkException">There is none, or it is damaged.</exception>
    public GraphValue.Constant Value(string name)
    {
        if (!_values.TryGetValue(name, out GraphValue.Constant? value))
        {
            if (!_tensors.TryGetValue(name, out TensorProto? tensor))
                throw new NoNetworkException($"it reads '{name}', which is no input, no initializer and no output of a node before it");
            _values[name] = value = new(Read(tensor));
        }

        return value;
    }
}
