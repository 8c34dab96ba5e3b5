using GenNet.Generator.Model;
using GenNet.Generator.ModelFiles;
using Onnx;
using static GenNet.Generator.Onnx.GraphValue;
using DataType = Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Onnx;

/// <summary>The inputs of a model in one of the ways to take their dimensions: as samples, or as windows of frames.</summary>
internal sealed class ModelInputs
{
    /// <summary>In place of a number of frames that is not known, to find out whether the rest can be read.</summary>
    private const int AnySteps = 2;

    private static readonly string[] s_withMemory = ["Conv", "GRU", "LSTM"];

    /// <summary>What leaves a state as it is, but for its shape.</summary>
    private static readonly string[] s_ofStates = ["Slice", "Split", "Gather", "Squeeze", "Unsqueeze", "Transpose", "Expand", "Identity"];

    /// <summary>The orders that the dimensions of windows have.</summary>
    private static readonly Axis[][] s_orders =
    [
        [Axis.Batch, Axis.Time, Axis.Features],
        [Axis.Batch, Axis.Features, Axis.Time],
        [Axis.Time, Axis.Batch, Axis.Features],
        [Axis.Batch, Axis.Time],
    ];

    private readonly HashSet<string> _states;
    private readonly Axis[]? _order;
    private readonly int _steps;

    private ModelInputs(IReadOnlyList<ValueInfoProto> all, HashSet<string> states, Axis[]? order, int steps)
    {
        All = all;
        _states = states;
        _order = order;
        _steps = steps;
    }

    /// <summary>Those that are no initializers.</summary>
    public IReadOnlyList<ValueInfoProto> All { get; }

    /// <summary>One whose windows have any number of frames, where nobody says how many; null where there is none.</summary>
    public string? OfAnyLength { get; private set; }

    /// <summary>The ways to read them: as samples, unless frames are asked for; and as windows in each order that they may have.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="initializers">Its constants.</param>
    /// <param name="steps">The frames of a window; 0 where nobody says it.</param>
    /// <exception cref="NoNetworkException">There is none.</exception>
    public static IEnumerable<ModelInputs> Readings(GraphProto graph, Initializers initializers, int steps)
    {
        ValueInfoProto[] inputs = [.. graph.Input.Where(input => !initializers.Has(input.Name))];
        HashSet<string> states = States(graph);
        if (inputs.All(input => states.Contains(input.Name)))
            throw new NoNetworkException("it has no input");
        int[] ranks = [.. inputs.Where(input => !states.Contains(input.Name)).Select(input => Dimensions(input).Length)];
        bool hasMemory = graph.Node.Any(node => s_withMemory.Contains(node.OpType));
        Axis[][] orders = [.. s_orders.Where(order => ranks.Contains(order.Length) && (order.Length == 3 || hasMemory))];
        IEnumerable<Axis[]?> readings = steps == 0 || orders.Length == 0 ? orders.Prepend<Axis[]?>(null) : orders;
        return readings.Select(order => new ModelInputs(inputs, states, order, steps));
    }

    /// <summary>The values that become the first states of recurrent layers.</summary>
    private static HashSet<string> States(GraphProto graph)
    {
        const int state = 5, cell = 6;
        HashSet<string> states = [];
        foreach (NodeProto node in graph.Node.Reverse())
        {
            if (node.OpType is "GRU" or "LSTM")
                states.UnionWith(node.Input.Where((_, i) => i is state || (i is cell && node.OpType == "LSTM")));
            else if (s_ofStates.Contains(node.OpType) && node.Output.Any(states.Contains))
                states.UnionWith(node.Input.Take(1));
        }

        return states;
    }

    /// <summary>An input as a value.</summary>
    /// <param name="input">The input.</param>
    /// <param name="place">Its place among those that samples have.</param>
    /// <exception cref="NoNetworkException">No network has it.</exception>
    public GraphValue Read(ValueInfoProto input, int place)
    {
        if (_states.Contains(input.Name))
            return new Start(null);
        if (input.Type?.TensorType is not { } type)
            throw new NoNetworkException($"its input '{input.Name}' is no tensor");
        var numbers = (DataType)type.ElemType;
        bool areCategories = numbers is DataType.Int64 or DataType.Int32;
        if (!areCategories && numbers is not (DataType.Float or DataType.Double))
        {
            throw new NoNetworkException(
                $"its input '{input.Name}' is of type {numbers}; Float or Double is needed, or Int64 or Int32 for categories");
        }

        return _order is null ? Samples(input, place, numbers, areCategories) : Windows(input, place, numbers, areCategories);
    }

    private Signal Samples(ValueInfoProto input, int place, DataType numbers, bool areCategories)
    {
        if (_steps > 0)
        {
            throw new NoNetworkException(
                $"its input '{input.Name}' is no window of {_steps} frames, as Steps says; it has other dimensions");
        }

        TensorShapeProto.Types.Dimension[] dimensions = Dimensions(input);

        // One dimension is one sample, of which the model takes no batch; or a batch of one category each.
        Batch? batch = dimensions is [_] && !areCategories
            ? null
            : new(dimensions is [{ HasDimValue: true, DimValue: var rows }, ..] ? rows : null);
        TensorShapeProto.Types.Dimension[] sample = batch is null ? dimensions : [.. dimensions.Skip(1)];
        if (dimensions.Length == 0 || (sample.Length == 0 && !areCategories) || Array.Exists(sample, size => size.DimValue < 1))
        {
            throw new NoNetworkException(
                $"its input '{input.Name}' has the shape [{Text(dimensions)}]; the sizes of a sample are needed");
        }

        long width = 1;
        foreach (TensorShapeProto.Types.Dimension dimension in sample)
        {
            long size = dimension.DimValue;
            width = SizeLimits.Allow(size) && SizeLimits.Allow(width * size) ? width * size : throw TooLarge(input);
        }

        View[] views = [View.Of(new Columns(place, 0, (int)width, areCategories, Frames: 0), (int)width)];
        return new(View.WithRestart(views, numbers), [.. sample.Select(size => (int)size.DimValue)], batch, numbers, Node: null);
    }

    private Signal Windows(ValueInfoProto input, int place, DataType numbers, bool areCategories)
    {
        TensorShapeProto.Types.Dimension[] dimensions = Dimensions(input);
        if (dimensions.Length != _order!.Length)
            throw new NoNetworkException($"its input '{input.Name}' has the shape [{Text(dimensions)}], where another one has frames");
        int time = Array.IndexOf(_order, Axis.Time), features = Array.IndexOf(_order, Axis.Features);
        long width = features < 0 ? 1 : dimensions[features].DimValue, steps = dimensions[time].DimValue;
        if (!dimensions[time].HasDimValue)
        {
            steps = _steps > 0 ? _steps : AnySteps;
            OfAnyLength ??= _steps == 0 ? input.Name : null;
        }

        if (_steps > 0 && steps != _steps)
            throw new NoNetworkException($"its input '{input.Name}' has the shape [{Text(dimensions)}], and Steps says {_steps} frames");
        if (width < 1 || steps < 1)
            throw new NoNetworkException($"its input '{input.Name}' has the shape [{Text(dimensions)}]; the size of a frame is needed");
        if (!SizeLimits.Allow(width) || !SizeLimits.Allow(steps))
            throw TooLarge(input);
        TensorShapeProto.Types.Dimension rows = dimensions[Array.IndexOf(_order, Axis.Batch)];
        View[] views = [View.Of(new Columns(place, 0, (int)width, areCategories, (int)steps), (int)width)];
        var frames = new Signal(
            View.WithRestart(views, numbers), [(int)width], new(rows.HasDimValue ? rows.DimValue : null), numbers, Node: null);
        return frames.As([.. _order.Select((axis, i) => new Dimension(axis, i == features ? (int)width : 1))]);
    }

    private static TensorShapeProto.Types.Dimension[] Dimensions(ValueInfoProto input) => [.. input.Type?.TensorType?.Shape?.Dim ?? []];

    private static string Text(IEnumerable<TensorShapeProto.Types.Dimension> sizes) =>
        string.Join(", ", sizes.Select(size => size.HasDimValue ? $"{size.DimValue}" : $"{size.DimParam}?"));

    private static NoNetworkException TooLarge(ValueInfoProto input) =>
        new($"its input '{input.Name}' is too large; {SizeLimits.Max} features are possible");
}
