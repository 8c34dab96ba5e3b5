using System.Globalization;
using GenNet.Generator.Model;
using Onnx;
using static GenNet.Generator.Onnx.GraphValue;
using DataType = Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Onnx;

/// <summary>Finds the dense layers in a graph: first the values of all nodes, then the layers from the last to the first.</summary>
internal sealed class GraphReader
{
    private readonly GraphProto _graph;
    private readonly long _operatorSet;
    private readonly Dictionary<string, TensorProto> _initializers = [];
    private readonly Dictionary<string, GraphValue> _values = [];

    private GraphReader(GraphProto graph, long operatorSet)
    {
        _graph = graph;
        _operatorSet = operatorSet;
    }

    /// <exception cref="NoNetworkException">It is no chain of dense layers.</exception>
    public static OnnxNetwork Read(GraphProto graph, long operatorSet) => new GraphReader(graph, operatorSet).Read();

    private OnnxNetwork Read()
    {
        foreach (TensorProto initializer in _graph.Initializer)
            _initializers[initializer.Name] = initializer;
        long? batch = ReadInput();
        foreach (NodeProto proto in _graph.Node)
        {
            var node = new GraphNode(proto, _operatorSet, batch, Value);
            GraphValue value = Evaluate(node);
            foreach ((string name, int i) in proto.Output.Select((name, i) => (name, i)).Where(output => output.name.Length > 0))
            {
                if (_values.ContainsKey(name) || _initializers.ContainsKey(name))
                    throw new NoNetworkException($"the value '{name}' is given twice", node.ToString());
                _values[name] = i == 0 ? value : new Failure(new($"its output '{name}' is none that networks have", node.ToString()));
            }
        }

        return Build(Output());
    }

    private static GraphValue Evaluate(GraphNode node)
    {
        try
        {
            return Operators.Apply(node);
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
            _values[name] = value = new Constant(Tensor.Read(initializer));
        }

        return value is Failure failure ? throw failure.Cause : value;
    }

    /// <summary>Finds the one input.</summary>
    /// <returns>The size of the batch, where it is fixed.</returns>
    private long? ReadInput()
    {
        ValueInfoProto[] inputs = [.. _graph.Input.Where(input => !_initializers.ContainsKey(input.Name))];
        if (inputs is not [{ Type.TensorType: { } type } input])
            throw new NoNetworkException($"it has {inputs.Length} inputs; one tensor is needed");
        if ((DataType)type.ElemType is not (DataType.Float or DataType.Double))
            throw new NoNetworkException($"its input '{input.Name}' is of type {(DataType)type.ElemType}; Float or Double is needed");
        var dimensions = type.Shape?.Dim;
        if (dimensions is null or { Count: < 2 } || dimensions.Skip(1).Any(size => size.DimValue < 1))
        {
            throw new NoNetworkException(
                $"its input '{input.Name}' has the shape [{string.Join(", ", dimensions?.Select(Text) ?? [])}]; "
                + "the batch and the sizes of a sample are needed");
        }

        long width = 1;
        foreach (var dimension in dimensions.Skip(1))
        {
            long size = dimension.DimValue;
            width = SizeLimits.Allow(size) && SizeLimits.Allow(width * size) ? width * size : throw TooLarge();
        }

        int[] sample = [.. dimensions.Skip(1).Select(size => (int)size.DimValue)];
        _values[input.Name] = new Signal(new((int)width), Formula.Z, sample, Node: null);
        return dimensions[0].HasDimValue ? dimensions[0].DimValue : null;

        static string Text(TensorShapeProto.Types.Dimension size) => size.HasDimValue ? $"{size.DimValue}" : $"{size.DimParam}?";

        NoNetworkException TooLarge() => new($"its input '{input.Name}' is too large; {SizeLimits.Max} features are possible");
    }

    /// <summary>The one output that numbers come from: beside it, classifiers have one for labels.</summary>
    private Signal Output()
    {
        ValueInfoProto[] outputs = [.. _graph.Output.Where(output => output.Type?.TensorType is not { } tensor
            || (DataType)tensor.ElemType is DataType.Undefined or DataType.Float or DataType.Double)];
        if (outputs is not [{ } output])
            throw new NoNetworkException($"it has {outputs.Length} outputs of numbers; one is needed");
        return Value(output.Name) as Signal ?? throw new NoNetworkException($"its output '{output.Name}' does not depend on its input");
    }

    private static OnnxNetwork Build(Signal output)
    {
        (Stage stage, KnownActivation activation, _, _) = Operators.Close(output);
        if (stage.Product is null)
            throw new NoNetworkException("it has no product of the inputs with weights");
        DataType type = stage.Product.Weights.Type;
        Func<double, double> rounded = type == DataType.Double ? value => value : value => (float)value;

        var layers = new List<OnnxLayer>();
        var blocks = new List<double[]>();
        for (; stage.Product is Product product; (stage, activation) = (product.Source, product.Activation))
        {
            if (product.Weights.Type != type)
                throw new NoNetworkException("it has weights of type Float and of type Double");
            bool hasSlopes = activation.Activation == Activation.PReLU;
            double alpha = hasSlopes ? 0 : Attribute(activation.Alpha), beta = Attribute(activation.Beta);
            layers.Insert(0, new(product.Source.Width, stage.Width, activation.Activation, alpha, beta, product.AddsBias));
            double[] slopes = hasSlopes ? activation.Alpha.Repeat(stage.Width) : [];
            blocks.Insert(0, [.. Parameters(product, stage.Width).Concat(slopes).Select(rounded)]);
        }

        double[] parameters = [.. blocks.SelectMany(block => block)];
        if (!Array.TrueForAll(parameters, value => Math.Abs(value) < double.PositiveInfinity))
            throw new NoNetworkException("it has a weight that is not finite");
        Precision precision = type == DataType.Double ? Precision.Double : Precision.Single;
        return new(stage.Width, precision, layers.ToEquatableArray(), parameters.ToEquatableArray());

        // A float's shortest digits: 0.01 and not 0.00999999977648258.
        double Attribute(Number number) => type == DataType.Double
            ? number[0]
            : double.Parse(((float)number[0]).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// W and b of a layer: z = scale (W (slope a + offset)) + bias is (scale W slope) a + (scale (W offset) + bias). Computed in double
    /// precision and rounded once.
    /// </summary>
    private static IEnumerable<double> Parameters(Product product, int units)
    {
        int inputs = product.Source.Width;
        double[] w = product.Weights.Values;
        for (int unit = 0; unit < units; unit++)
        {
            for (int i = 0; i < inputs; i++)
                yield return product.Scale[unit] * w[(unit * inputs) + i] * product.Slope[i];
        }

        for (int unit = 0; product.AddsBias && unit < units; unit++)
        {
            double sum = 0;
            for (int i = 0; i < inputs; i++)
                sum += w[(unit * inputs) + i] * product.Offset[i];
            yield return (product.Scale[unit] * sum) + product.Bias[unit];
        }
    }
}
