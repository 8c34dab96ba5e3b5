extern alias generator;

using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using generator::GenNet.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace GenNet.Generator.Tests;

/// <summary>Networks with weights that are compiled in.</summary>
public sealed class WeightsTests : IDisposable
{
    private const string Runner = """
        using System;
        using GenNet;

        public static class Runner
        {
            public static void Save(string path) => new Trained(7).Save(path);

            public static byte[] PredictTrained(int rows) => Predict<Trained>(new(7), rows);

            public static byte[] PredictBaked(int rows) => Predict<Baked>(new(), rows);

            private static byte[] Predict<TNetwork>(TNetwork network, int rows) where TNetwork : class, IPredictor<TNetwork, Number>
            {
                Number[] inputs = new Number[rows * TNetwork.InputSize], outputs = new Number[rows * TNetwork.OutputSize];
                for (int i = 0; i < inputs.Length; i++)
                    inputs[i] = (Number)Math.Sin(i);
                network.Predict(inputs, outputs);
                return System.Runtime.InteropServices.MemoryMarshal.AsBytes<Number>(outputs).ToArray();
            }
        }
        """;

    /// <summary>Two inputs, values that several layers read, and dropout whose value has two readers and a name.</summary>
    private const string Graph =
        "[Input(\"state\", 7)] [Dense(9, Activation.ReLU, Name = \"start\")] [Dropout(0.5, Name = \"kept\")] [Dense(9)] "
        + "[Add(\"start\", Name = \"sum\")] [Activate(Activation.PReLU, Name = \"bent\")] [Input(\"action\", 2)] "
        + "[Concat(\"kept\", \"action\", \"bent\", \"kept\")] [Dense(9, Activation.Tanh)] [Dropout(0.1)] [Dense(9)] [Add(\"sum\")] "
        + "[Dense(4, Activation.Softmax)]";

    private readonly string _folder = Directory.CreateTempSubdirectory("gennet-").FullName;

    public static TheoryData<string, string, string> Networks => new()
    {
        { "float", "4", "[Dense(8, Activation.Tanh)] [Dense(3, Activation.Softmax)]" },
        { "float", "64", "[Dense(40, Activation.ReLU)] [Dropout(0.5)] [Dense(10, Activation.Softmax)]" },
        { "float", "5, Unroll = Unroll.Never",
            "[Dense(7, Activation.PReLU, L2 = 0.1)] [Dropout(0.25)] [Dense(6, Activation.GELU, Bias = false)] "
            + "[Dense(1, Activation.Sigmoid)]" },
        { "float", "5",
            "[Dense(7, Activation.PReLU, L1 = 0.1)] [Dropout(0)] [Dense(6, Activation.Mish, Bias = false)] "
            + "[Dense(4, Activation.LogSoftmax)]" },
        { "float", "9, Loss = Loss.CrossEntropy, LabelSmoothing = 0.1", "[Dense(33, Activation.Softmax)] [Dense(5)]" },
        { "double", "5, Precision = Precision.Double", "[Dense(7, Activation.HardTanh, Alpha = -2)] [Dense(2, Activation.Softplus)]" },
        { "float", "3, Steps = 5", "[Conv1D(4, 2, Activation.ReLU)] [GRU(6)] [Dropout(0.5)] [LSTM(5)] [Dense(2)]" },
        { "float", "3, Steps = 5, BurnIn = 1",
            "[GRU(6, Name = \"s\")] [Dense(3, Activation.Softmax, Name = \"a\")] [Dense(2, From = \"s\", Name = \"b\")] "
            + "[Output(\"b\")] [Output(\"a\", LabelSmoothing = 0.1)]" },
        { "double", "4, Steps = 3, Precision = Precision.Double", "[Conv1D(6, 2, Groups = 2)] [GRU(9)] [MeanOverTime] [Dense(3)]" },
        { "double", "17, Precision = Precision.Double, Loss = Loss.Hinge",
            "[Dense(50, Activation.SELU)] [Dropout(0.1)] [Dense(3, Activation.Tanh)]" },
        { "float", "Unroll = Unroll.Full", Graph },
        { "float", "Unroll = Unroll.Never", Graph },
        { "double", "Precision = Precision.Double, Unroll = Unroll.Full", Graph },
        { "double", "Precision = Precision.Double, Unroll = Unroll.Never", Graph },
    };

    [Theory, MemberData(nameof(Networks))]
    public void PredictsTheBitsOfTheTrainedNetwork(string number, string network, string layers)
    {
        string path = Path.Combine(_folder, "net.safetensors");
        string usings = $"global using Number = {number};\n" + Runner;
        string trained = $"using GenNet; [NeuralNetwork({network})] {layers} public sealed partial class Trained;";
        string stub = trained.Replace("class Trained", "class Baked");
        Invoke<object>(Load(GeneratorHarness.Run(GeneratorHarness.Compile(usings, trained, stub))), "Save", path);

        string baked = stub.Replace($"({network})", $"({network}, Weights = \"net.safetensors\")");
        GeneratorRun run = GeneratorHarness.Run(GeneratorHarness.Compile(usings, trained, baked), path).AssertClean();
        Assembly assembly = Load(run);
        foreach (int rows in new[] { 0, 1, 2, 16, 97, 200 })
            Assert.Equal(Invoke<byte[]>(assembly, "PredictTrained", rows), Invoke<byte[]>(assembly, "PredictBaked", rows));
    }

    [Theory]
    [InlineData("[Dense(2)]")]
    [InlineData("[Dense(1, Activation.Sigmoid, Name = \"a\")] [Dense(1, From = \"states\", Name = \"b\")] [Output(\"a\")] [Output(\"b\")]")]
    public void FollowsAStreamWithTheBitsOfTheTrainedNetwork(string heads)
    {
        const string process = """
            public static class Streaming
            {
                public static bool IsSame()
                {
                    float[] frames = new float[60], trained = new float[40], baked = new float[40];
                    for (int i = 0; i < frames.Length; i++)
                        frames[i] = (float)Math.Sin(i);
                    new Trained(7).Process(frames, trained, new());
                    var state = new Baked.State();
                    new Baked().Process(frames.AsSpan(0, 9), baked.AsSpan(0, 6), state);
                    new Baked().Process(frames.AsSpan(9), baked.AsSpan(6), state);
                    return trained.AsSpan().SequenceEqual(baked) && Baked.OutputSize == 10;
                }
            }
            """;
        string path = Path.Combine(_folder, "net.safetensors"), usings = $"global using Number = float;\n{Runner}";
        string trained = $"""
            using GenNet;
            [NeuralNetwork(3, Steps = 5)] [Conv1D(4, 2, Activation.ReLU)] [GRU(6)] [Dropout(0.5)] [LSTM(5, Name = "states")] {heads}
            public sealed partial class Trained;
            """;
        string stub = trained.Replace("class Trained", "class Baked");
        Invoke<object>(Load(GeneratorHarness.Run(GeneratorHarness.Compile(usings, trained, stub))), "Save", path);
        string baked = stub.Replace("Steps = 5", "Steps = 5, Weights = \"net.safetensors\"");
        GeneratorRun run = GeneratorHarness.Run(GeneratorHarness.Compile(usings + process, trained, baked), path).AssertClean();
        Assert.Equal(true, Load(run).GetType("Streaming")!.GetMethod("IsSame")!.Invoke(null, null));
    }

    [Fact]
    public void WritesNoTrainingCode()
    {
        GeneratorRun run = RunXor("Weights = \"xor.safetensors\"").AssertClean();
        Assert.Equal(["XorNet.Forward.g.cs", "XorNet.Parameters.g.cs", "XorNet.g.cs"], run.Files.Keys.Order(StringComparer.Ordinal));
        Assert.All(run.Files.Values, text => Assert.All(
            ["Optimizer", "Gradient", "Train", "Seed", "Dropout", "Backward(", "Layout", "ParameterStore"],
            word => Assert.DoesNotContain(word, text.Replace("xor.safetensors", ""), StringComparison.OrdinalIgnoreCase)));
        INamedTypeSymbol type = run.Output.GetTypeByMetadataName("XorNet")!;
        Assert.Equal("IPredictor", Assert.Single(type.Interfaces).Name);
        foreach ((string name, string text) in run.Files)
            Snapshot.Verify(text, name);
    }

    /// <summary>0 and -0 are equal as numbers, and all bits of a NaN count.</summary>
    [Theory, InlineData(0x80000000), InlineData(0x7FC12345), InlineData(0x7F800000), InlineData(0x00000001)]
    public void EveryBitIsKept(uint bits)
    {
        byte[] file = XorFile();
        BitConverter.TryWriteBytes(file.AsSpan(file.Length - 4), bits);
        GeneratorRun run = RunXor("Weights = \"xor.safetensors\"", file).AssertClean();
        Assert.Contains($"0x{bits:X8}, ", run.Files["XorNet.Parameters.g.cs"]);
    }

    [Theory]
    [InlineData("digits.safetensors", "but none of the project's additional files has that path")]
    [InlineData("", "but none of the project's additional files has that path")]
    [InlineData("other/xor.safetensors", "but none of the project's additional files has that path")]
    [InlineData("or.safetensors", "but none of the project's additional files has that path")]
    [InlineData("XOR.safetensors", "but none of the project's additional files has that path")]
    public void SaysThatThereIsNoSuchFile(string name, string message) => Reports("GN0040", message, RunXor($"Weights = \"{name}\""));

    [Fact]
    public void SaysThatThereAreSeveralSuchFiles()
    {
        string path = Write("xor.safetensors", XorFile()),
            other = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "old")).FullName, "xor.safetensors");
        File.WriteAllBytes(other, XorFile());
        Reports("GN0040", "2 additional files have that path", Run("Weights = \"xor.safetensors\"", path, other));
        Run("Weights = \"old/xor.safetensors\"", path, other).AssertClean();
        Run("Weights = @\"old\\xor.safetensors\"", path, other).AssertClean();
        Run("Weights = \"./old/xor.safetensors\"", path, other).AssertClean();
    }

    [Fact]
    public void SaysWhatIsWrongWithAFile()
    {
        byte[] file = XorFile();
        Reports("GN0041", "ends within the tensor \"2.bias\"", RunXor("Weights = \"xor.safetensors\"", file[..^1]));
        Reports("GN0041", "ends within its first 8 bytes", RunXor("Weights = \"xor.safetensors\"", []));
        Reports("GN0041", "is said to have", RunXor("Weights = \"xor.safetensors\"", [.. "<!DOCTYPE html><html></html>"u8]));
        Reports("GN0041", "not JSON", RunXor("Weights = \"xor.safetensors\"", [2, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'x']));
        Reports(
            "GN0041", "\"0.weight\" has the shape [4, 2]; the network needs [5, 2]",
            Run("Weights = \"xor.safetensors\"", 5, Write("xor.safetensors", file)));
        Reports("GN0041", "net", Run("Weights = \"xor.safetensors\"", Path.Combine(_folder, "nowhere", "xor.safetensors")));
    }

    [Fact]
    public void SaysThatANetworkIsTooLarge()
    {
        const string source = """
            using GenNet;
            [NeuralNetwork(inputs: 1000, Weights = "large.safetensors")] [Dense(1000)] public sealed partial class Large;
            """;
        Reports("GN0042", "has 1001000 parameters, but at most 500000 can be compiled in", GeneratorHarness.Run(source));
    }

    /// <summary>Their names are free where nothing of that name is generated.</summary>
    [Fact]
    public void LeavesTheUserTheRest()
    {
        const string own = "{ public XorNet(int x) { } public XorNet() : this(1) { } public void Train() { } public int Offsets; "
            + "public static XorNet Load(string path) => new(); }";
        string path = Write("xor.safetensors", XorFile());
        GeneratorHarness.Run(GeneratorHarness.Compile(Source("Weights = \"xor.safetensors\"", 4).Replace("XorNet;", "XorNet " + own)), path)
            .AssertClean();
        Reports("GN0017", "Predict", GeneratorHarness.Run(GeneratorHarness.Compile(
            Source("Weights = \"xor.safetensors\"", 4).Replace("XorNet;", "XorNet { public int Predict; }")), path));
    }

    [Theory]
    [InlineData("edit", IncrementalStepRunReason.Cached)]
    [InlineData("touch", IncrementalStepRunReason.Cached)]
    [InlineData("other file", IncrementalStepRunReason.Cached)]
    [InlineData("change", IncrementalStepRunReason.Modified)]
    public void OnlyOtherWeightsAreWrittenAnew(string change, IncrementalStepRunReason expected)
    {
        string path = Write("xor.safetensors", XorFile()), other = Write("other.safetensors", XorFile());
        CSharpCompilation compilation = GeneratorHarness.Compile(Source("Weights = \"xor.safetensors\"", 4), "class Other;");
        AdditionalFile text = new(path), otherText = new(other);
        GeneratorDriver driver = GeneratorHarness.CreateDriver().AddAdditionalTexts([text, otherText]).RunGenerators(compilation);
        switch (change)
        {
            case "edit":
                SyntaxTree tree = compilation.SyntaxTrees[1];
                compilation = compilation.ReplaceSyntaxTree(
                    tree, CSharpSyntaxTree.ParseText("class Another;", GeneratorHarness.Parsing, tree.FilePath));
                break;
            case "touch":
                driver = driver.ReplaceAdditionalText(text, new AdditionalFile(path));
                break;
            case "other file":
                File.WriteAllBytes(other, []);
                driver = driver.ReplaceAdditionalText(otherText, new AdditionalFile(other));
                break;
            default:
                byte[] file = XorFile();
                file[^1] ^= 0x80; // The sign of the last bias.
                File.WriteAllBytes(path, file);
                driver = driver.ReplaceAdditionalText(text, new AdditionalFile(path));
                break;
        }

        GeneratorRunResult result = driver.RunGenerators(compilation).GetRunResult().Results.Single();
        Assert.Equal(expected, Reason(NeuralNetworkGenerator.SpecificationStep));
        Assert.Equal(
            expected == IncrementalStepRunReason.Modified ? expected : IncrementalStepRunReason.Cached, Reason("SourceOutput"));

        IncrementalStepRunReason Reason(string step) =>
            Assert.Single(result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Reports(string rule, string message, GeneratorRun run)
    {
        Assert.Null(run.Result.Exception);
        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(rule, diagnostic.Id);
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.True(diagnostic.Location.IsInSource);
        Assert.Empty(run.Files);
    }

    private static string Source(string option, int hidden) => $"""
        using GenNet;
        [NeuralNetwork(inputs: 2, {option})]
        [Dense({hidden}, Activation.Tanh)]
        [Dense(1, Activation.Sigmoid)]
        public sealed partial class XorNet;
        """;

    private GeneratorRun RunXor(string option, byte[]? file = null) => Run(option, Write("xor.safetensors", file ?? XorFile()));

    private static GeneratorRun Run(string option, params string[] files) => Run(option, 4, files);

    private static GeneratorRun Run(string option, int hidden, params string[] files) =>
        GeneratorHarness.Run(GeneratorHarness.Compile(Source(option, hidden)), files);

    /// <summary>The numbers 1, 2, 3, ... as the parameters of 2 -> 4 -> 1.</summary>
    private static byte[] XorFile()
    {
        const string header = """
            {"0.weight":{"dtype":"F32","shape":[4,2],"data_offsets":[0,32]},"0.bias":{"dtype":"F32","shape":[4],"data_offsets":[32,48]},
            "2.weight":{"dtype":"F32","shape":[1,4],"data_offsets":[48,64]},"2.bias":{"dtype":"F32","shape":[1],"data_offsets":[64,68]}}
            """;
        byte[] text = System.Text.Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((long)text.Length), .. text, .. Enumerable.Range(1, 17)
            .SelectMany(i => BitConverter.GetBytes((float)i))];
    }

    private string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static Assembly Load(GeneratorRun run)
    {
        using var image = new MemoryStream();
        EmitResult emitted = run.Output.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        return new AssemblyLoadContext("Consumer", isCollectible: true).LoadFromStream(image);
    }

    private static TResult Invoke<TResult>(Assembly assembly, string method, params object[] arguments) =>
        (TResult)assembly.GetType("Runner")!.GetMethod(method)!.Invoke(null, arguments)!;
}
