using GenNet.Generator.ModelFiles;
using Onnx;
using static GenNet.Generator.Onnx.GraphValue;
using DataType = Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Onnx;

/// <summary>Finds what a graph's outputs are computed from: the values of all nodes, first to last.</summary>
internal sealed class GraphReader
{
    private readonly GraphProto _graph;
    private readonly long _operatorSet;
    private readonly ModelInputs _modelInputs;
    private readonly Initializers _initializers;
    private readonly Dictionary<string, GraphValue> _values = [];
    private readonly Dictionary<string, int> _places = [];
    private readonly List<(string Name, int Width)> _inputs = [];

    private GraphReader(GraphProto graph, long operatorSet, ModelInputs modelInputs, Initializers initializers)
    {
        _graph = graph;
        _operatorSet = operatorSet;
        _modelInputs = modelInputs;
        _initializers = initializers;
    }

    /// <summary>
    /// Reads the network that gives the graph's outputs of numbers, or one of them. Whether the inputs are samples or windows, and in which
    /// order these have their dimensions, is what the graph can be read with; no other reading computes other numbers.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="operatorSet">The version of ONNX's own operators.</param>
    /// <param name="output">The output's name; null for all.</param>
    /// <param name="steps">The frames of a window; 0 where the model says it, or takes no windows.</param>
    /// <param name="external">The files beside the model that hold numbers.</param>
    /// <exception cref="NoNetworkException">It is no network of GenNet's layers.</exception>
    public static ModelNetwork Read(GraphProto graph, long operatorSet, string? output, int steps, ExternalData external)
    {
        var initializers = new Initializers(graph, external);
        (NoNetworkException Cause, (bool, int) Reached)? furthest = null;
        foreach (ModelInputs inputs in ModelInputs.Readings(graph, initializers, steps))
        {
            var reader = new GraphReader(graph, operatorSet, inputs, initializers);
            try
            {
                return reader.Read(output);
            }
            catch (NoNetworkException cause)
            {
                if (furthest is null || reader.Reached(cause).CompareTo(furthest.Value.Reached) > 0)
                    furthest = (cause, reader.Reached(cause));
            }
        }

        throw furthest!.Value.Cause;
    }

    /// <summary>How far it came: to a node whose dimensions were in order, or to the end where what is wrong is not said of one.</summary>
    private (bool IsInOrder, int Place) Reached(NoNetworkException cause)
    {
        int place = _places.Count == 0 ? -1 : _graph.Node.Count;
        if (cause.Node is not null && _places.TryGetValue(cause.Node, out int node))
            place = node;
        return (!cause.IsOfOrder, place);
    }

    private ModelNetwork Read(string? output)
    {
        ReadInputs();
        foreach (NodeProto proto in _graph.Node)
        {
            var node = new GraphNode(proto, _operatorSet, Value, _initializers.Read);
            _places[node.ToString()] = _places.Count;
            foreach ((string name, int i) in proto.Output.Select((name, i) => (name, i)).Where(output => output.name.Length > 0))
            {
                if (_values.ContainsKey(name) || _initializers.Has(name))
                    throw new NoNetworkException($"the value '{name}' is given twice", node.ToString());
                _values[name] = Evaluate(node, name, i);
            }
        }

        ModelNetwork network = LayerBuilder.Build(Outputs(output), [.. _inputs]);
        return _modelInputs.OfAnyLength is not string input
            ? network
            : throw new NoNetworkException(
                $"its input '{input}' has windows of any number of frames; say how many by Steps, as of [NeuralNetwork]");
    }

    private static GraphValue Evaluate(GraphNode node, string name, int output)
    {
        try
        {
            GraphValue value = output == 0 || Operators.HasSeveral(node)
                ? Operators.Apply(node, output)
                : throw new NoNetworkException($"its output '{name}' is none that networks have");
            node.CheckAllIsRead();
            return value;
        }
        catch (NoNetworkException exception)
        {
            // Of no consequence if the node is one for labels, masks and the like, beside the outputs.
            return new Failure(exception.Node is null ? new(exception.Message, node.ToString(), exception.IsOfOrder) : exception);
        }
    }

    private GraphValue Value(string name)
    {
        if (!_values.TryGetValue(name, out GraphValue? value))
            _values[name] = value = _initializers.Value(name);
        return value is Failure failure ? throw failure.Cause : value;
    }

    /// <summary>Each input is the start of networks of its own: those that an output does not depend on are of no consequence.</summary>
    private void ReadInputs()
    {
        foreach (ValueInfoProto input in _modelInputs.All)
        {
            try
            {
                GraphValue value = _modelInputs.Read(input, _inputs.Count);
                if (value is Signal signal)
                    _inputs.Add((input.Name, signal.Width));
                _values[input.Name] = value;
            }
            catch (NoNetworkException exception) when (_modelInputs.All.Count > 1)
            {
                _values[input.Name] = new Failure(exception);
            }
        }
    }

    /// <summary>The output that is asked for, or those that numbers come from: beside them, classifiers have one for labels.</summary>
    private (string Name, Signal Signal)[] Outputs(string? name)
    {
        ValueInfoProto[] outputs = [.. _graph.Output.Where(output => name is not null
            ? output.Name == name
            : output.Type?.TensorType is not { } tensor
                || (DataType)tensor.ElemType is DataType.Undefined or DataType.Float or DataType.Double)];
        if (outputs.Length == 0 || (name is not null && outputs.Length > 1))
        {
            string names = string.Join(", ", _graph.Output.Select(other => $"'{other.Name}'"));
            throw new NoNetworkException(name is null
                ? $"it has no output of numbers{(names.Length > 0 ? " among " + names : "")}"
                : $"it has no output '{name}', but {names}");
        }

        // What layers leave behind the last frame is Process's, unless there is nothing else.
        ValueInfoProto[] own = [.. outputs.Where(output => !_values.TryGetValue(output.Name, out GraphValue? value) || value is not Rest)];
        return [.. (own.Length > 0 ? own : outputs).Select(output => (output.Name, Value(output.Name) switch
        {
            Signal { Type: DataType.Float or DataType.Double, Layout: null or { IsWhole: true } } signal => signal,
            Signal { Layout.IsWhole: false } => throw new NoNetworkException(
                $"its output '{output.Name}' has frames before or after those of the window, of a padding"),
            Signal signal => throw new NoNetworkException(
                $"its output '{output.Name}' is of type {signal.Type}; Float or Double is needed"),
            Rest { Last: Signal last } => last,
            Rest => throw new NoNetworkException($"its output '{output.Name}' is what a layer remembers, and no output of one"),
            _ => throw new NoNetworkException($"its output '{output.Name}' does not depend on its input"),
        }))];
    }
}
