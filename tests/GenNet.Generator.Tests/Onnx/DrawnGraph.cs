extern alias generator;

using generator::Onnx;
using Google.Protobuf;
using AttributeType = generator::Onnx.AttributeProto.Types.AttributeType;
using DataType = generator::Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>
/// A graph of up to six operators between a first and a last product with weights, either of which may lack, with forks and joins, further
/// inputs of features and of categories, and up to two outputs. What is drawn need not be legal: attributes of other sets of operators,
/// shapes that do not fit.
/// </summary>
internal sealed class DrawnGraph
{
    private const int Rows = 3, CategoryColumns = 2, CategoryCount = 3;

    private static readonly Dictionary<string, (string Name, AttributeType Type)[]> s_attributes = new()
    {
        ["LeakyRelu"] = [("alpha", AttributeType.Float)],
        ["Elu"] = [("alpha", AttributeType.Float)],
        ["Celu"] = [("alpha", AttributeType.Float)],
        ["Selu"] = [("alpha", AttributeType.Float), ("gamma", AttributeType.Float)],
        ["HardSigmoid"] = [("alpha", AttributeType.Float), ("beta", AttributeType.Float)],
        ["Swish"] = [("alpha", AttributeType.Float)],
        ["Gelu"] = [("approximate", AttributeType.String)],
        ["Clip"] = [("min", AttributeType.Float), ("max", AttributeType.Float)],
        ["Softmax"] = [("axis", AttributeType.Int)],
        ["LogSoftmax"] = [("axis", AttributeType.Int)],
        ["Flatten"] = [("axis", AttributeType.Int)],
        ["Squeeze"] = [("axes", AttributeType.Ints)],
        ["Unsqueeze"] = [("axes", AttributeType.Ints)],
        ["Reshape"] = [("allowzero", AttributeType.Int)],
        ["Transpose"] = [("perm", AttributeType.Ints)],
        ["Shape"] = [("start", AttributeType.Int), ("end", AttributeType.Int)],
        ["Gather"] = [("axis", AttributeType.Int)],
        ["Slice"] = [("starts", AttributeType.Ints), ("ends", AttributeType.Ints), ("axes", AttributeType.Ints)],
        ["Split"] = [("axis", AttributeType.Int), ("split", AttributeType.Ints), ("num_outputs", AttributeType.Int)],
        ["Concat"] = [("axis", AttributeType.Int)],
        ["Cast"] = [("to", AttributeType.Int)],
        ["Dropout"] = [("ratio", AttributeType.Float), ("seed", AttributeType.Int)],
        ["BatchNormalization"] =
        [
            ("epsilon", AttributeType.Float), ("momentum", AttributeType.Float), ("spatial", AttributeType.Int),
            ("training_mode", AttributeType.Int),
        ],
        ["LayerNormalization"] =
            [("axis", AttributeType.Int), ("epsilon", AttributeType.Float), ("stash_type", AttributeType.Int)],
        ["Gemm"] =
        [
            ("alpha", AttributeType.Float), ("beta", AttributeType.Float), ("transA", AttributeType.Int), ("transB", AttributeType.Int),
        ],
    };

    /// <summary>Every operator that is read, and some that are not.</summary>
    public static readonly string[] Operators =
    [
        "Add", "Sub", "Mul", "Div", "Pow", "Neg", "Reciprocal", "Sqrt", "Max", "Min", "Clip", "Greater", "Relu", "LeakyRelu", "PRelu",
        "Elu", "Selu", "Celu", "Gelu", "HardSigmoid", "HardSwish", "Mish", "Sigmoid", "Softplus", "Softsign", "Swish", "Tanh", "Atan",
        "Erf", "Exp", "Log", "Abs", "Softmax", "LogSoftmax", "Gemm", "MatMul", "BatchNormalization", "Constant", "Identity", "Cast",
        "Dropout", "Flatten", "Reshape", "Squeeze", "Unsqueeze", "Transpose", "Shape", "Gather", "Slice", "Split", "Concat", "Scaler",
        "Less", "Floor", "Sign", "Where", "Sum", "Mean", "ReduceSum", "ThresholdedRelu", "LayerNormalization",
    ];

    private static readonly float[] s_numbers = [-2, -1, -0.5f, 0, 0.25f, 0.5f, 1, 1.5f, 2, 3, 6, 0.01f, 1.702f];

    private readonly Random _random;
    private readonly bool _isOfOne;
    private readonly List<string> _values = ["x"];
    private int _constants;

    public DrawnGraph(int seed)
    {
        _random = new(seed);
        _isOfOne = _random.Next(5) == 0;
        int rank = _random.Next(12);
        int width = 3;
        long[] sample = rank switch
        {
            0 => [3, 1],
            1 => [1, 3],
            2 => [2, 3],
            3 => [3, 2, 1],
            _ => [3],
        };
        width = (int)sample.Aggregate(1L, (product, size) => product * size);
        bool hasBatch = !_isOfOne || _random.Next(2) == 0;
        ValueInfoProto input = TinyModel.Batch("x", sample);
        if (_isOfOne && hasBatch)
            input.Type.TensorType.Shape.Dim[0] = new() { DimValue = 1 };
        else if (!hasBatch)
            input.Type.TensorType.Shape.Dim.RemoveAt(0);
        Model = new()
        {
            IrVersion = 8,
            OpsetImport =
            {
                new OperatorSetIdProto { Version = _random.Next(7, 27) }, new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 1 },
            },
            Graph = new() { Name = "drawn", Input = { input } },
        };
        int rows = _isOfOne ? 1 : Rows;
        Inputs.Add(("x", Features(rows * width), [.. hasBatch ? new long[] { rows } : [], .. sample]));
        if (!_isOfOne && _random.Next(3) == 0)
            AddInput("y", width + 1, Features(rows * (width + 1)));
        if (!_isOfOne && _random.Next(3) == 0)
        {
            IEnumerable<double> categories = Enumerable.Range(0, rows * CategoryColumns).Select(_ => (double)_random.Next(CategoryCount));
            AddInput("c", CategoryColumns, [.. categories]);
            _values.Remove("c");
        }

        if (_random.Next(3) > 0)
            Add("MatMul", ["x", Weights((int)sample[^1], width)]);
        for (int i = _random.Next(1, _random.Next(3) == 0 ? 7 : 5); i > 0; i--)
        {
            if (_random.Next(6) == 0)
                Join(width);
            else
                Draw(width);
        }

        if (_random.Next(2) == 0)
            Add("MatMul", [_values[^1], Weights(width, 2)]);
        Model.Graph.Output.Add(new ValueInfoProto { Name = _values[^1] });
        if (!_isOfOne && _random.Next(5) == 0 && _values[_random.Next(_values.Count)] is var other && other != _values[^1])
            Model.Graph.Output.Add(new ValueInfoProto { Name = other });

        void AddInput(string name, int size, double[] numbers)
        {
            ValueInfoProto further = TinyModel.Batch(name, size);
            if (name == "c")
                further.Type.TensorType.ElemType = (int)DataType.Int64;
            Model.Graph.Input.Add(further);
            Inputs.Add((name, numbers, [Rows, size]));
            _values.Insert(0, name);
        }

        double[] Features(int count) =>
            [.. Enumerable.Range(0, count).Select(_ => Math.Round((_random.NextDouble() * 4) - 2, 3))];
    }

    public ModelProto Model { get; }

    /// <summary>The numbers of each input, with its dimensions and those of the batch. No two have samples of the same size.</summary>
    public List<(string Name, double[] Numbers, long[] Shape)> Inputs { get; } = [];

    /// <summary>The rows of those inputs that a network has, by the names of its inputs: of a single one only the size is known.</summary>
    public double[] RowsOf(IReadOnlyList<(string? Name, int Width)> inputs)
    {
        if (Inputs is [var only])
            return only.Numbers;
        int rows = _isOfOne ? 1 : Rows;
        double[][][] columns = [.. Inputs
            .Where(input => inputs is [{ Name: null, Width: var width }]
                ? input.Numbers.Length == rows * width
                : inputs.Any(read => read.Name == input.Name || read.Name!.StartsWith($"{input.Name}_", StringComparison.Ordinal)))
            .Select(input => input.Numbers.Chunk(input.Numbers.Length / rows).ToArray())];
        return [.. Enumerable.Range(0, rows).SelectMany(row => columns.SelectMany(input => input[row]))];
    }

    /// <summary>What ONNX Runtime predicts, with the outputs side by side.</summary>
    /// <param name="frames">The frames of an output, in each of which the outputs stand side by side.</param>
    public double[] Expected(int frames)
    {
        byte[] file = Model.ToByteArray();
        int rows = (_isOfOne ? 1 : Rows) * frames;
        double[][][] outputs = [.. Model.Graph.Output.Select(output =>
        {
            double[] numbers = OnnxRuntime.Predict(file, [.. Inputs.Select(input => (input.Numbers, input.Shape))], output.Name);
            return numbers.Chunk(Math.Max(1, numbers.Length / rows)).ToArray();
        })];
        return [.. Enumerable.Range(0, rows).SelectMany(row => outputs.SelectMany(output => output[row]))];
    }

    /// <summary>The operators that the output depends on.</summary>
    public IEnumerable<string> Used
    {
        get
        {
            HashSet<string> needed = [.. Model.Graph.Output.Select(output => output.Name)];
            foreach (NodeProto node in Model.Graph.Node.Reverse().Where(node => node.Output.Any(needed.Contains)))
            {
                needed.UnionWith(node.Input);
                yield return node.OpType;
            }
        }
    }

    /// <summary>Adds to the last value a product of it or of categories' vectors, or puts it beside another one for a product.</summary>
    private void Join(int width)
    {
        string last = _values[^1];
        if (Inputs.Exists(input => input.Name == "c") && _random.Next(4) > 0)
        {
            string vectors = Add("Gather", [Weights(CategoryCount, 2), "c"], 1, Axis(0));
            string row = Add("Flatten", [vectors], 1, Axis(1));
            Add("Add", [last, Add("MatMul", [row, Weights(2 * CategoryColumns, width)])]);
        }
        else if (_random.Next(2) == 0)
        {
            // Gates between -1 and 1, so that products do not grow beyond what floats are compared by.
            string join = Pick("Add", "Mul"), activation = join == "Mul" ? Pick("Sigmoid", "Tanh") : Pick("Relu", "Tanh", "Identity");
            Add(join, [last, Add(activation, [Add("MatMul", [last, Weights(width, width)])])]);
        }
        else
        {
            string joined = Add("Concat", [last, _values[_random.Next(_values.Count)]], 1, Axis(1));
            Add("MatMul", [joined, Weights(2 * width, width)]);
        }
    }

    private static AttributeProto Axis(long axis) => new() { Name = "axis", Type = AttributeType.Int, I = axis };

    private void Draw(int width)
    {
        string @operator = Operators[_random.Next(Operators.Length)];
        string last = _values[^1], any = _random.Next(4) == 0 ? _values[_random.Next(_values.Count)] : last;
        long set = Model.OpsetImport[0].Version;
        switch (@operator)
        {
            case "Add" or "Sub" or "Mul" or "Div" or "Max" or "Min" or "Greater" or "Less" or "Pow" or "PRelu" or "Sum" or "Mean":
                string other = _random.Next(3) == 0 ? _values[_random.Next(_values.Count)] : Numbers(width);
                string[] operands = _random.Next(4) == 0 ? [other, any] : [any, other];
                if (@operator is "Max" or "Min" or "Sum" && _random.Next(6) == 0)
                    operands = [.. operands, Numbers(width)];
                Add(@operator, operands);
                break;
            case "Clip":
                Add(@operator, set < 11 ? [any] : [any, _random.Next(4) == 0 ? "" : Scalar(), .. Maybe(Scalar)]);
                break;
            case "Gemm":
                Add(@operator, [any, Weights(width, width), .. Maybe(() => Numbers(width))]);
                break;
            case "MatMul" when Inputs.Exists(input => input.Name == "y") && _random.Next(2) == 0:
                Add(@operator, ["y", Weights(width + 1, width)]);
                break;
            case "MatMul":
                Add(@operator, _random.Next(3) == 0 ? [Weights(width, width), any] : [any, Weights(width, width)]);
                break;
            case "BatchNormalization":
                string[] statistics = [Vector(width), Vector(width), Vector(width), Vector(width, positive: true)];
                Add(@operator, [any, .. statistics], _random.Next(5) == 0 ? 5 : 1);
                break;
            case "Reshape":
                Add(@operator, [any, Integers(Pick<long[]>(
                    [-1, width], [0, -1], [1, -1], [-1, 1, width], [0, width, 1], [-1], [3, 1], [width]))]);
                break;
            case "Squeeze" or "Unsqueeze":
                long[] axes = Pick<long[]>([0], [1], [-1], [2], [1, 2], [-1, -2], [2, 1]);
                if (set >= 13)
                    Add(@operator, _random.Next(4) == 0 ? [any] : [any, Integers(axes)]);
                else
                    Add(@operator, [any], 1, new AttributeProto { Name = "axes", Type = AttributeType.Ints, Ints = { axes } });
                break;
            case "Gather" when Inputs.Exists(input => input.Name == "c"):
                if (_random.Next(2) == 0)
                {
                    string column = Add(@operator, ["c", Integer(_random.Next(CategoryColumns))], 1, Axis(1));
                    Add(@operator, [Weights(CategoryCount, width), column], 1, Axis(0));
                    break;
                }

                string vectors = Add(@operator, [Weights(CategoryCount, 2), "c"], 1, Axis(0));
                string row = Add("Flatten", [vectors], 1, Axis(1));
                Add("MatMul", [row, Weights(2 * CategoryColumns, width)]);
                break;
            case "Concat" when _random.Next(4) > 0:
                string joined = Add(@operator, [any, _values[_random.Next(_values.Count)]], 1, Axis(Pick(1, -1)));
                if (_random.Next(4) > 0)
                    Add("MatMul", [joined, Weights(2 * width, width)]);
                break;
            case "Gather":
                string list = Integers(Pick<long[]>([0], [0, 1], [-1], [2, 0, 1])), one = Integer(_random.Next(-1, 2));
                Add(@operator, [any, Pick(list, one)]);
                break;
            case "Slice":
                string[] range =
                [
                    Integers(Pick<long>(0, 1, -2)), Integers(Pick<long>(1, 2, -1, long.MaxValue)), Integers(Pick<long>(0, 1, -1)),
                    .. Maybe(() => Integers(Pick<long>(1, 2, -1))),
                ];
                Add(@operator, set < 10 ? [any] : [any, .. range]);
                break;
            case "Split":
                string[] parts = [Integers(Pick<long[]>([1, width - 1], [width - 1, 1]))];
                Add(@operator, set >= 13 && _random.Next(2) == 0 ? [any, .. parts] : [any], 2);
                if (_random.Next(2) == 0)
                    _values.RemoveAt(_values.Count - 1);
                break;
            case "Shape":
                Add(@operator, [any]);
                string size = _values[^1];
                _values.RemoveAt(_values.Count - 1);
                if (_random.Next(2) == 0)
                    size = Add("Gather", [size, Integers(0)]);
                else if (set >= 15)
                    Model.Graph.Node[^1].Attribute.Add(new AttributeProto { Name = "end", Type = AttributeType.Int, I = 1 });
                string shape = Add("Concat", [size, Integers(Pick<long[]>([-1], [width], [1, -1]))], 1, Axis(0));
                Add("Reshape", [any, shape]);
                break;
            case "Constant":
                AttributeProto value = Pick(
                    new AttributeProto { Name = "value_float", Type = AttributeType.Float, F = Pick(s_numbers) },
                    Floats("value_floats"),
                    new AttributeProto { Name = "value", Type = AttributeType.Tensor, T = TinyModel.Tensor("", [], Pick(s_numbers)) });
                string constant = Add(@operator, [], 1, value);
                if (_random.Next(2) == 0)
                    constant = Add(Pick("Sqrt", "Neg", "Reciprocal", "Abs"), [constant]);
                if (_random.Next(2) == 0)
                    constant = Add(Pick("Add", "Sub", "Mul", "Div", "Max", "Min"), [constant, Numbers(width)]);
                Add(Pick("Add", "Mul", "Sub", "Div"), [any, constant]);
                break;
            case "Cast":
                DataType[] types = [DataType.Float, DataType.Double, DataType.Bool, DataType.Int64, DataType.Int32, DataType.Float16];
                Add(@operator, [any], 1, To(Pick(types)));
                if (_random.Next(3) > 0)
                    Add(@operator, [_values[^1]], 1, To(DataType.Float));
                break;
            case "Transpose":
                if (_random.Next(2) == 0)
                    Add("MatMul", [any, Add(@operator, [Weights(width, width)])]);
                else
                    Add(@operator, [any]);
                break;
            case "Dropout":
                string[] further = set >= 12 && _random.Next(2) == 0 ? [Scalar(), .. Maybe(Truth)] : [];
                Add(@operator, [any, .. further], _random.Next(1, 3));
                break;
            case "Where":
                Add(@operator, [Add("Greater", [any, Scalar()]), any, Scalar()]);
                break;
            case "Scaler":
                Add(@operator, [any], 1, Floats("scale"), Floats("offset"));
                Model.Graph.Node[^1].Domain = "ai.onnx.ml";
                break;
            case "LayerNormalization":
                if (set >= 17 && _random.Next(2) == 0)
                {
                    Add(@operator, [any, Vector(width), .. Maybe(() => Vector(width))]);
                    break;
                }

                string deviation = Add("Sub", [any, Mean(any)]);
                string variance = Mean(Add("Mul", [deviation, deviation]));
                Add("Div", [deviation, Add("Sqrt", [Add("Add", [variance, Scalar()])])]);
                break;
            default:
                Add(@operator, [any]);
                break;
        }

        if (@operator is "Greater" or "Less" && _random.Next(4) > 0)
            Add("Cast", [_values[^1]], 1, To(DataType.Float));

        AttributeProto Floats(string name)
        {
            var attribute = new AttributeProto { Name = name, Type = AttributeType.Floats };
            attribute.Floats.AddRange(Enumerable.Range(0, _random.Next(2) == 0 ? 1 : width).Select(_ => Pick(s_numbers)));
            return attribute;
        }

        string Mean(string value) => set < 18
            ? Add("ReduceMean", [value], 1, new AttributeProto { Name = "axes", Type = AttributeType.Ints, Ints = { -1 } })
            : Add("ReduceMean", [value, Integers(-1)]);

        static AttributeProto To(DataType type) => new() { Name = "to", Type = AttributeType.Int, I = (long)type };
    }

    private string Add(string @operator, string[] inputs, int outputs = 1, params AttributeProto[] attributes)
    {
        string output = $"v{Model.Graph.Node.Count}";
        var node = new NodeProto { OpType = @operator, Input = { inputs }, Output = { output }, Attribute = { attributes } };
        for (int i = 1; i < outputs; i++)
            node.Output.Add($"{output}_{i}");
        if (attributes.Length == 0 && s_attributes.TryGetValue(@operator, out (string Name, AttributeType Type)[]? known))
        {
            foreach ((string name, AttributeType type) in known.Where(_ => _random.Next(3) == 0))
                node.Attribute.Add(Attribute(name, type));
        }

        Model.Graph.Node.Add(node);
        _values.AddRange(node.Output.Reverse());
        return output;
    }

    private AttributeProto Attribute(string name, AttributeType type)
    {
        var attribute = new AttributeProto { Name = name, Type = type };
        switch (type)
        {
            case AttributeType.Float: attribute.F = name == "epsilon" ? Pick(1e-5f, 1e-3f, 0.1f) : Pick(s_numbers); break;
            case AttributeType.Int: attribute.I = _random.Next(-2, 3); break;
            case AttributeType.Ints: attribute.Ints.AddRange(Pick<long[]>([0], [1], [2], [1, 0], [0, 1], [1, 2], [-1])); break;
            case AttributeType.String: attribute.S = Google.Protobuf.ByteString.CopyFromUtf8(Pick("tanh", "none")); break;
        }

        return attribute;
    }

    private string[] Maybe(Func<string> input) => _random.Next(2) == 0 ? [] : [input()];

    private T Pick<T>(params T[] items) => items[_random.Next(items.Length)];

    private string Constant(TensorProto tensor)
    {
        tensor.Name = $"c{_constants++}";
        Model.Graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    private string Weights(int inputs, int units) => Constant(TinyModel.Tensor(
        "", [inputs, units], [.. Enumerable.Range(0, inputs * units).Select(_ => (float)Math.Round((_random.NextDouble() * 2) - 1, 3))]));

    private string Scalar() => Constant(TinyModel.Tensor("", [], Pick(s_numbers)));

    private string Truth() => Constant(new() { DataType = (int)DataType.Bool, Int32Data = { _random.Next(2) } });

    private string Vector(int count, bool positive = false) => Constant(TinyModel.Tensor(
        "", [count], [.. Enumerable.Range(0, count).Select(_ => positive ? Math.Abs(Pick(s_numbers)) + 0.1f : Pick(s_numbers))]));

    /// <summary>A constant of one of the shapes that meet a batch, or do not.</summary>
    private string Numbers(int width)
    {
        long[] shape = Pick<long[]>([], [], [1], [width], [width], [1, width], [1, 1], [Rows, 1], [width, 1], [1, 1, 1]);
        int count = (int)shape.Aggregate(1L, (product, size) => product * size);
        return Constant(TinyModel.Tensor("", shape, [.. Enumerable.Range(0, count).Select(_ => Pick(s_numbers))]));
    }

    private string Integers(params long[] values) => Constant(TinyModel.Integers("", values));

    private string Integer(long value) => Constant(new() { DataType = (int)DataType.Int64, Int64Data = { value } });
}
