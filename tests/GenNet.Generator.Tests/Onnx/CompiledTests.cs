extern alias generator;

using System.Globalization;
using System.Reflection;
using generator::GenNet.Generator.Onnx;
using generator::Onnx;
using Google.Protobuf;
using Microsoft.CodeAnalysis;
using static generator::Onnx.TensorProto.Types;
using static GenNet.Generator.Tests.Onnx.TinyModel;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>Models with what stands beside them, compiled in and run in single precision.</summary>
public sealed class CompiledTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gennet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Offsets that are large against the deviation: air pressure in Pa, years, seconds of a day.</summary>
    [Theory]
    [InlineData(101325, 10)]
    [InlineData(2015, 3)]
    [InlineData(43200.25f, 0.5f)]
    [InlineData(-273.15f, 0.01f)]
    public void ANormalisationLosesNoDigits(float mean, float deviation)
    {
        ModelProto model = Create();
        model.Graph.Initializer.Add(Tensor("mean", [3], mean, 0.5f, mean));
        model.Graph.Initializer.Add(Tensor("deviation", [3], deviation, 0.25f, deviation));
        model.Graph.Node.Insert(0, Node("Sub", ["x", "mean"], "d"));
        model.Graph.Node.Insert(1, Node("Div", ["d", "deviation"], "n"));
        model.Graph.Node[2].Input[0] = "n";
        model.Graph.Output[0].Name = "z";
        float[] inputs = [mean, 0.5f, mean, mean + deviation, 0.75f, mean - (2 * deviation), mean - deviation, 0, mean + (deviation / 3)];
        byte[] file = model.ToByteArray();
        float[] outputs = Predict("""[NeuralNetworkFromOnnx("net.onnx")] public sealed partial class Net;""", file, inputs);
        Assert.Equal([-1, 1], outputs[..2]); // The biases alone: at the mean all features are 0.
        Assert.Null(ReadNetwork.Difference(
            OnnxRuntime.Predict(file, Array.ConvertAll(inputs, x => (double)x), [3, 3]), Array.ConvertAll(outputs, y => (double)y)));
    }

    /// <summary>A policy of 48 outputs whose observations are normalised: each to 1e-5, however far from 0 an observation is.</summary>
    [Fact]
    public void APolicyOfNormalisedObservationsAgreesInEveryOutput()
    {
        const int observations = 24, hidden = 64, actions = 48;
        Random random = new(7);
        ModelProto model = Create();
        model.Graph.Input[0] = Batch("x", observations);
        model.Graph.Initializer.Clear();
        model.Graph.Node.Clear();
        float[] means = Draw(observations, 200), deviations = Array.ConvertAll(Draw(observations, 1), x => Math.Abs(x) + 0.05f);
        model.Graph.Initializer.Add(Tensor("mean", [observations], means));
        model.Graph.Initializer.Add(Tensor("deviation", [observations], deviations));
        model.Graph.Node.Add(Node("Sub", ["x", "mean"], "d"));
        model.Graph.Node.Add(Node("Div", ["d", "deviation"], "n"));
        model.Graph.Node.Add(Node("Clip", ["n", "least", "most"], "c"));
        model.Graph.Initializer.Add(Tensor("least", [], -5));
        model.Graph.Initializer.Add(Tensor("most", [], 5));
        Layer("c", observations, hidden, "h");
        model.Graph.Node.Add(Node("Tanh", ["h"], "a"));
        Layer("a", hidden, actions, "m");
        model.Graph.Output[0] = Batch("m", actions);
        float[] inputs = [.. Enumerable.Range(0, 20 * observations).Select(i =>
            means[i % observations] + (deviations[i % observations] * (float)((random.NextDouble() * 6) - 3)))];
        byte[] file = model.ToByteArray();
        float[] outputs = Predict("""[NeuralNetworkFromOnnx("net.onnx")] public sealed partial class Net;""", file, inputs);
        Assert.Null(ReadNetwork.Difference(
            OnnxRuntime.Predict(file, Array.ConvertAll(inputs, x => (double)x), [20, observations]),
            Array.ConvertAll(outputs, y => (double)y)));

        void Layer(string input, int from, int to, string output)
        {
            model.Graph.Initializer.Add(Tensor("W" + output, [from, to], Draw(from * to, 0.3)));
            model.Graph.Initializer.Add(Tensor("b" + output, [to], Draw(to, 0.3)));
            model.Graph.Node.Add(Node("Gemm", [input, "W" + output, "b" + output], output));
        }

        float[] Draw(int count, double size) =>
            [.. Enumerable.Range(0, count).Select(_ => (float)(((random.NextDouble() * 2) - 1) * size))];
    }

    /// <summary>A normalisation, an activation after it, and a normalisation alone in the end; as a predictor and as a network.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(", Trainable = true")]
    public void LayerNormalizationsAreCompiledIn(string options)
    {
        ModelProto model = Create();
        model.Graph.Initializer.Add(Tensor("gamma", [3], 1, -2, 0.5f));
        model.Graph.Initializer.Add(Tensor("beta", [3], 0, 1, 2));
        model.Graph.Node.Insert(0, Node("LayerNormalization", ["x", "gamma", "beta"], "n"));
        model.Graph.Node.Insert(1, Node("Tanh", ["n"], "a"));
        model.Graph.Node[2].Input[0] = "a";
        AttributeProto epsilon = new() { Name = "epsilon", F = 0.5f, Type = AttributeProto.Types.AttributeType.Float };
        model.Graph.Node[3] = Node("LayerNormalization", ["z", "b"], "y", epsilon);
        float[] inputs = [1, 2, 4, 0, 0, 0, -1, 3, 0.5f];
        byte[] file = model.ToByteArray();
        float[] outputs = Predict($"[NeuralNetworkFromOnnx(\"net.onnx\"{options})] public sealed partial class Net;", file, inputs);
        Assert.Null(ReadNetwork.Difference(
            OnnxRuntime.Predict(file, Array.ConvertAll(inputs, x => (double)x), [3, 3]), Array.ConvertAll(outputs, y => (double)y)));
    }

    /// <summary>Two inputs, one of categories; a shortcut, two heads: as a predictor and as a network.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(", Trainable = true")]
    public void AGraphIsCompiledIn(string options)
    {
        ModelProto model = Create();
        ValueInfoProto day = Batch("day");
        day.Type.TensorType.ElemType = (int)DataType.Int64;
        model.Graph.Input.Insert(0, day);
        model.Graph.Initializer.Add(Tensor("table", [3, 2], 1, -2, 0.5f, 4, -1, 3));
        model.Graph.Initializer.Add(Tensor("V", [2, 2], 1, 2, -3, 0.5f));
        model.Graph.Initializer.Add(Tensor("U", [4, 1], 1, -1, 2, 0.25f));
        model.Graph.Node.Add(Node("Gather", ["table", "day"], "e"));
        model.Graph.Node.Add(Node("MatMul", ["y", "V"], "v"));
        model.Graph.Node.Add(Node("Add", ["v", "y"], "sum"));
        AttributeProto axis = new() { Name = "axis", I = -1, Type = AttributeProto.Types.AttributeType.Int };
        model.Graph.Node.Add(Node("Concat", ["sum", "e"], "all", axis));
        model.Graph.Node.Add(Node("Gemm", ["all", "U"], "value"));
        model.Graph.Output[0] = Batch("value", 1);
        model.Graph.Output.Add(Batch("sum", 2));
        byte[] file = model.ToByteArray();
        string net = $"[NeuralNetworkFromOnnx(\"net.onnx\"{options})] public sealed partial class Net;";
        float[] inputs = [2, 1, 2, 4, 0, 0, 0, 0, 1, -1, 3, 0.5f];
        (double[] days, double[] features) = ([2, 0, 1], [1, 2, 4, 0, 0, 0, -1, 3, 0.5]);
        double[] values = OnnxRuntime.Predict(file, [(days, [3]), (features, [3, 3])], "value");
        double[] sums = OnnxRuntime.Predict(file, [(days, [3]), (features, [3, 3])], "sum");
        Assert.Null(ReadNetwork.Difference(
            [.. values.Zip(sums.Chunk(2)).SelectMany(pair => pair.Second.Prepend(pair.First))],
            Array.ConvertAll(Predict(net, file, inputs), y => (double)y)));
        Assert.Equal(["value", "sum"], OnnxReader.Read(file).Network!.Outputs.Select(value => value.Label));
        Assert.Equal(["day", "x"], OnnxReader.Read(file).Network!.Inputs.Select(value => value.Label));
    }

    [Fact]
    public void AnOutputIsAskedForByName()
    {
        ModelProto model = Create();
        model.Graph.Output.Add(Batch("z", 2));
        const string net = """[NeuralNetworkFromOnnx("net.onnx", Output = "z")] public sealed partial class Net;""";
        Assert.Equal([-2, -1], Predict(net, model.ToByteArray(), [-1, 0, 0])); // Before the ReLU, which is the first output.
    }

    [Fact]
    public void WeightsBesideTheModelAreReadFromTheAdditionalFiles()
    {
        ModelProto model = External("net.onnx.data", 8, 24);
        byte[] data = [.. new byte[8], .. new float[] { 1, 2, 3, 4, 5, 6 }.SelectMany(BitConverter.GetBytes)];
        Assert.Equal([8, 13], Predict(
            """[NeuralNetworkFromOnnx("net.onnx")] public sealed partial class Net;""", model.ToByteArray(), [1, 1, 1], data));
    }

    [Theory]
    [InlineData("net.onnx.data", 8, 24, false, "is none of the project's additional files")]
    [InlineData("net.onnx.data", 8, 24, false, "add <AdditionalFiles Include=\"net.onnx.data\" />")]
    [InlineData("net.onnx.data", 8, 24, false, "external_data=False")]
    [InlineData("../net.onnx.data", 8, 24, true, "is none of the project's additional files")]
    [InlineData("net.onnx.data", 12, 24, true, "is said to be 24 bytes from 12 on in 'net.onnx.data', which has 32")]
    [InlineData("net.onnx.data", 8, 20, true, "has 20 bytes in 'net.onnx.data'; its shape needs 24")]
    [InlineData("net.onnx.data", -8, 24, true, "has the offset '-8' in 'net.onnx.data', which is no number of bytes")]
    public void WeightsThatAreNotThereAreExplained(string location, long offset, long length, bool isAdded, string message)
    {
        GeneratorRun run = Run(
            """[NeuralNetworkFromOnnx("net.onnx")] public sealed partial class Net;""", External(location, offset, length).ToByteArray(),
            isAdded ? new byte[32] : null);
        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("GN0030", diagnostic.Id);
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    /// <summary>The model with W in another file.</summary>
    private static ModelProto External(string location, long offset, long length)
    {
        ModelProto model = Create();
        model.Graph.Initializer[0] = new()
        {
            Name = "W",
            DataType = (int)DataType.Float,
            Dims = { 3, 2 },
            DataLocation = DataLocation.External,
            ExternalData =
            {
                new StringStringEntryProto { Key = "location", Value = location },
                new StringStringEntryProto { Key = "offset", Value = offset.ToString(CultureInfo.InvariantCulture) },
                new StringStringEntryProto { Key = "length", Value = length.ToString(CultureInfo.InvariantCulture) },
            },
        };
        return model;
    }

    private float[] Predict(string declaration, byte[] model, float[] inputs, byte[]? data = null)
    {
        GeneratorRun run = Run(declaration, model, data);
        run.AssertClean();
        using var image = new MemoryStream();
        Assert.True(run.Output.Emit(image).Success);
        Type network = Assembly.Load(image.ToArray()).GetType("Net")!;
        return (float[])typeof(CompiledTests).GetMethod(nameof(PredictAll), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(network).Invoke(null, [
                Activator.CreateInstance(network, declaration.Contains("Trainable") ? [0] : []), inputs,
            ])!;
    }

    private static float[] PredictAll<TNetwork>(TNetwork network, float[] inputs) where TNetwork : class, IPredictor<TNetwork, float>
    {
        var outputs = new float[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
        network.Predict(inputs, outputs);
        return outputs;
    }

    private GeneratorRun Run(string declaration, byte[] model, byte[]? data)
    {
        string path = Path.Combine(_folder, "net.onnx"), beside = path + ".data";
        File.WriteAllBytes(path, model);
        if (data is not null)
            File.WriteAllBytes(beside, data);
        return GeneratorHarness.Run(
            GeneratorHarness.Compile("using GenNet;\n" + declaration), data is null ? [path] : [path, beside]);
    }
}
