using GenNet.Generator.Model;
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
    private readonly ExternalData _external;
    private readonly Dictionary<string, TensorProto> _initializers = [];
    private readonly Dictionary<string, GraphValue> _values = [];
    private readonly List<(string Name, int Width)> _inputs = [];

    private GraphReader(GraphProto graph, long operatorSet, ExternalData external)
    {
        _graph = graph;
        _operatorSet = operatorSet;
        _external = external;
    }

    /// <summary>Reads the network that gives the graph's outputs of numbers, or one of them.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="operatorSet">The version of ONNX's own operators.</param>
    /// <param name="output">The output's name; null for all.</param>
    /// <param name="external">The files beside the model that hold numbers.</param>
    /// <exception cref="NoNetworkException">It is no network of GenNet's layers.</exception>
    public static ModelNetwork Read(GraphProto graph, long operatorSet, string? output, ExternalData external) =>
        new GraphReader(graph, operatorSet, external).Read(output);

    private ModelNetwork Read(string? output)
    {
        foreach (TensorProto initializer in _graph.Initializer)
            _initializers[initializer.Name] = initializer;
        ReadInputs();
        foreach (NodeProto proto in _graph.Node)
        {
            var node = new GraphNode(proto, _operatorSet, Value, tensor => Tensor.Read(tensor, _external));
            foreach ((string name, int i) in proto.Output.Select((name, i) => (name, i)).Where(output => output.name.Length > 0))
            {
                if (_values.ContainsKey(name) || _initializers.ContainsKey(name))
                    throw new NoNetworkException($"the value '{name}' is given twice", node.ToString());
                _values[name] = Evaluate(node, name, i);
            }
        }

        return LayerBuilder.Build(Outputs(output), [.. _inputs]);
    }

    private static GraphValue Evaluate(GraphNode node, string name, int output)
    {
        try
        {
            GraphValue value = output == 0 || node.Operator == "Split"
                ? Operators.Apply(node, output)
                : throw new NoNetworkException($"its output '{name}' is none that networks have");
            node.CheckAllIsRead();
            return value;
        }
        catch (NoNetworkException exception)
        {
            // Of no consequence if the node is one for labels, masks and the like, beside the outputs.
            return new Failure(exception.Node is null ? new(exception.Message, node.ToString()) : exception);
        }
    }

    private GraphValue Value(string name)
    {
        if (!_values.TryGetValue(name, out GraphValue? value))
        {
            if (!_initializers.TryGetValue(name, out TensorProto? initializer))
                throw new NoNetworkException($"it reads '{name}', which is no input, no initializer and no output of a node before it");
            _values[name] = value = new Constant(Tensor.Read(initializer, _external));
        }

        return value is Failure failure ? throw failure.Cause : value;
    }

    /// <summary>Each input is the start of networks of its own: those that an output does not depend on are of no consequence.</summary>
    private void ReadInputs()
    {
        ValueInfoProto[] inputs = [.. _graph.Input.Where(input => !_initializers.ContainsKey(input.Name))];
        if (inputs.Length == 0)
            throw new NoNetworkException("it has no input");
        foreach (ValueInfoProto input in inputs)
        {
            try
            {
                Signal signal = ReadInput(input, _inputs.Count);
                _inputs.Add((input.Name, signal.Width));
                _values[input.Name] = signal;
            }
            catch (NoNetworkException exception) when (inputs.Length > 1)
            {
                _values[input.Name] = new Failure(exception);
            }
        }
    }

    private static Signal ReadInput(ValueInfoProto input, int place)
    {
        if (input.Type?.TensorType is not { } type)
            throw new NoNetworkException($"its input '{input.Name}' is no tensor");
        var numbers = (DataType)type.ElemType;
        bool areCategories = numbers is DataType.Int64 or DataType.Int32;
        if (!areCategories && numbers is not (DataType.Float or DataType.Double))
        {
            throw new NoNetworkException(
                $"its input '{input.Name}' is of type {numbers}; Float or Double is needed, or Int64 or Int32 for categories");
        }

        TensorShapeProto.Types.Dimension[] dimensions = [.. type.Shape?.Dim ?? []];

        // One dimension is one sample, of which the model takes no batch; or a batch of one category each.
        Batch? batch = dimensions is [_] && !areCategories
            ? null
            : new(dimensions is [{ HasDimValue: true, DimValue: var rows }, ..] ? rows : null);
        TensorShapeProto.Types.Dimension[] sample = batch is null ? dimensions : [.. dimensions.Skip(1)];
        if (dimensions.Length == 0 || (sample.Length == 0 && !areCategories) || Array.Exists(sample, size => size.DimValue < 1))
        {
            throw new NoNetworkException(
                $"its input '{input.Name}' has the shape [{string.Join(", ", dimensions.Select(Text))}]; the sizes of a sample are needed");
        }

        long width = 1;
        foreach (TensorShapeProto.Types.Dimension dimension in sample)
        {
            long size = dimension.DimValue;
            width = SizeLimits.Allow(size) && SizeLimits.Allow(width * size) ? width * size : throw TooLarge();
        }

        View[] views = [View.Of(new Columns(place, 0, (int)width, areCategories), (int)width)];
        return new(View.WithRestart(views, numbers), [.. sample.Select(size => (int)size.DimValue)], batch, numbers, Node: null);

        static string Text(TensorShapeProto.Types.Dimension size) => size.HasDimValue ? $"{size.DimValue}" : $"{size.DimParam}?";

        NoNetworkException TooLarge() => new($"its input '{input.Name}' is too large; {SizeLimits.Max} features are possible");
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

        return [.. outputs.Select(output => (output.Name, Value(output.Name) switch
        {
            Signal { Type: DataType.Float or DataType.Double } signal => signal,
            Signal signal => throw new NoNetworkException(
                $"its output '{output.Name}' is of type {signal.Type}; Float or Double is needed"),
            _ => throw new NoNetworkException($"its output '{output.Name}' does not depend on its input"),
        }))];
    }
}
