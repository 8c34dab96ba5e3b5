extern alias generator;
using generator::GenNet.Generator.ModelFiles;
using generator::GenNet.Generator.Onnx;
using generator::Onnx;
using Google.Protobuf;
using static generator::Onnx.TensorProto.Types;
using static GenNet.Generator.Tests.Onnx.TinyModel;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>What is said of a model that is no network, and which node is named.</summary>
public sealed class ProblemTests
{
    private static readonly Dictionary<string, (Action<ModelProto> Change, string? Node, string Reason)> s_cases = new()
    {
        ["no graph"] = (m => m.Graph = null, null, "no graph"),
        ["no operator set"] = (m => m.OpsetImport.Clear(), null, "which operator set"),
        ["no input"] = (m => m.Graph.Input.Clear(), null, "it has no input"),
        ["two inputs"] = (
            m =>
            {
                m.Graph.Input.Add(Batch("x2", 2));
                m.Graph.Node[1] = Node("Div", ["z", "x2"], "y");
            },
            "Div node 'y'", "it joins two branches of the graph"),
        ["integers"] = (
            m => m.Graph.Input[0].Type.TensorType.ElemType = (int)DataType.Int64, "Gemm node 'z'",
            "it computes with numbers of type Int64"),
        ["texts"] = (m => m.Graph.Input[0].Type.TensorType.ElemType = (int)DataType.String, null, "its input 'x' is of type String"),
        ["no sizes"] = (m => m.Graph.Input[0] = Batch("x", 0), null, "its input 'x' has the shape [batch?, 0]"),
        ["no batch"] = (
            m => m.Graph.Input[0].Type.TensorType.Shape.Dim.RemoveAt(0),
                "Gemm node 'z'", "it multiplies matrices; its input has 1 dimensions"),
        ["huge input"] = (m => m.Graph.Input[0] = Batch("x", 1L << 40, 1L << 40), null, "its input 'x' is too large; 65536"),
        ["no outputs"] = (m => m.Graph.Output.Clear(), null, "it has no output of numbers"),
        ["an output twice"] = (
            m =>
            {
                m.Graph.Node.Add(Node("Identity", ["y"], "same"));
                m.Graph.Output.Add(Batch("same", 2));
            },
            null, "its outputs 'y' and 'same' are the same value"),
        ["computed categories"] = (
            m =>
            {
                m.Graph.Initializer.Add(Tensor("table", [2, 2], 1, 2, 3, 4));
                m.Graph.Node[1] = Node("Greater", ["z", "b"], "g");
                m.Graph.Node.Add(Node("Cast", ["g"], "i", Attribute("to", (long)DataType.Int64)));
                m.Graph.Node.Add(Node("Gather", ["table", "i"], "y"));
            },
            "Gather node 'y'", "it takes rows by numbers that are computed"),
        ["constants of other shapes side by side"] = (
            m => Join(m, [1, 2], [2, 2]), "Concat node 'c'", "it joins constants of different types or shapes"),
        ["constants side by side where there is no such side"] = (
            m => Join(m, [2], [2]), "Concat node 'c'", "it joins constants of 1 dimensions along axis 1"),
        ["no constants side by side"] = (m => Join(m, [int.MaxValue, 0], [int.MaxValue, 0]), "Concat node 'c'", "it joins 0 constants"),
        ["no constants of endless dimensions"] = (
            m => Join(m, [60_000, 0, 60_000], [60_000, 0, 60_000]), "Concat node 'c'",
            "it has numbers of the shape [60000, 0, 60000], which no array has"),
        ["a logarithm times 0"] = (
            m =>
            {
                m.Graph.Initializer.Add(Tensor("zero", [], 0));
                m.Graph.Node[1] = Node("Log", ["z"], "l");
                m.Graph.Node.Add(Node("Mul", ["l", "zero"], "n"));
                m.Graph.Node.Add(Node("Add", ["n", "z"], "y"));
            },
            "Mul node 'n'", "it multiplies by 0 what may be no number"),
        ["output of nothing"] = (m => m.Graph.Output[0].Name = "q", null, "it reads 'q', which is no input"),
        ["constant output"] = (m => m.Graph.Output[0].Name = "b", null, "its output 'b' does not depend on its input"),
        ["no layers"] = (m => m.Graph.Output[0].Name = "x", null, "no product of the inputs with weights"),
        ["convolution"] = (
            m => m.Graph.Node[0].OpType = "ConvTranspose", "ConvTranspose node 'z'", "none that networks of GenNet's layers have"),
        ["named node"] = (
            m => (m.Graph.Node[0].OpType, m.Graph.Node[0].Name) = ("RNN", "encoder"), "RNN node 'encoder'", "none that networks"),
        ["other domain"] = (m => m.Graph.Node[1].Domain = "com.acme", "com.acme.Relu node 'y'", "none that networks"),
        ["missing initializer"] = (
            m => m.Graph.Initializer.RemoveAt(0), "Gemm node 'z'", "it reads 'W', which is no input, no initializer"),
        ["cycle"] = (m => m.Graph.Node[0].Input[0] = "y", "Gemm node 'z'", "it reads 'y', which is no input"),
        ["wrong order"] = (m => m.Graph.Node.Add(m.Graph.Node[0].Clone()), "Gemm node 'z'", "the value 'z' is given twice"),
        ["missing operand"] = (
            m => m.Graph.Node[0].Input.RemoveAt(1), "Gemm node 'z'", "its weights have 1 dimensions and type Float; a matrix"),
        ["wrong shape"] = (
            m => m.Graph.Initializer[0] = Tensor("W", [2, 3], new float[6]), "Gemm node 'z'", "take 2 features; the samples' shape is [3]"),
        ["wrong bias"] = (m => m.Graph.Initializer[1] = Tensor("b", [3], new float[3]), "Gemm node 'z'", "shape [2] with constants of [3]"),
        ["vector of weights"] = (
            m => m.Graph.Initializer[0] = Tensor("W", [3], new float[3]), "Gemm node 'z'", "its weights have 1 dimensions"),
        ["transposed batch"] = (
            m => m.Graph.Node[0].Attribute.Add(Attribute("transA", 1L)), "Gemm node 'z'", "transA makes features of samples"),
        ["cut tensor"] = (
            m => m.Graph.Initializer[0].FloatData.RemoveAt(0), "Gemm node 'z'", "'W' has 5 elements; its shape [3, 2] needs 6"),
        ["cut bytes"] = (
            m => m.Graph.Initializer[0] = new() { Name = "W", DataType = 1, Dims = { 3, 2 }, RawData = ByteString.CopyFrom(new byte[23]) },
            "Gemm node 'z'", "'W' has 5 elements"),
        ["huge tensor"] = (
            m => m.Graph.Initializer[0].Dims.Add(1L << 62), "Gemm node 'z'", "[3, 2, 4611686018427387904], which no array has"),
        ["negative size"] = (m => m.Graph.Initializer[0].Dims[0] = -3, "Gemm node 'z'", "[-3, 2], which no array has"),
        ["bytes"] = (m => m.Graph.Initializer[0].DataType = (int)DataType.Uint8, "Gemm node 'z'", "elements of type Uint8"),
        ["external data"] = (
            m => m.Graph.Initializer[0].DataLocation = DataLocation.External, "Gemm node 'z'",
            "'W' is stored in another file, but does not say in which"),
        ["not finite"] = (m => m.Graph.Initializer[0].FloatData[0] = float.NaN, null, "a weight that is not finite"),
        ["too many units"] = (
            m =>
            {
                m.Graph.Initializer[0] = Tensor("W", [3, 70_000], new float[210_000]);
                m.Graph.Node[0].Input.RemoveAt(2);
            },
            "Gemm node 'z'", "it has 70000 units; from 1 to 65536"),
        ["unknown activation"] = (
            m =>
            {
                m.Graph.Node[1] = Node("Sigmoid", ["z"], "s");
                m.Graph.Node.Add(Node("Reciprocal", ["s"], "y"));
            },
            "Reciprocal node 'y'", "of a value z, which is no activation of GenNet's"),
        ["softmax over the batch"] = (
            m => m.Graph.Node[1] = Node("Softmax", ["z"], "y", Attribute("axis", 0L)), "Softmax node 'y'", "its axis 0 is none"),
        ["flattened batch"] = (
            m => m.Graph.Node[1] = Node("Flatten", ["z"], "y", Attribute("axis", 0L)), "Flatten node 'y'",
            "it makes one row of the whole batch"),
        ["negative variance"] = (
            m =>
            {
                m.Graph.Initializer.Add(Tensor("var", [2], 1, -1e-6f));
                m.Graph.Node[1] = Node("BatchNormalization", ["z", "b", "b", "b", "var"], "y");
            },
            "BatchNormalization node 'y'", "one of its variances is negative; at least 0 is needed"),
        ["normalised batch"] = (
            m => Normalize(m, Attribute("axis", 0L)), "LayerNormalization node 'y'", "its axis 0 is none of a sample of shape [2]"),
        ["normalisation in other numbers"] = (
            m => Normalize(m, Attribute("stash_type", 16L)), "LayerNormalization node 'y'", "in numbers of stash_type 16; 1 is read"),
        ["normalisation without epsilon"] = (
            m => Normalize(m, Attribute("epsilon", 0f)), "LayerNormalization node 'y'", "its epsilon is 0; a number greater than 0"),
        ["normalisation of NaN"] = (
            m => Normalize(m, Attribute("epsilon", float.NaN)), "LayerNormalization node 'y'", "its epsilon is NaN"),
        ["normalisation's mean"] = (
            m =>
            {
                Normalize(m);
                m.Graph.Node[1].Output.Add("mean");
                m.Graph.Output[0].Name = "mean";
            },
            "LayerNormalization node 'y'", "its output 'mean' is none that networks have"),
        ["normalisation before its time"] = (
            m =>
            {
                Normalize(m);
                m.OpsetImport[0].Version = 16;
            },
            "LayerNormalization node 'y'", "it is of operator set 17 and later; the model uses set 16"),
        ["normalisation's scale"] = (
            m =>
            {
                Normalize(m);
                m.Graph.Node[1].Input[1] = "W";
            },
            "LayerNormalization node 'y'", "its input 1 has the shape [3, 2]; [2] is needed"),
        ["normalised images"] = (
            m =>
            {
                Normalize(m);
                m.Graph.Node[1].Input[0] = "x";
                m.Graph.Input[0] = Batch("x", 2, 2, 2);
            },
            "LayerNormalization node 'y'", "it goes over samples of shape [2, 2, 2]; a batch of features is needed"),
        ["mean"] = (
            m => m.Graph.Node[1] = Node("ReduceMean", ["z"], "y", Axes(1)), "ReduceMean node 'y'",
            "it computes mean(z) of a value z, which is no activation of GenNet's"),
        ["root"] = (
            m => m.Graph.Node[1] = Node("Sqrt", ["z"], "y"), "Sqrt node 'y'",
            "it takes roots of what is neither constant nor a variance as LayerNormalization, of operator set 17, has it"),
        ["unread attribute"] = (
            m => m.Graph.Node[1].Attribute.Add(Attribute("slope", 1L)), "Relu node 'y'", "its attribute 'slope' is not read"),
        ["attribute of another type"] = (
            m => m.Graph.Node[1] = Node("LeakyRelu", ["z"], "y", new AttributeProto
            {
                Name = "alpha",
                I = 1,
                Type = AttributeProto.Types.AttributeType.Int,
            }),
            "LeakyRelu node 'y'", "its attribute 'alpha' is of type Int; Float is needed"),
        ["unread input"] = (m => m.Graph.Node[1].Input.Add("b"), "Relu node 'y'", "its input 'b' is not read"),
        ["old operators"] = (m => m.OpsetImport[0].Version = 6, null, "it uses operator set 6; sets from 7 to 26 are read"),
        ["integers of numbers"] = (
            m =>
            {
                m.Graph.Node[1] = Node("Cast", ["z"], "i", Attribute("to", (long)DataType.Int64));
                m.Graph.Node.Add(Node("Cast", ["i"], "y", Attribute("to", (long)DataType.Float)));
            },
            "Cast node 'i'", "it rounds Float to Int64, which no layer does"),
        ["reshaped batch"] = (
            m =>
            {
                m.Graph.Initializer.Add(Integers("shape", 2, -1));
                m.Graph.Node[1] = Node("Reshape", ["z", "shape"], "y");
            },
            "Reshape node 'y'", "does not start with the batch, but with 2"),
        ["reshaped samples"] = (
            m =>
            {
                m.Graph.Initializer.Add(Integers("shape", -1, 5));
                m.Graph.Node[1] = Node("Reshape", ["z", "shape"], "y");
            },
            "Reshape node 'y'", "2 numbers cannot take the shape [5]"),
        ["training"] = (
            m =>
            {
                m.Graph.Initializer.Add(Tensor("ratio", [], 0.5f));
                m.Graph.Initializer.Add(new TensorProto { Name = "training", DataType = (int)DataType.Int32, Int32Data = { 1 } });
                m.Graph.Node[1] = Node("Dropout", ["z", "ratio", "training"], "y");
            },
            "Dropout node 'y'", "it drops in predictions too"),
        ["a row beside its column"] = (
            m =>
            {
                m.Graph.Input[0].Type.TensorType.Shape.Dim.RemoveAt(0);
                m.Graph.Node[0] = Node("MatMul", ["x", "W"], "z");
                m.Graph.Initializer.Add(
                    new TensorProto { Name = "shape", DataType = (int)DataType.Int64, Dims = { 2 }, Int64Data = { 0, -1 } });
                m.Graph.Node[1] = Node("Reshape", ["z", "shape"], "column");
                m.Graph.Node.Add(Node("Add", ["z", "column"], "y"));
            },
            "Add node 'y'", "it joins batches of other dimensions: [2] and [2, 1]"),
        ["two branches"] = (
            m =>
            {
                m.Graph.Initializer.Add(Tensor("V", [3, 2], new float[6]));
                m.Graph.Node.Insert(1, Node("MatMul", ["x", "V"], "v"));
                m.Graph.Node[2] = Node("Div", ["z", "v"], "y");
            },
            "Div node 'y'", "it joins two branches of the graph"),
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    private static void Normalize(ModelProto model, params AttributeProto[] attributes) =>
        model.Graph.Node[1] = Node("LayerNormalization", ["z", "b"], "y", attributes);

    /// <summary>Adds to z the constants of two shapes, side by side along axis 1, or 0 where they are empty.</summary>
    private static void Join(ModelProto model, long[] first, long[] second)
    {
        model.Graph.Initializer.Add(Tensor("c1", first, Numbers(first)));
        model.Graph.Initializer.Add(Tensor("c2", second, Numbers(second)));
        model.Graph.Node[1] = Node("Concat", ["c1", "c2"], "c", Attribute("axis", first.Contains(0) ? 0L : 1L));
        model.Graph.Node.Add(Node("Add", ["z", "c"], "y"));

        static float[] Numbers(long[] shape) => shape.Contains(0) ? [] : new float[shape.Aggregate((product, size) => product * size)];
    }

    private static AttributeProto Axes(params long[] axes) => new() { Name = "axes", Ints = { axes } };

    [Theory, MemberData(nameof(Cases))]
    public void ModelsThatAreNoNetworkAreExplained(string name)
    {
        ModelProto model = Create();
        Assert.Null(OnnxReader.Read(model.ToByteArray()).Problem);
        s_cases[name].Change(model);
        ModelReading reading = OnnxReader.Read(model.ToByteArray());
        Assert.Null(reading.Network);
        Assert.Equal(s_cases[name].Node, reading.Problem!.Node);
        Assert.Contains(s_cases[name].Reason, reading.Problem.Reason);
    }

    [Theory]
    [InlineData(new byte[0], "it is no ONNX model: it has no graph")]
    [InlineData(new byte[] { 0x08 }, "truncated")]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, "malformed varint")]
    public void FilesThatAreNoModelAreToldApart(byte[] file, string reason)
    {
        ModelProblem problem = OnnxReader.Read(file).Problem!;
        Assert.Contains(reason, problem.Reason);
    }

    /// <summary>What no output depends on need not be understood.</summary>
    [Fact]
    public void NodesBesideTheOutputAreOfNoConsequence()
    {
        ModelProto model = Create();
        model.Graph.Node.Add(Node("NonMaxSuppression", ["z", "missing"], "label"));
        Assert.Null(OnnxReader.Read(model.ToByteArray()).Problem);
    }
}
