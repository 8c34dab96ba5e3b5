extern alias generator;

using generator::GenNet.Generator.Layers;
using generator::GenNet.Generator.ModelFiles;
using generator::GenNet.Generator.Onnx;
using generator::Onnx;
using Google.Protobuf;
using static generator::Onnx.TensorProto.Types;
using static GenNet.Generator.Tests.Onnx.TinyModel;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>
/// The forms in which exporters write dense networks, by hand where the exporter cannot be installed: what is read predicts what ONNX
/// Runtime does.
/// </summary>
public sealed class FormTests
{
    private static readonly Dictionary<string, Action<Builder>> s_forms = new()
    {
        // torch.onnx.export(dynamo=True): operator set 18 and later, shapes by Shape(start, end) and Concat, allowzero = 1.
        ["dynamo: view(x.shape[0], -1), GELU by Erf"] = b =>
        {
            b.Sample(2, 3);
            string size = b.Node("Shape", ["x"], Integer("start", 0), Integer("end", 1));
            string shape = b.Node("Concat", [size, b.Integers(-1)], Integer("axis", 0));
            b.Node("Reshape", ["x", shape], Integer("allowzero", 1));
            b.Gemm(6, 4);
            string z = b.Last, erf = b.Node("Erf", [b.Node("Div", [z, b.Value(1.4142135f)])]);
            b.Node("Mul", [b.Value(0.5f), b.Node("Mul", [z, b.Node("Add", [erf, b.Value(1)])])]);
            b.Gemm(4, 2);
        },
        ["dynamo: flatten by sizes that are picked and sliced"] = b =>
        {
            b.Sample(2, 3);
            string all = b.Node("Shape", ["x"], Integer("start", 0));
            string rows = b.Node("Squeeze", [b.Node("Slice", [all, b.Integers(0), b.Integers(1), b.Integers(0)]), b.Integers(0)]);
            string shape = b.Node("Concat", [b.Node("Unsqueeze", [rows, b.Integers(0)]), b.Integers(6)], Integer("axis", 0));
            b.Node("Reshape", ["x", b.Node("Cast", [shape], Integer("to", (long)DataType.Int64))]);
            b.Gemm(6, 2);
        },
        ["dynamo: Gelu, LogSoftmax of set 20"] = b => b.Set(20).Gemm(3, 4).Then("Gelu").Gemm(4, 3).Then("LogSoftmax", Integer("axis", 1)),
        ["dynamo: BatchNorm1d after ReLU, twice"] = b =>
            b.Gemm(3, 4).Then("Relu").Normalized(4).Gemm(4, 4).Then("Relu").Normalized(4).Gemm(4, 2),
        ["dynamo: one sample without a batch"] = b =>
        {
            b.OneSample();
            b.Node("MatMul", ["x", b.Weights(3, 4)]);
            b.Node("Add", [b.Last, b.Vector(4)]);
            b.Then("Tanh");
            b.Node("MatMul", [b.Weights(2, 4), b.Last]);
        },
        ["dynamo: weights in half precision"] = b =>
        {
            b.Node("MatMul", ["x", b.Node("Cast", [b.Half(3, 4)], Integer("to", (long)DataType.Float))]);
            b.Then("Relu").Gemm(4, 2);
        },
        ["LayerNorm of the inputs, alone"] = b => b.LayerNorm(3),
        ["LayerNorm of scaled inputs"] = b => b.Then("Mul", [b.Vector(3)]).Then("Add", [b.Vector(3)]).LayerNorm(3).Gemm(3, 2),
        ["LayerNorm before and after an activation"] = b =>
            b.Gemm(3, 4).LayerNorm(4).Then("Relu").Gemm(4, 4).Then("Tanh").LayerNorm(4).Gemm(4, 2),
        ["LayerNorm twice, with what scales and shifts between and after"] = b =>
        {
            b.Gemm(3, 4).Then("Relu").Then("Add", [b.Vector(4)]).LayerNorm(4).Then("Mul", [b.Vector(4)]).Then("Add", [b.Value(2)]);
            b.LayerNorm(4).Then("Div", [b.Positive(4)]).Then("Tanh").Then("Mul", [b.Value(2)]);
        },
        ["LayerNorm, some of the units, a Softmax"] = b =>
        {
            b.Gemm(3, 4).LayerNorm(4);
            b.Node("Gather", [b.Last, b.Integers(2, 0)], Integer("axis", 1));
            b.Then("Mul", [b.Value(3)]).Then("Softmax", Integer("axis", 1));
        },
        ["LayerNorm without weights, an axis that is counted, no bias"] = b =>
            b.Gemm(3, 4).Then("LayerNormalization", [b.Positive(4)], Integer("axis", 1), Real("epsilon", 0.1f)).Gemm(4, 2),
        ["LayerNorm, SiLU"] = b => b.Gemm(3, 4).LayerNorm(4).Swish().Gemm(4, 2),
        ["torchscript: LayerNorm below set 17"] = b =>
            b.Set(13).Gemm(3, 4).Then("Relu").ComposedLayerNorm(4).Then("Tanh").Gemm(4, 4).ComposedLayerNorm(4).Gemm(4, 2),
        ["torchscript: LayerNorm of the inputs below set 17"] = b => b.Set(11).ComposedLayerNorm(3).Gemm(3, 2).Then("Sigmoid"),
        ["torchscript: BatchNorm1d of the inputs"] = b => b.Normalized(3).Gemm(3, 4).Then("Relu").Gemm(4, 2),
        ["torchscript: Dropout and Identity left in"] = b => b.Gemm(3, 4).Then("Relu").Then("Dropout").Then("Identity").Gemm(4, 2),
        ["torchscript: SELU and AlphaDropout, set 9"] = b => b.Set(9).Gemm(3, 4).Then("Selu").Gemm(4, 2),
        ["torchscript: hardtanh of the inputs"] = b => b.Then("Clip", [b.Value(-1), b.Value(1)]).Gemm(3, 2),
        ["torchscript: standardised outputs"] = b =>
        {
            b.Gemm(3, 4).Then("Sigmoid").Gemm(4, 2);
            b.Node("Add", [b.Node("Mul", [b.Last, b.Vector(2)]), b.Vector(2)]);
        },
        ["keras: Normalization not folded"] = b =>
        {
            string deviation = b.Node("Max", [b.Node("Sqrt", [b.Positive(3)]), b.Value(1e-7f)]);
            b.Node("Div", [b.Node("Sub", ["x", b.Vector(3)]), deviation]);
            b.Gemm(3, 4).Then("Relu").Gemm(4, 3).Then("Softmax", Integer("axis", -1));
        },
        ["keras: BatchNormalization between activation and Dense"] = b =>
        {
            b.Gemm(3, 4).Then("Elu", Real("alpha", 1));
            b.Node("Add", [b.Node("Mul", [b.Last, b.Vector(4)]), b.Vector(4)]);
            b.Gemm(4, 2);
        },
        ["keras: hard_sigmoid of Keras 2"] = b => b.Gemm(3, 4).Then("HardSigmoid", Real("alpha", 0.2f), Real("beta", 0.5f)).Gemm(4, 2),
        ["keras: BatchNormalization in the end"] = b => b.Gemm(3, 4).Then("Relu").Normalized(4),
        ["keras: relu with max_value"] = b => b.Gemm(3, 4).Then("Relu").Then("Min", [b.Value(2)]).Gemm(4, 2),
        ["sklearn: StandardScaler, MLPRegressor"] = b =>
        {
            b.Then("Scaler", Reals("offset", 1, 2, 3), Reals("scale", 0.5f, 2, 1));
            b.Gemm(3, 4).Then("Tanh").Gemm(4, 1);
            b.Node("Reshape", [b.Last, b.Integers(-1, 1)]);
        },
        ["sklearn: MinMaxScaler with clip"] = b =>
        {
            b.Node("Add", [b.Node("Mul", ["x", b.Vector(3)]), b.Vector(3)]);
            b.Then("Clip", [b.Value(0), b.Value(1)]).Gemm(3, 4).Then("Relu").Gemm(4, 2);
        },
        ["sb3: PPO, the action of three outputs"] = b =>
        {
            b.Then("Flatten", Integer("axis", 1)).Gemm(3, 4).Then("Tanh");
            string latent = b.Last;
            b.Gemm(4, 1).Output().From(latent).Gemm(4, 2).Output(asked: true);
        },
        ["sb3: TD3, actions scaled"] = b => b.Gemm(3, 4).Then("Relu").Gemm(4, 2).Then("Tanh").Then("Mul", [b.Value(2)]),
        ["sb3: SAC, actions rescaled to low .. high"] = b =>
        {
            b.Gemm(3, 4).Then("Relu").Gemm(4, 2).Then("Tanh").Then("Add", [b.Value(1)]).Then("Mul", [b.Value(0.5f)]);
            b.Node("Add", [b.Node("Mul", [b.Last, b.Vector(2)]), b.Vector(2)]);
        },
        ["sb3: mean by chunk(2, dim=1)"] = b => b.Gemm(3, 4).Then("Tanh").Gemm(4, 4).Split(2).Output(),
        ["sb3: mean by slice, after an activation"] = b =>
        {
            b.Gemm(3, 4).Then("Relu").Gemm(4, 4).Then("Tanh");
            b.Node("Slice", [b.Last, b.Integers(0), b.Integers(2), b.Integers(1), b.Integers(1)]);
        },
        ["sb3: VecNormalize, observations clipped"] = b =>
        {
            b.Node("Div", [b.Node("Sub", ["x", b.Vector(3)]), b.Node("Sqrt", [b.Node("Add", [b.Positive(3), b.Value(1e-8f)])])]);
            b.Then("Clip", [b.Value(-10), b.Value(10)]).Gemm(3, 4).Then("Tanh").Gemm(4, 2);
        },
        ["ml-agents: one observation, swish, continuous actions"] = b =>
        {
            b.Then("Concat", Integer("axis", -1));
            b.Node("Div", [b.Node("Sub", [b.Last, b.Vector(3)]), b.Positive(3)]);
            b.Then("Clip", [b.Value(-5), b.Value(5)]).Gemm(3, 4).Swish().Gemm(4, 4).Swish().Gemm(4, 2);
            b.Then("Clip", [b.Value(-3), b.Value(3)]).Then("Div", [b.Value(3)]).Output(asked: true);
            b.Constant("version_number");
        },
    };

    public static TheoryData<string> Names => [.. s_forms.Keys];

    [Theory, MemberData(nameof(Names))]
    public void PredictsWhatOnnxRuntimeDoes(string name)
    {
        var builder = new Builder();
        s_forms[name](builder);
        builder.Finish();
        byte[] file = builder.Model.ToByteArray();
        ModelReading reading = OnnxReader.Read(file, builder.Asked);
        Assert.Null(reading.Problem);
        Assert.Null(ReadNetwork.Difference(
            OnnxRuntime.Predict(file, builder.Inputs, builder.Shape, builder.Asked), reading.Network!.Predict(builder.Inputs)));
    }

    /// <summary>No layer of n x n weights stands between an activation and its normalisation, composed or not.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnActivationIsNormalisedAsItIs(bool isComposed)
    {
        Builder builder = new Builder().Gemm(3, 4).Then("Tanh");
        builder = isComposed ? builder.ComposedLayerNorm(4) : builder.LayerNorm(4);
        builder.Gemm(4, 2).Finish();
        ModelNetwork network = OnnxReader.Read(builder.Model.ToByteArray()).Network!;
        Assert.Equal(isComposed ? 1e-5 : 1e-3, Assert.Single(network.Layers.OfType<LayerNormLayer>()).Epsilon);
        Assert.Equal(2, network.Layers.OfType<DenseLayer>().Count());
    }

    [Fact]
    public void AnOutputThatIsNotThereIsNamedWithThoseThatAre()
    {
        ModelProto model = Create();
        model.Graph.Output.Add(Batch("z", 2));
        Assert.Equal("it has no output 'action', but 'y', 'z'", OnnxReader.Read(model.ToByteArray(), "action").Problem!.Reason);
        Assert.Null(OnnxReader.Read(model.ToByteArray(), "z").Problem);
    }

    private static AttributeProto Integer(string name, long value) =>
        new() { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int };

    private static AttributeProto Real(string name, float value) =>
        new() { Name = name, F = value, Type = AttributeProto.Types.AttributeType.Float };

    private static AttributeProto Reals(string name, params float[] values) =>
        new() { Name = name, Floats = { values }, Type = AttributeProto.Types.AttributeType.Floats };

    /// <summary>A graph that grows node by node.</summary>
    private sealed class Builder
    {
        private const int Rows = 5;

        private readonly Random _random = new(3);
        private long[] _sample = [3];
        private int _names;

        public ModelProto Model { get; } = new()
        {
            IrVersion = 8,
            OpsetImport = { new OperatorSetIdProto { Version = 18 }, new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 1 } },
            Graph = new() { Name = "form", Input = { Batch("x", 3) } },
        };

        public string Last { get; private set; } = "x";

        public string? Asked { get; private set; }

        public double[] Inputs { get; private set; } = [];

        public long[] Shape { get; private set; } = [];

        public Builder Set(long version)
        {
            Model.OpsetImport[0].Version = version;
            return this;
        }

        public void Sample(params long[] sizes)
        {
            _sample = sizes;
            Model.Graph.Input[0] = Batch("x", sizes);
        }

        public void OneSample() => Model.Graph.Input[0].Type.TensorType.Shape.Dim.RemoveAt(0);

        public Builder From(string value)
        {
            Last = value;
            return this;
        }

        public string Node(string @operator, string[] inputs, params AttributeProto[] attributes)
        {
            Model.Graph.Node.Add(TinyModel.Node(@operator, inputs, Last = $"v{_names++}", attributes));
            if (@operator == "Scaler")
                Model.Graph.Node[^1].Domain = "ai.onnx.ml";
            return Last;
        }

        public Builder Then(string @operator, params AttributeProto[] attributes) => Then(@operator, [], attributes);

        public Builder Then(string @operator, string[] further, params AttributeProto[] attributes)
        {
            Node(@operator, [Last, .. further], attributes);
            return this;
        }

        public Builder Gemm(int inputs, int units)
        {
            Node("Gemm", [Last, Weights(inputs, units), Vector(units)]);
            return this;
        }

        public Builder Normalized(int width)
        {
            Node("BatchNormalization", [Last, Vector(width), Vector(width), Vector(width), Positive(width)], Real("epsilon", 1e-3f));
            return this;
        }

        public Builder LayerNorm(int width) =>
            Then("LayerNormalization", [Vector(width), Vector(width)], Integer("axis", -1), Real("epsilon", 1e-3f));

        /// <summary>As PyTorch's exporter writes it below operator set 17.</summary>
        public Builder ComposedLayerNorm(int width)
        {
            string deviation = Node("Sub", [Last, Mean(Last)]);
            string variance = Mean(Node("Pow", [deviation, Value(2)]));
            string root = Node("Sqrt", [Node("Add", [variance, Value(1e-5f)])]);
            Node("Div", [deviation, root]);
            return Then("Mul", [Vector(width)]).Then("Add", [Vector(width)]);

            string Mean(string value) => Node(
                "ReduceMean", [value], new AttributeProto { Name = "axes", Ints = { -1 }, Type = AttributeProto.Types.AttributeType.Ints });
        }

        public Builder Swish()
        {
            string z = Last;
            Node("Mul", [z, Node("Sigmoid", [z])]);
            return this;
        }

        public Builder Split(int parts)
        {
            Node("Split", [Last], Integer("axis", 1), Integer("num_outputs", parts));
            for (int i = 1; i < parts; i++)
                Model.Graph.Node[^1].Output.Add($"{Last}_{i}");
            return this;
        }

        public Builder Output(bool asked = false)
        {
            Model.Graph.Output.Add(Typed(Last));
            if (asked)
                Asked = Last;
            return this;
        }

        public void Constant(string name)
        {
            Model.Graph.Initializer.Add(Tensor(name, [1], 3));
            Model.Graph.Output.Add(Typed(name));
        }

        public string Value(float number) => Named(Tensor("", [], number));

        public string Vector(int count) => Named(Tensor("", [count], Draw(count)));

        public string Positive(int count) => Named(Tensor("", [count], Array.ConvertAll(Draw(count), x => Math.Abs(x) + 0.5f)));

        public string Weights(int inputs, int units) => Named(Tensor("", [inputs, units], Draw(inputs * units)));

        public string Integers(params long[] values) => Named(TinyModel.Integers("", values));

        public string Half(int inputs, int units) => Named(new()
        {
            DataType = (int)DataType.Float16,
            Dims = { inputs, units },
            RawData = ByteString.CopyFrom([.. Draw(inputs * units).SelectMany(x => BitConverter.GetBytes((Half)x))]),
        });

        public void Finish()
        {
            if (Model.Graph.Output.Count == 0)
                Output();
            bool isOne = Model.Graph.Input[0].Type.TensorType.Shape.Dim.Count == _sample.Length;
            int width = (int)_sample.Aggregate((product, size) => product * size);
            Shape = isOne ? _sample : [Rows, .. _sample];
            Inputs = Array.ConvertAll(Draw((isOne ? 1 : Rows) * width), x => (double)x);
        }

        private static ValueInfoProto Typed(string name) =>
            new() { Name = name, Type = new() { TensorType = new() { ElemType = (int)DataType.Float } } };

        private float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((_random.NextDouble() * 3) - 1.5))];

        private string Named(TensorProto tensor)
        {
            tensor.Name = $"c{_names++}";
            Model.Graph.Initializer.Add(tensor);
            return tensor.Name;
        }
    }
}
