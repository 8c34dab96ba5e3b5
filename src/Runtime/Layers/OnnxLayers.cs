using System.Numerics;
using GenNet.Protobuf;

namespace GenNet.Onnx;

/// <summary>A network's layers on their way into a graph, one after the other.</summary>
/// <param name="input">The name of the input row.</param>
/// <param name="inputSize">The numbers in it.</param>
/// <param name="tensors">The network's tensors in canonical order, and their numbers.</param>
internal sealed class OnnxLayers<T>(string input, int inputSize, IEnumerable<(TensorDescription Tensor, Memory<T> Numbers)> tensors)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Queue<(TensorDescription Tensor, Memory<T> Numbers)> _tensors = new(tensors);
    private readonly List<string> _written = [];
    private readonly Dictionary<LayerSource, string> _inputs = [];

    public OnnxGraph<T> Graph { get; } = new();

    /// <summary>The number l of the layer at hand, as the mathematics counts: an activation has that of the z which it reads.</summary>
    public int Number { get; private set; }

    /// <summary>What the names of its nodes begin with.</summary>
    public string Scope => $"layer{Number}";

    /// <summary>The name of what the layer at hand reads, and then of what it has computed.</summary>
    public string Value { get; set; } = "";

    /// <summary>The names of all that the layer at hand reads.</summary>
    public string[] Values { get; private set; } = [];

    /// <summary>Writes layers, first to last.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="outputs">The values that the network gives out.</param>
    /// <exception cref="NotSupportedException">A layer has no operators.</exception>
    public void Write(IReadOnlyList<LayerDescription> layers, IEnumerable<LayerSource> outputs)
    {
        IEnumerable<LayerSource> sources = layers.SelectMany(layer => layer.Reads ?? []).Concat(outputs);
        foreach (LayerSource source in sources.Where(source => source.Layer < 0).Distinct())
            _inputs.Add(source, ColumnsOf(source));
        foreach (LayerDescription layer in layers)
        {
            Values = layer.Reads is null
                ? [_written.Count == 0 ? input : _written[^1]]
                : [.. layer.Reads.Select(ValueOf)];
            Value = Values[0];
            layer.WriteOnnx(this);
            _written.Add(Value);
        }
    }

    /// <summary>The name of a value that a layer reads, or that the network gives out.</summary>
    public string ValueOf(LayerSource source) => source.Layer < 0 ? _inputs[source] : _written[source.Layer];

    /// <summary>Begins the next layer l; what the last one computed is a_(l-1).</summary>
    public void Begin()
    {
        // The last layer may have given on what stood before, as the identity does.
        if (Number > 0 && _written[^1] == Graph.Last)
        {
            string last = _written[^1], name = Graph.Rename($"a{Number}");
            for (int i = 0; i < _written.Count; i++)
                _written[i] = _written[i] == last ? name : _written[i];
            Values = [.. Values.Select(value => value == last ? name : value)];
            Value = Values[0];
        }

        Number++;
    }

    /// <summary>Columns of the input row as a value.</summary>
    private string ColumnsOf(LayerSource source)
    {
        if (source.Width == inputSize)
            return input;
        return Graph.AddNode(
            "inputs", "Slice",
            [input, Graph.AddIndex(source.Column), Graph.AddIndex(source.Column + source.Width), Graph.AddIndex(1)]);
    }

    /// <summary>Gives what the last node computes another name.</summary>
    public void Rename(string value) => Value = Graph.Rename(value);

    public string AddNode(string @operator, ReadOnlySpan<string> inputs, ProtobufMessage? attribute = null) =>
        Graph.AddNode(Scope, @operator, inputs, attribute);

    /// <summary>Adds the tensors of a layer, whose turn it is.</summary>
    /// <returns>Their names.</returns>
    public string[] AddTensors(LayerDescription layer)
    {
        return [.. layer.Tensors.Select(_ => AddNext())];

        string AddNext()
        {
            (TensorDescription tensor, Memory<T> numbers) = _tensors.Dequeue();
            return Graph.AddInitializer(tensor.Symbol, numbers.Span, [.. tensor.Shape]);
        }
    }
}
