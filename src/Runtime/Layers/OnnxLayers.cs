using System.Numerics;
using GenNet.Protobuf;

namespace GenNet.Onnx;

/// <summary>A network's layers on their way into a graph, one after the other.</summary>
/// <param name="form">What the model takes and gives.</param>
/// <param name="inputSize">The numbers of a sample, or of each of its frames.</param>
/// <param name="tensors">The network's tensors in canonical order, and their numbers.</param>
internal sealed class OnnxLayers<T>(
    OnnxForm form, int inputSize, IEnumerable<(TensorDescription Tensor, Memory<T> Numbers)> tensors)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Input = "input";

    private readonly Queue<(TensorDescription Tensor, Memory<T> Numbers)> _tensors = new(tensors);
    private readonly List<string> _written = [];
    private readonly List<bool> _areSequences = [];
    private readonly Dictionary<LayerSource, string> _inputs = [];
    private readonly List<(string Name, OnnxSize[] Shape)> _states = [];
    private string? _batch;

    public OnnxGraph<T> Graph { get; } = new();

    /// <summary>The number l of the layer at hand, as the mathematics counts: an activation has that of the z which it reads.</summary>
    public int Number { get; private set; }

    /// <summary>What the names of its nodes begin with.</summary>
    public string Scope => $"layer{Number}";

    /// <summary>The name of what the layer at hand reads, and then of what it has computed.</summary>
    public string Value { get; set; } = "";

    /// <summary>The names of all that the layer at hand reads.</summary>
    public string[] Values { get; private set; } = [];

    /// <summary>Whether what the layer at hand reads, and then what it has computed, has frames [batch x frames x n].</summary>
    public bool IsSequence { get; set; }

    /// <summary>Whether layers take their state from before the first frame and give out that after the last.</summary>
    public bool IsStream => form.IsStream;

    /// <summary>Writes layers, first to last.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="outputs">The values that the network gives out.</param>
    /// <exception cref="NotSupportedException">A layer has no operators.</exception>
    public void Write(IReadOnlyList<LayerDescription> layers, IEnumerable<LayerSource> outputs)
    {
        Graph.AddInput(Input, Shape(inputSize, form.Steps > 0));
        IEnumerable<LayerSource> sources = layers.SelectMany(layer => layer.Reads ?? []).Concat(outputs);
        foreach (LayerSource source in sources.Where(source => source.Layer < 0).Distinct())
            _inputs.Add(source, ColumnsOf(source));
        foreach (LayerDescription layer in layers)
        {
            Values = layer.Reads is null
                ? [_written.Count == 0 ? Input : _written[^1]]
                : [.. layer.Reads.Select(ValueOf)];
            Value = Values[0];
            IsSequence = IsSequenceOf(layer.Reads?[0] ?? new(_written.Count - 1, 0, layer.Units));
            layer.WriteOnnx(this);
            _written.Add(Value);
            _areSequences.Add(IsSequence);
        }
    }

    /// <summary>Gives out the network's outputs, and then the states of its layers.</summary>
    /// <exception cref="NotSupportedException">An output has the name of another value, or is none of a stream.</exception>
    public void WriteOutputs(IReadOnlyCollection<(string Name, LayerSource Source)> outputs)
    {
        if (IsStream && !outputs.All(output => IsSequenceOf(output.Source)))
            throw new NotSupportedException("The network gives one row for a window, and no stream of frames: ExportOnnx writes it.");
        Graph.AddOutputs([.. outputs.Select(output =>
            (output.Name, ValueOf(output.Source), Shape(output.Source.Width, IsSequenceOf(output.Source))))]);
        foreach ((string name, OnnxSize[] shape) in _states)
            Graph.AddOutput(name, shape);
    }

    /// <summary>
    /// Adds an input for what the layer at hand remembers, 0 unless it is given, and an output for what it leaves, which it has to compute.
    /// </summary>
    /// <param name="symbol">The letter of both: the input is h1, and the output h1_next.</param>
    /// <param name="shape">Their dimensions.</param>
    /// <returns>The state of each sample of the batch, and the output's name.</returns>
    public (string State, string Next) AddState(string symbol, params OnnxSize[] shape)
    {
        string name = $"{symbol}{Number}", next = $"{name}_next";
        int[] ofOne = [.. shape.Select(size => size.Name is null ? size.Size : 1)];
        Graph.AddInput(Graph.AddInitializer(name, new T[ofOne.Aggregate(1, (product, size) => product * size)], ofOne), shape);
        _states.Add((next, shape));

        _batch ??= Graph.AddNode(
            "inputs", "Shape", [Input], OnnxGraph<T>.Attribute("start", 0L), OnnxGraph<T>.Attribute("end", 1L));
        string sizes = AddNode(
            "Concat", [.. shape.Select(size => size.Name is null ? Graph.AddIndex(size.Size) : _batch)],
            OnnxGraph<T>.Attribute("axis", 0L));
        return (AddNode("Expand", [name, sizes]), next);
    }

    /// <summary>The name of a value that a layer reads, or that the network gives out.</summary>
    public string ValueOf(LayerSource source) => source.Layer < 0 ? _inputs[source] : _written[source.Layer];

    /// <summary>The dimensions of a value, where those that are of any size have names.</summary>
    private OnnxSize[] Shape(int width, bool isSequence) =>
        !isSequence ? [OnnxSize.Batch, width] : [OnnxSize.Batch, IsStream ? OnnxSize.Frames : form.Steps, width];

    private bool IsSequenceOf(LayerSource source) => source.Layer < 0 ? form.Steps > 0 : _areSequences[source.Layer];

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
            return Input;
        return Graph.AddNode(
            "inputs", "Slice",
            [Input, Graph.AddIndex(source.Column), Graph.AddIndex(source.Column + source.Width), Graph.AddIndex(-1)]);
    }

    /// <summary>Gives what the last node computes another name.</summary>
    public void Rename(string value) => Value = Graph.Rename(value);

    public string AddNode(string @operator, ReadOnlySpan<string> inputs, params IReadOnlyList<ProtobufMessage> attributes) =>
        Graph.AddNode(Scope, @operator, inputs, attributes);

    /// <summary>Adds a node that orders dimensions anew.</summary>
    public string AddTranspose(string value, params ReadOnlySpan<int> order) =>
        AddNode("Transpose", [value], OnnxGraph<T>.Attribute("perm", order));

    /// <summary>Adds the tensors of a layer, whose turn it is.</summary>
    /// <returns>Their names.</returns>
    public string[] AddTensors(LayerDescription layer) =>
        [.. TakeTensors(layer).Select(taken => Graph.AddInitializer(taken.Tensor.Symbol, taken.Numbers.Span, [.. taken.Tensor.Shape]))];

    /// <summary>The tensors of a layer, whose turn it is, for it to add.</summary>
    public (TensorDescription Tensor, Memory<T> Numbers)[] TakeTensors(LayerDescription layer) =>
        [.. layer.Tensors.Select(_ => _tensors.Dequeue())];
}
