using System.Numerics;
using GenNet.Protobuf;
using GenNet.SafeTensors;

namespace GenNet.Onnx;

/// <summary>A network's layers on their way into a graph, one after the other.</summary>
/// <param name="input">The name of what the first one reads.</param>
/// <param name="tensors">The network's tensors in canonical order.</param>
internal sealed class OnnxLayers<T>(string input, IEnumerable<TensorData<T>> tensors) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Queue<TensorData<T>> _tensors = new(tensors);

    public OnnxGraph<T> Graph { get; } = new();

    /// <summary>The number l of the layer at hand, as the mathematics counts: an activation has that of the z which it reads.</summary>
    public int Number { get; private set; }

    /// <summary>What the names of its nodes begin with.</summary>
    public string Scope => $"layer{Number}";

    /// <summary>The name of what the layers so far have computed.</summary>
    public string Value { get; set; } = input;

    /// <summary>Begins the next layer l; what there is so far is a_(l-1).</summary>
    public void Begin()
    {
        if (Number > 0)
            Rename($"a{Number}");
        Number++;
    }

    /// <summary>Gives what the last node computes another name.</summary>
    public void Rename(string value) => Value = Graph.Rename(value);

    public string AddNode(string @operator, ReadOnlySpan<string> inputs, ProtobufMessage? attribute = null) =>
        Graph.AddNode(Scope, @operator, inputs, attribute);

    /// <summary>Adds the tensors of a layer, whose turn it is.</summary>
    /// <returns>Their names.</returns>
    public string[] AddTensors(LayerDescription layer)
    {
        return [.. layer.Tensors.Select(_ => Add(_tensors.Dequeue()))];

        string Add(TensorData<T> data) => Graph.AddInitializer(data.Tensor.Symbol, data.Numbers.Span, [.. data.Tensor.Shape]);
    }
}
