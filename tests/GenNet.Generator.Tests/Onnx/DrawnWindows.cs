extern alias generator;

using generator::Onnx;
using Google.Protobuf;
using AttributeType = generator::Onnx.AttributeProto.Types.AttributeType;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>
/// A graph of some operators over windows, whose dimensions stand in an order. Most nodes get what they need by a Transpose before them;
/// what is drawn need not be legal, nor causal: attributes, paddings and axes of other meanings are among them.
/// </summary>
internal sealed class DrawnWindows
{
    /// <summary>The windows of the batch, their frames and the numbers of a frame: no two are the same, nor those of a layer's units.</summary>
    private const int Rows = 3, Frames = 5, Features = 4;

    /// <summary>Every operator that is drawn on purpose; activations and arithmetic are among <see cref="DrawnGraph.Operators"/>.</summary>
    public static readonly string[] Operators =
    [
        "Conv", "GRU", "LSTM", "Pad", "Last", "ReduceMean", "GlobalAveragePool", "MatMul", "Add", "Elementwise", "LayerNormalization",
        "BatchNormalization", "Softmax", "Concat", "Slice", "Split", "Transpose", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "PRelu",
    ];

    private static readonly string[] s_elementwise = ["Relu", "Tanh", "Sigmoid", "Elu", "Gelu", "Neg", "HardSwish", "Softsign", "Abs"];

    private static readonly int[] s_units = [1, 2, 6];

    private readonly Random _random;
    private readonly GraphProto _graph = new() { Name = "drawn" };
    private readonly List<(string Name, string Order, int Width)> _values = [];
    private int _constants;

    public DrawnWindows(int seed)
    {
        _random = new(seed);
        string order = Pick("btf", "btf", "bft", "tbf");
        Shape = [.. order.Select(axis => (long)(axis == 'b' ? Rows : axis == 't' ? Frames : Features))];
        ValueInfoProto input = TinyModel.Batch("x", Shape[1..]);
        for (int i = 0; i < 3; i++)
            input.Type.TensorType.Shape.Dim[i] = new() { DimValue = Shape[i] };

        // Not both: of two dimensions of any size either may be that of the frames.
        if (_random.Next(3) > 0)
        {
            input.Type.TensorType.Shape.Dim[order.IndexOf('b')] = new() { DimParam = "batch" };
        }
        else if (_random.Next(2) == 0)
        {
            input.Type.TensorType.Shape.Dim[order.IndexOf('t')] = new() { DimParam = "time" };
            Steps = Frames;
        }

        _graph.Input.Add(input);
        Inputs.Add(([.. Enumerable.Range(0, Rows * Frames * Features).Select(_ => Math.Round((_random.NextDouble() * 4) - 2, 3))], Shape));
        Model = new() { IrVersion = 8, OpsetImport = { new OperatorSetIdProto { Version = Pick(9, 12, 14, 17, 18, 20) } }, Graph = _graph };
        _values.Add(("x", order, Features));
        for (int i = _random.Next(1, 5); i > 0; i--)
            Draw();
        _graph.Output.Add(new ValueInfoProto { Name = Last.Name });

        // Beside others, what a layer leaves behind the last frame is left out.
        string[] others = [.. _values.SkipLast(1).Skip(1).Select(value => value.Name).Where(name => !IsRest(name))];
        if (!IsRest(Last.Name) && others.Length > 0 && _random.Next(3) == 0)
            _graph.Output.Add(new ValueInfoProto { Name = Pick(others) });

        static bool IsRest(string name) => name.EndsWith('h');
    }

    public ModelProto Model { get; }

    /// <summary>The frames of a window, where the model takes any number; otherwise 0.</summary>
    public int Steps { get; }

    /// <summary>The dimensions of x.</summary>
    public long[] Shape { get; }

    /// <summary>x, and the states that layers start from: zeros.</summary>
    public List<(double[] Numbers, long[] Shape)> Inputs { get; } = [];

    private (string Name, string Order, int Width) Last => _values[^1];

    private long Set => Model.OpsetImport[0].Version;

    private void Draw()
    {
        int units = Pick(s_units);
        switch (Pick(Operators))
        {
            case "Conv":
                Conv(units);
                break;
            case "GRU":
                Recurrent("GRU", 3, units);
                break;
            case "LSTM":
                Recurrent("LSTM", 4, units);
                break;
            case "Pad":
                Pad([.. Enumerable.Range(0, 2 * Last.Order.Length).Select(_ => _random.Next(6) == 0 ? 1L : 0)]);
                break;
            case "Last":
                Arrange(Pick("btf", "bft", "tbf"));
                AttributeProto time = Int("axis", Last.Order.IndexOf('t'));
                if (_random.Next(2) == 0)
                    Add("Gather", [Last.Name, Integers(Pick(-1, -1, Frames - 1, 1))], Last.Order.Replace("t", "1"), Last.Width, time);
                else
                    Add("Gather", [Last.Name, Scalar(Pick(-1, -1, Frames - 1, 0))], Last.Order.Replace("t", ""), Last.Width, time);
                break;
            case "ReduceMean":
                Arrange(Pick("btf", "bft", "tbf"));
                long over = _random.Next(4) == 0 ? _random.Next(3) : Last.Order.IndexOf('t');
                long keeps = _random.Next(2);
                string mean = keeps == 1 ? Last.Order.Replace("t", "1") : Last.Order.Replace("t", "");
                if (Set < 18)
                    Add("ReduceMean", [Last.Name], mean, Last.Width, Ints("axes", over), Int("keepdims", keeps));
                else
                    Add("ReduceMean", [Last.Name, Integers(over)], mean, Last.Width, Int("keepdims", keeps));
                break;
            case "GlobalAveragePool":
                Arrange("bft");
                Add("GlobalAveragePool", [Last.Name], "bf1", Last.Width);
                break;
            case "MatMul":
                Arrange(Pick("btf", "tbf"));
                Add("MatMul", [Last.Name, Tensor([Last.Width, units])], Last.Order, units);
                break;
            case "Add" when _random.Next(2) == 0:
                Add(Pick("Add", "Sub", "Mul"), [Last.Name, _values[_random.Next(_values.Count)].Name], Last.Order, Last.Width);
                break;
            case "Add":
                Add(Pick("Add", "Sub", "Mul", "Div"), [Last.Name, Numbers()], Last.Order, Last.Width);
                break;
            case "PRelu":
                Add("PRelu", [Last.Name, Numbers()], Last.Order, Last.Width);
                break;
            case "LayerNormalization":
                Add(
                    "LayerNormalization", [Last.Name, Tensor([Last.Width]), Tensor([Last.Width])], Last.Order, Last.Width,
                    Int("axis", Pick(-1, -1, 1)));
                break;
            case "BatchNormalization":
                Arrange("bft");
                Add(
                    "BatchNormalization",
                    [Last.Name, Tensor([Last.Width]), Tensor([Last.Width]), Tensor([Last.Width]), Tensor([Last.Width], positive: true)],
                    Last.Order, Last.Width);
                break;
            case "Softmax":
                Add(Pick("Softmax", "LogSoftmax"), [Last.Name], Last.Order, Last.Width, Int("axis", Pick(-1, -1, 1, 2)));
                break;
            case "Concat":
                Add("Concat", [Last.Name, Pick(Last.Name, Tensor([Rows, 2, Last.Width], zero: true))], Last.Order, 2 * Last.Width,
                    Int("axis", _random.Next(2) == 0 ? Last.Order.IndexOf('f') : _random.Next(-1, 3)));
                break;
            case "Slice" when Set >= 10:
                Add("Slice", [
                    Last.Name, Integers(Pick(0, 0, -1, 1, Frames - 1)), Integers(Pick(-1, 2, long.MaxValue, Frames)),
                    Integers(Last.Order.IndexOf(Pick('t', 't', 'f'))),
                ], Last.Order, Last.Width);
                break;
            case "Split":
                long[] axes = [-1, Last.Order.IndexOf('f'), Last.Order.IndexOf('t')];
                Add("Split", [Last.Name], Last.Order, Last.Width / 2, Int("axis", Pick(axes)));
                _graph.Node[^1].Output.Add(_graph.Node[^1].Output[0] + "b");
                break;
            case "Transpose":
                int[] places = [.. Enumerable.Range(0, Last.Order.Length)];
                _random.Shuffle(places);
                Transpose(places);
                break;
            case "Reshape":
                long[] shape = Pick<long[]>(
                    [0, 0, -1], [0, 0, 1, -1], [-1, Last.Width], [0, -1], [Rows, Frames, -1], [0, Frames, Last.Width],
                    [0, -1, 1, Last.Width]);
                Add("Reshape", [Last.Name, Integers(shape)], Last.Order, Last.Width);
                break;
            case "Squeeze" or "Unsqueeze" when Set >= 13:
                Add(Pick("Squeeze", "Unsqueeze"), [Last.Name, Integers(_random.Next(-1, 3))], Last.Order, Last.Width);
                break;
            case "Flatten":
                Add("Flatten", [Last.Name], "bf", Last.Width, Int("axis", Pick(1, 1, 2)));
                break;
            default:
                Add(Pick(s_elementwise), [Last.Name], Last.Order, Last.Width);
                break;
        }
    }

    private void Conv(int units)
    {
        int kernel = _random.Next(1, 4), dilation = _random.Next(1, 3);
        int groups = Last.Width % 2 == 0 && units % 2 == 0 ? _random.Next(1, 3) : 1;
        long past = (kernel - 1) * dilation;
        Arrange("bft");
        List<AttributeProto> attributes = [Ints("dilations", dilation), Int("group", groups)];
        int form = _random.Next(10);
        if (form < 3)
            attributes.Add(Ints("pads", past, 0));
        else if (form < 5)
            Pad([0, 0, past, 0, 0, 0]);
        else if (form < 7)
            attributes.Add(Ints("pads", past, past));
        else if (form < 8)
            attributes.Add(Ints("pads", _random.Next(3), _random.Next(3)));
        else if (form < 9)
            attributes.Add(Text("auto_pad", Pick("NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID")));
        if (_random.Next(3) == 0)
            attributes.Add(Ints("strides", Pick(1, 1, 1, 2)));
        if (_random.Next(3) == 0)
            attributes.Add(Ints("kernel_shape", kernel));
        string[] bias = _random.Next(2) == 0 ? [Tensor([units])] : [];
        Add("Conv", [Last.Name, Tensor([units, Last.Width / groups, kernel]), .. bias], "bft", units, [.. attributes]);
        if (form is 5 or 6 && past > 0 && Set >= 10)
            Add("Slice", [Last.Name, Integers(0), Integers(Pick(-past, -past, -1)), Integers(2)], "bft", units);
    }

    private void Recurrent(string @operator, int gates, int units)
    {
        Arrange("tbf");
        List<string> inputs = [Last.Name, Tensor([1, gates * units, Last.Width]), Tensor([1, gates * units, units])];
        List<AttributeProto> attributes = [Int("hidden_size", units)];
        if (@operator == "GRU" && _random.Next(8) > 0)
            attributes.Add(Int("linear_before_reset", 1));
        AttributeProto[] others =
        [
            Text("direction", Pick("forward", "reverse")), new() { Name = "clip", Type = AttributeType.Float, F = 1 },
            Int("input_forget", 1), Int("layout", Pick(0, 1)),
        ];
        if (_random.Next(4) == 0)
            attributes.Add(Pick(others));
        bool hasBias = _random.Next(3) > 0, hasState = _random.Next(3) == 0;
        if (hasBias || hasState)
            inputs.Add(hasBias ? Tensor([1, 2 * gates * units]) : "");
        if (hasState)
        {
            inputs.AddRange(["", State(units)]);
            if (@operator == "LSTM" && _random.Next(2) == 0)
                inputs.Add(State(units));
        }

        string y = Add(@operator, [.. inputs], "t1bf", units, [.. attributes]);
        if (_random.Next(3) == 0)
        {
            _graph.Node[^1].Output.Add($"{y}h");
            _values[^1] = ($"{y}h", "1bf", units);
            if (_random.Next(4) > 0 && Set >= 13)
                Add("Gather", [Last.Name, Scalar(0)], "bf", units, Int("axis", 0));
            return;
        }

        if (_random.Next(8) == 0)
            return;
        if (Set >= 13)
            Add("Squeeze", [Last.Name, Integers(1)], "tbf", units);
        else
            Add("Squeeze", [Last.Name], "tbf", units, Ints("axes", 1));
    }

    /// <summary>A first state: zeros as an input or as a constant, and sometimes others.</summary>
    private string State(int units)
    {
        if (_random.Next(2) == 0)
            return Tensor([1, Rows, units], zero: _random.Next(4) > 0);
        string name = $"h{Inputs.Count}";
        _graph.Input.Add(TinyModel.Batch(name, Rows, units));
        _graph.Input[^1].Type.TensorType.Shape.Dim[0] = new() { DimValue = 1 };
        Inputs.Add((new double[Rows * units], [1, Rows, units]));
        return name;
    }

    private void Pad(long[] pads)
    {
        if (Set >= 11)
            Add("Pad", [Last.Name, Integers(pads)], Last.Order, Last.Width);
        else
            Add("Pad", [Last.Name], Last.Order, Last.Width, Ints("pads", pads));
    }

    /// <summary>Mostly orders the dimensions as a node needs them.</summary>
    private void Arrange(string order)
    {
        if (Last.Order != order && Last.Order.Order().SequenceEqual(order.Order()) && _random.Next(16) > 0)
            Transpose([.. order.Select(axis => Last.Order.IndexOf(axis))]);
    }

    private void Transpose(int[] places) => Add(
        "Transpose", [Last.Name], string.Concat(places.Select(place => Last.Order[place])), Last.Width,
        Ints("perm", [.. places.Select(place => (long)place)]));

    private string Add(string @operator, string[] inputs, string order, int width, params AttributeProto[] attributes)
    {
        string output = $"v{_graph.Node.Count}";
        _graph.Node.Add(new NodeProto { OpType = @operator, Input = { inputs }, Output = { output }, Attribute = { attributes } });
        _values.Add((output, order, width));
        return output;
    }

    /// <summary>Constants that meet frames, or something else.</summary>
    private string Numbers() => Tensor(Pick<long[]>(
        [], [1], [Last.Width], [Last.Width, 1], [1, 1, Last.Width], [1, Last.Width, 1], [Frames, 1]));

    private T Pick<T>(params T[] items) => items[_random.Next(items.Length)];

    private string Tensor(long[] shape, bool positive = false, bool zero = false) => Constant(TinyModel.Tensor("", shape,
    [
        .. Enumerable.Range(0, (int)shape.Aggregate(1L, (product, size) => product * size))
            .Select(_ => zero ? 0 : (float)Math.Round((_random.NextDouble() * 2) - (positive ? -0.1 : 1), 3)),
    ]));

    private string Integers(params long[] values) => Constant(TinyModel.Integers("", values));

    private string Scalar(long value) => Constant(new() { DataType = (int)TensorProto.Types.DataType.Int64, Int64Data = { value } });

    private string Constant(TensorProto tensor)
    {
        tensor.Name = $"c{_constants++}";
        _graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    private static AttributeProto Int(string name, long value) => new() { Name = name, Type = AttributeType.Int, I = value };

    private static AttributeProto Ints(string name, params long[] values) =>
        new() { Name = name, Type = AttributeType.Ints, Ints = { values } };

    private static AttributeProto Text(string name, string value) =>
        new() { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(value) };
}
