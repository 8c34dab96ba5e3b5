extern alias generator;

using generator::GenNet.Generator.ModelFiles;
using generator::GenNet.Generator.Onnx;
using generator::Onnx;
using Google.Protobuf;
using static GenNet.Generator.Tests.Onnx.TinyModel;
using AttributeType = generator::Onnx.AttributeProto.Types.AttributeType;
using DataType = generator::Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>Models of windows that mean something else than networks can: the refusal says what, and what would load.</summary>
public sealed class SequenceProblemTests
{
    private static readonly Dictionary<string, (string Model, Action<ModelProto> Change, string? Node, string Reason)> s_cases = new()
    {
        ["reverse"] = ("GRU", Set(Text("direction", "reverse")), "GRU node 'y'", "its direction is reverse, so that it sees frames that"),
        ["both ways"] = ("LSTM", Set(Text("direction", "bidirectional")), "LSTM node 'y'", "its direction is bidirectional"),
        ["clip"] = ("GRU", Set(Attribute("clip", 3f)), "GRU node 'y'", "it clips what its gates take"),
        ["no clip in an LSTM"] = ("LSTM", Set(Attribute("clip", 3f)), "LSTM node 'y'", "it clips what its gates take"),
        ["other activations"] = (
            "LSTM", Set(Texts("activations", "Sigmoid", "Relu", "Tanh")), "LSTM node 'y'",
            "its activations are Sigmoid, Relu, Tanh; Sigmoid, Tanh, Tanh are read"),
        ["numbers of activations"] = (
            "GRU", Set(new AttributeProto { Name = "activation_alpha", Type = AttributeType.Floats, Floats = { 1 } }), "GRU node 'y'",
            "its attribute 'activation_alpha' is not read"),
        ["layout"] = ("GRU", Set(Attribute("layout", 1L)), "GRU node 'y'", "it has the batch before the frames (layout = 1)"),
        ["lengths"] = ("GRU", m => Give(m, 4, new() { DataType = (int)DataType.Int32, Dims = { 1 }, Int32Data = { 4 } }), "GRU node 'y'",
            "it has a length for each sequence (sequence_lens)"),
        ["peepholes"] = (
            "LSTM", m => Give(m, 7, Tensor("", [1, 6], new float[6])), "LSTM node 'y'", "its gates see the cell (P, peepholes)"),
        ["one gate for two"] = ("LSTM", Set(Attribute("input_forget", 1L)), "LSTM node 'y'", "input_forget = 0 is read"),
        ["reset first"] = (
            "GRU", m => m.Graph.Node[0].Attribute.Remove(m.Graph.Node[0].Attribute[1]), "GRU node 'y'",
            "(linear_before_reset = 0); linear_before_reset = 1 is read, as PyTorch's nn.GRU and Keras's reset_after=True have it"),
        ["initial state"] = (
            "GRU", m => Give(m, 5, Tensor("", [1, 1, 2], 0, 1)), "GRU node 'y'",
            "its initial state is not zero; zeros, or an input of the model, are read"),
        ["state of another kind"] = (
            "GRU", m => m.Graph.Node[0].Attribute[0].I = 3, "GRU node 'y'",
            "it has weights of type Float and shape [1, 6, 3]; Float and [1, 9, 3] are needed"),
        ["cell as an output"] = (
            "LSTM",
            m =>
            {
                m.Graph.Node[0].Output.Add(["", "c"]);
                m.Graph.Output[0] = Batch("c", 2);
            },
            null, "its output 'c' is what a layer remembers, and no output of one"),
        ["cell in a layer"] = (
            "LSTM",
            m =>
            {
                m.Graph.Node[0].Output.Add(["", "c"]);
                m.Graph.Node.Add(Node("Relu", ["c"], "r"));
                m.Graph.Output[0] = Batch("r", 2);
            },
            "Relu node 'r'", "its input 'c' is what a layer remembers, which no other layer reads"),
        ["symmetric padding"] = (
            "Conv", Set(Ints("pads", 1, 1)), "Conv node 'y'",
            "its taps reach 2 frames, and it pads by [1, 1] behind 0 zeros: networks have causal convolutions, which pads = [2, 0] are"),
        ["no padding"] = ("Conv", Set(Ints("pads", 0, 0)), "Conv node 'y'", "causal convolutions, which pads = [2, 0] are"),
        ["padding after"] = ("Conv", Set(Ints("pads", 2, 2)), null, "its output 'y' has frames before or after those of the window"),
        ["a layer on padding"] = (
            "Conv",
            m =>
            {
                Set(Ints("pads", 2, 1))(m);
                m.Graph.Node.Add(Node("Relu", ["y"], "r"));
                m.Graph.Output[0].Name = "r";
            },
            "Relu node 'r'", "its input has frames before or after those of the window, of a padding"),
        ["strides"] = ("Conv", Set(Ints("strides", 2)), "Conv node 'y'", "it leaves frames out (strides = 2); strides of 1 are read"),
        ["auto pad"] = ("Conv", Set(Text("auto_pad", "SAME_LOWER")), "Conv node 'y'", "(auto_pad = 'SAME_LOWER'); pads are read"),
        ["images"] = (
            "Conv", m => Replace(m, "W", Tensor("W", [2, 3, 3, 1], new float[18])), "Conv node 'y'",
            "its weights have the shape [2, 3, 3, 1]; [channels x inputs x kernel] is needed"),
        ["another kernel"] = (
            "Conv", Set(Ints("kernel_shape", 2)), "Conv node 'y'", "its kernel_shape is [2], and its weights have 3 taps"),
        ["groups"] = (
            "Conv", Set(Attribute("group", 3L)), "Conv node 'y'", "it has 3 groups of 3 inputs for 2 channels, and its input has 3"),
        ["all frames in one row"] = (
            "Conv",
            m =>
            {
                m.Graph.Node.Add(Node("Flatten", ["y"], "f"));
                m.Graph.Output[0].Name = "f";
            },
            "Flatten node 'f'", "it makes one row of all frames, which no layer reads; the last frame"),
        ["a frame in the middle"] = (
            "Conv",
            m =>
            {
                m.Graph.Initializer.Add(Integers("i", 2));
                m.Graph.Node.Add(Node("Gather", ["y", "i"], "g", Attribute("axis", 2L)));
                m.Graph.Output[0].Name = "g";
            },
            "Gather node 'g'", "it takes other frames of 4 than the last one (3)"),
        ["softmax over time"] = (
            "Conv",
            m =>
            {
                m.Graph.Node.Add(Node("Softmax", ["y"], "s", Attribute("axis", 2L)));
                m.Graph.Output[0].Name = "s";
            },
            "Softmax node 's'", "its axis 2 is none"),
        ["windows of any length"] = (
            "Conv", m => m.Graph.Input[0].Type.TensorType.Shape.Dim[2] = new() { DimParam = "time" }, null,
            "its input 'x' has windows of any number of frames; say how many by Steps"),
        ["a row beside a sequence"] = (
            "Conv",
            m =>
            {
                m.Graph.Node.Add(Node("ReduceMean", ["y"], "r", Ints("axes", 2), Attribute("keepdims", 0L)));
                m.Graph.Output.Insert(0, Batch("r", 2));
            },
            null, "its output 'y' is a sequence of frames, and 'r' is none; name the one that the class is to have, as Output = \"y\""),
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory, MemberData(nameof(Cases))]
    public void WhatMeansSomethingElseIsRefused(string name)
    {
        (string kind, Action<ModelProto> change, string? node, string reason) = s_cases[name];
        ModelProto model = Create(kind);
        Assert.Null(OnnxReader.Read(model.ToByteArray()).Problem);
        change(model);
        ModelReading reading = OnnxReader.Read(model.ToByteArray());
        Assert.Null(reading.Network);
        Assert.Contains(reason, reading.Problem!.Reason);
        Assert.Equal(node, reading.Problem.Node);
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, "its input 'x' has the shape [batch?, 3, 4], and Steps says 5 frames")]
    public void StepsAgreeWithTheModel(int steps, string? reason)
    {
        ModelReading reading = OnnxReader.Read(Create("Conv").ToByteArray(), steps: steps);
        Assert.Equal(reason, reading.Problem?.Reason);
    }

    [Fact]
    public void NoCategoryStandsBeforeTheWindow()
    {
        ModelProto model = Create("Conv");
        GraphProto graph = model.Graph;
        graph.Initializer.Add(Tensor("table", [3, 2], new float[6]));
        graph.Initializer.Add(Integers("pads", 0, 0, 2, 0, 0, 0));
        graph.Node.Add(Node("Pad", ["x", "pads"], "p"));
        graph.Node.Add(Node("Cast", ["p"], "i", Attribute("to", (long)DataType.Int64)));
        graph.Node.Add(Node("Gather", ["table", "i"], "g"));
        graph.Output[0].Name = "g";
        ModelProblem problem = OnnxReader.Read(model.ToByteArray(), steps: 4).Problem!;
        Assert.Equal("Gather node 'g'", problem.Node);
        Assert.StartsWith("it takes rows for frames before the window too", problem.Reason);
    }

    /// <summary>As <c>nn.Embedding</c> in front of <c>nn.GRU</c> is exported: [batch x frames] of integers.</summary>
    [Fact]
    public void FramesOfIntegersAreCategories()
    {
        ModelProto model = Create("GRU");
        GraphProto graph = model.Graph;
        graph.Initializer.Add(Tensor("table", [5, 3], [.. Enumerable.Range(0, 15).Select(i => (float)i)]));
        graph.Input[0] = Batch("codes", 4);
        graph.Input[0].Type.TensorType.ElemType = (int)DataType.Int64;
        graph.Node.Insert(0, Node("Gather", ["table", "codes"], "g"));
        graph.Node.Insert(1, Node("Transpose", ["g"], "x", Ints("perm", 1, 0, 2)));
        ModelReading reading = OnnxReader.Read(model.ToByteArray(), steps: 4);
        Assert.Null(reading.Problem);
        Assert.Equal(["Embedding of 5 categories", "GRU"], reading.Network!.Layers.Select(layer => layer.Kind));
        Assert.Equal((1, 4), (reading.Network.Inputs[0].Width, reading.Network.Inputs[0].Steps));
    }

    [Fact]
    public void StepsAreOfWindows() => Assert.Contains(
        "its input 'x' is no window of 4 frames, as Steps says",
        OnnxReader.Read(TinyModel.Create().ToByteArray(), steps: 4).Problem!.Reason);

    /// <summary>One node y of x, 2 units over windows of 4 frames of 3: a Conv [batch x 3 x 4], or a recurrent layer [4 x 1 x 3].</summary>
    private static ModelProto Create(string @operator)
    {
        ModelProto model = TinyModel.Create();
        GraphProto graph = model.Graph;
        graph.Initializer.Clear();
        graph.Node.Clear();
        if (@operator == "Conv")
        {
            graph.Initializer.Add(Tensor("W", [2, 3, 3], new float[18]));
            graph.Input[0] = Batch("x", 3, 4);
            graph.Node.Add(Node("Conv", ["x", "W"], "y", Ints("pads", 2, 0)));
            return model;
        }

        int gates = @operator == "LSTM" ? 4 : 3;
        graph.Initializer.Add(Tensor("W", [1, gates * 2, 3], new float[gates * 6]));
        graph.Initializer.Add(Tensor("R", [1, gates * 2, 2], new float[gates * 4]));
        graph.Input[0] = Batch("x", 1, 3);
        graph.Input[0].Type.TensorType.Shape.Dim[0] = new() { DimValue = 4 };
        graph.Node.Add(Node(@operator, ["x", "W", "R"], "y", Attribute("hidden_size", 2L)));
        if (@operator == "GRU")
            graph.Node[0].Attribute.Add(Attribute("linear_before_reset", 1L));
        return model;
    }

    private static Action<ModelProto> Set(AttributeProto attribute) => model =>
    {
        if (model.Graph.Node[0].Attribute.FirstOrDefault(other => other.Name == attribute.Name) is { } other)
            model.Graph.Node[0].Attribute.Remove(other);
        model.Graph.Node[0].Attribute.Add(attribute);
    };

    private static void Give(ModelProto model, int input, TensorProto tensor)
    {
        NodeProto node = model.Graph.Node[0];
        tensor.Name = "given";
        model.Graph.Initializer.Add(tensor);
        while (node.Input.Count < input)
            node.Input.Add("");
        node.Input.Add("given");
    }

    private static void Replace(ModelProto model, string name, TensorProto tensor)
    {
        model.Graph.Initializer.Remove(model.Graph.Initializer.First(other => other.Name == name));
        model.Graph.Initializer.Add(tensor);
    }

    private static AttributeProto Text(string name, string value) => new() { Name = name, S = ByteString.CopyFromUtf8(value) };

    private static AttributeProto Texts(string name, params string[] values) =>
        new() { Name = name, Strings = { values.Select(ByteString.CopyFromUtf8) } };

    private static AttributeProto Ints(string name, params long[] values) => new() { Name = name, Ints = { values } };
}
