extern alias generator;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text;
using generator::GenNet.Generator;
using generator::GenNet.Generator.Model;
using GenNet.Tests.Support;
using Google.Protobuf;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static GenNet.Generator.Tests.Onnx.TinyModel;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>Classes that name an ONNX file.</summary>
public sealed class GenerationTests : IDisposable
{
    private const string Net = """[NeuralNetworkFromOnnx("net.onnx")] public sealed partial class Net;""";

    /// <summary>Those that are compiled in both ways.</summary>
    private static readonly string[] s_trainable =
        ["pytorch-double", "pytorch-prelu-units", "pytorch-images-view", "keras-mnist", "sklearn-regressor", "pytorch-gru", "pytorch-conv"];

    private static readonly Lazy<Assembly> s_networks = new(CompileRecorded);

    private readonly string _folder = Directory.CreateTempSubdirectory("gennet-").FullName;

    public static TheoryData<string> Recorded => RecordedModel.Names;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Recorded))]
    public void PredictsWhatTheOtherToolDoes(string name)
    {
        RecordedModel model = RecordedModel.All[name];
        Type predictor = s_networks.Value.GetType("Predictor" + Identifier(name))!;
        Type number = predictor.GetInterfaces().Single(type => type.Name == "IPredictor`2").GenericTypeArguments[1];
        double[] outputs = Predict(predictor, number, Activator.CreateInstance(predictor)!, model.Inputs);
        Close.To(model.Outputs, outputs, new(Relative: 2e-5, Absolute: 2e-6), "outputs");
        if (s_networks.Value.GetType("Trainable" + Identifier(name)) is Type network)
            Assert.Equal(outputs, Predict(network, number, Activator.CreateInstance(network, 0)!, model.Inputs));
        Assert.Equal(s_trainable.Contains(name), s_networks.Value.GetType("Trainable" + Identifier(name)) is not null);
    }

    [Fact]
    public void ATrainableNetworkStartsFromTheFilesWeights()
    {
        Type network = s_networks.Value.GetType("Trainable" + Identifier("sklearn-regressor"))!;
        MethodInfo train =
            typeof(GenerationTests).GetMethod(nameof(Train), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(network);
        (float before, float after) = ((float, float))train.Invoke(
            null, [Activator.CreateInstance(network, 0), RecordedModel.All["sklearn-regressor"]])!;
        Assert.InRange(before, 0, 1e-8); // The targets are what the file's weights predict.
        Assert.NotEqual(before, after);
    }

    private delegate void ProcessFrames<TState>(ReadOnlySpan<float> frames, Span<float> outputs, TState state);

    /// <summary>A window that is cut in two, by the model whose states are inputs and outputs, and by one whose states are not.</summary>
    [Theory]
    [InlineData("pytorch-gru-states")]
    [InlineData("pytorch-lstm-states")]
    [InlineData("pytorch-conv")]
    public void AModelOfWindowsFollowsAStream(string name)
    {
        Type network = s_networks.Value.GetType("Predictor" + Identifier(name))!;
        RecordedModel model = RecordedModel.All[name];
        float[] frames = Close.Narrow(model.Inputs[..(6 * 3)]);
        float[] outputs = (float[])typeof(GenerationTests).GetMethod(nameof(Process), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(network.GetNestedType("State")!).Invoke(null, [Activator.CreateInstance(network), frames])!;
        Close.To(
            model.Outputs[..(6 * 2)], Array.ConvertAll(outputs, y => (double)y), new(Relative: 2e-5, Absolute: 2e-6), "outputs");
    }

    private static float[] Process<TState>(object network, float[] frames) where TState : new()
    {
        ProcessFrames<TState> process = network.GetType().GetMethod("Process")!.CreateDelegate<ProcessFrames<TState>>(network);
        var outputs = new float[6 * 2];
        var state = new TState();
        process(frames.AsSpan(0, 2 * 3), outputs.AsSpan(0, 2 * 2), state);
        process(frames.AsSpan(2 * 3), outputs.AsSpan(2 * 2), state);
        return outputs;
    }

    [Fact]
    public void AStreamOfCategoriesRefusesWhatIsNone()
    {
        var model = Create();
        model.Graph.Initializer.Clear();
        model.Graph.Node.Clear();
        model.Graph.Initializer.Add(Tensor("table", [3, 2], 0, 1, 2, 3, 4, 5));
        model.Graph.Input[0] = Batch("x", 4, 1);
        model.Graph.Node.Add(Node("Cast", ["x"], "i", Attribute("to", 7L)));
        model.Graph.Node.Add(Node("Gather", ["table", "i"], "y"));
        GeneratorRun run = Run(Net.Replace("\")]", "\", Steps = 4)]"), model.ToByteArray()).AssertClean();
        using var image = new MemoryStream();
        Assert.True(run.Output.Emit(image).Success);
        object network = Activator.CreateInstance(Assembly.Load(image.ToArray()).GetType("Net")!)!;
        Assert.Equal([4, 5, 0, 1], Follow([2, 0]));
        var refusal = Assert.Throws<ArgumentException>("frames", () => Follow([.. new float[70], 3]));
        Assert.StartsWith("Row 0, frame 70, column 0 of the inputs is 3; [Embedding] reads a category there", refusal.Message);

        float[] Follow(float[] frames) => (float[])typeof(GenerationTests)
            .GetMethod(nameof(ProcessCategories), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(network.GetType().GetNestedType("State")!)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [network, frames], null)!;
    }

    private static float[] ProcessCategories<TState>(object network, float[] frames) where TState : new()
    {
        var outputs = new float[frames.Length * 2];
        network.GetType().GetMethod("Process")!.CreateDelegate<ProcessFrames<TState>>(network)(frames, outputs, new TState());
        return outputs;
    }

    [Fact]
    public void OnlyATrainableNetworkHasABackwardPass()
    {
        Assert.Equal(["Net.Forward.g.cs", "Net.Parameters.g.cs", "Net.g.cs"], Run(Net).Files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["Net.Backward.g.cs", "Net.Forward.g.cs", "Net.Parameters.g.cs", "Net.g.cs"],
            Run(Net.Replace("\")]", "\", Trainable = true)]")).Files.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheHeadOfTheFileNamesTheModel() =>
        Assert.Contains("Weights: compiled in from net.onnx; this network only predicts", Run(Net).AssertClean().Files["Net.g.cs"]);

    [Theory]
    [InlineData("Loss = Loss.CrossEntropy", "GN0008", "Loss has no effect with a network that is not Trainable")]
    [InlineData("Trainable = true, Loss = Loss.CrossEntropy", "GN0007", "The loss CrossEntropy needs")]
    [InlineData("Steps = 0", "GN0005", "Steps is 0")]
    [InlineData("Steps = 4", "GN0031", "its input 'x' is no window of 4 frames, as Steps says")]
    [InlineData("Trainable = true, Loss = (Loss)99", "GN0006", "99 is not a member of the enum Loss")]
    public void OptionsAreChecked(string options, string rule, string message) =>
        Says(Net.Replace("\")]", $"\", {options})]"), rule, message);

    [Theory]
    [InlineData(
        """[NeuralNetworkFromOnnx("other.onnx")] partial class Net;""", "GN0040", "none of the project's additional files has that path")]
    [InlineData("""[NeuralNetworkFromOnnx("net.onnx")] class Net;""", "GN0001", "'Net' must be partial")]
    [InlineData("""[NeuralNetworkFromOnnx("net.onnx")] [Dense(3)] partial class Net;""", "GN0032", "'Net' has its layers from 'net.onnx'")]
    [InlineData("""[NeuralNetworkFromOnnx("net.onnx")] partial class Net { int InputSize; }""", "GN0017", "'Net.InputSize'")]
    [InlineData(
        """
        [NeuralNetworkFromOnnx("net.onnx")]
        partial class Net { void Predict(System.ReadOnlySpan<double> x, System.Span<double> y) { } }
        """,
        "GN0017", "'Net.Predict")]
    [InlineData(
        """[NeuralNetworkFromOnnx("net.onnx", Trainable = true)] partial class Net(string name);""", "GN0018",
        "must call the generated one")]
    public void DeclarationsAreChecked(string declaration, string rule, string message) => Says(declaration, rule, message);

    /// <summary>Which members a class has, besides those of all, only the file says.</summary>
    [Theory]
    [InlineData("pytorch-gru", "class State;", "'Net.State' collides with a member")]
    [InlineData("pytorch-gru", "void Process() { }", "'Net.Process()' collides with a member")]
    [InlineData("pytorch-conv", "int ReceptiveField => 1;", "'Net.ReceptiveField' collides with a member")]
    [InlineData("pytorch-gru-last", "class State { } void Process() { } int Inputs; int Outputs;", null)]
    public void MembersOfStreamsAreTheFiles(string name, string member, string? message)
    {
        string steps = RecordedModel.All[name].Steps is > 0 and int frames ? $", Steps = {frames}" : "";
        GeneratorRun run = Run(
            $"[NeuralNetworkFromOnnx(\"net.onnx\"{steps})] public sealed partial class Net {{ {member} }}",
            File.ReadAllBytes(RecordedModel.All[name].Path));
        if (message is null)
        {
            Assert.Empty(run.Diagnostics);
            Assert.NotEmpty(run.Files);
            return;
        }

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("GN0017", diagnostic.Id);
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Empty(run.Files);
    }

    /// <summary>Short windows are as well as long ones for a network that only predicts; one that learns is warned, and made.</summary>
    [Theory]
    [InlineData("Trainable = true, ", "GN0082")]
    [InlineData("", null)]
    public void WindowsOfWhatLearnsAreLongEnough(string options, string? rule)
    {
        GeneratorRun run = Run(
            $"[NeuralNetworkFromOnnx(\"net.onnx\", {options}Steps = 3)] public sealed partial class Net;",
            File.ReadAllBytes(RecordedModel.All["pytorch-conv-any-length"].Path));
        Assert.Equal(rule is null ? [] : [rule], run.Diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.NotEmpty(run.Files);
    }

    [Fact]
    public void NodesAndModelsAreNamed()
    {
        var convolution = Create();
        convolution.Graph.Node[0].OpType = "ConvTranspose";
        Says(
            Net, "GN0030", "cannot be made from 'net.onnx': the ConvTranspose node 'z' cannot be part of it, because the operator is none",
            convolution.ToByteArray());
        Says(Net, "GN0031", "it is no ONNX model: it has no graph", []);
        var large = Create();
        large.Graph.Input[0] = Batch("x", 1_001);
        large.Graph.Initializer[0] = Tensor("W", [1_001, 1_000], new float[1_001_000]);
        large.Graph.Initializer[1] = Tensor("b", [1], 0);
        Says(Net, "GN0033", $"has 1002000 parameters in 'net.onnx', but at most {BakedParameters.MaxCount} can be", large.ToByteArray());
    }

    [Fact]
    public void DamagedFilesNeverStopTheCompiler()
    {
        Random random = new(3);
        for (int i = 0; i < 30; i++)
        {
            byte[] file = Create().ToByteArray();
            file[random.Next(file.Length)] = (byte)random.Next();
            GeneratorRun run = Run(Net, file);
            Assert.Null(run.Result.Exception);
            Assert.True(run.Diagnostics.Any() || run.Files.Count == 3);
        }
    }

    [Fact]
    public void AnEditElsewhereReadsNothingAnew()
    {
        string path = Save(Create().ToByteArray());
        CSharpCompilation compilation = GeneratorHarness.Compile("using GenNet;\n" + Net, "class Other;");
        GeneratorDriver driver = GeneratorHarness.CreateDriver(null, path).RunGenerators(compilation);
        SyntaxTree other = compilation.SyntaxTrees[1];
        compilation = compilation.ReplaceSyntaxTree(
            other, CSharpSyntaxTree.ParseText("class Another;", GeneratorHarness.Parsing, other.FilePath));
        GeneratorRunResult result = driver.RunGenerators(compilation).GetRunResult().Results.Single();
        Assert.All(
            result.TrackedSteps[NeuralNetworkGenerator.ModelStep].SelectMany(step => step.Outputs),
            output => Assert.Contains(output.Reason, new[] { IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged }));
    }

    private static Assembly CompileRecorded()
    {
        var source = new StringBuilder("using GenNet;\n");
        foreach ((string name, RecordedModel model) in RecordedModel.All)
        {
            string folder = Path.GetFileName(Path.GetDirectoryName(model.Path)!), steps = model.Steps > 0 ? $", Steps = {model.Steps}" : "";
            source.AppendLine(
                CultureInfo.InvariantCulture,
                $"[NeuralNetworkFromOnnx(\"{folder}/{name}.onnx\"{steps})] public sealed partial class Predictor{Identifier(name)};");
            if (s_trainable.Contains(name))
            {
                source.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"[NeuralNetworkFromOnnx(\"{name}.onnx\", Trainable = true)] "
                        + $"public sealed partial class Trainable{Identifier(name)};");
            }
        }

        GeneratorRun run = GeneratorHarness.Run(
            GeneratorHarness.Compile(source.ToString()), [.. RecordedModel.All.Values.Select(model => model.Path)]);
        run.AssertClean();
        using var image = new MemoryStream();
        Assert.True(run.Output.Emit(image).Success);
        return Assembly.Load(image.ToArray());
    }

    private static string Identifier(string name) => name.Replace('-', '_');

    private static double[] Predict(Type network, Type number, object instance, double[] inputs) =>
        (double[])typeof(GenerationTests).GetMethod(nameof(PredictAll), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(network, number).Invoke(null, [instance, inputs])!;

    private static double[] PredictAll<TNetwork, T>(TNetwork network, double[] inputs)
        where TNetwork : class, IPredictor<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var outputs = new T[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
        network.Predict(Array.ConvertAll(inputs, T.CreateTruncating), outputs);
        return Array.ConvertAll(outputs, double.CreateTruncating);
    }

    private static (float Before, float After) Train<TNetwork>(TNetwork network, RecordedModel model)
        where TNetwork : class, INeuralNetwork<TNetwork, float>
    {
        float[] inputs = Close.Narrow(model.Inputs), targets = Close.Narrow(model.Outputs);
        float before = network.Train(inputs, targets, new Adam(0.1));
        return (before, network.ComputeLoss(inputs, targets));
    }

    private void Says(string declaration, string rule, string message, byte[]? file = null)
    {
        GeneratorRun run = Run(declaration, file);
        Assert.Null(run.Result.Exception);
        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(rule, diagnostic.Id);
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.DoesNotContain(run.CompilerDiagnostics, GeneratorRun.IsInGeneratedFile);
    }

    private GeneratorRun Run(string declaration, byte[]? file = null) =>
        GeneratorHarness.Run(GeneratorHarness.Compile("using GenNet;\n" + declaration), Save(file ?? Create().ToByteArray()));

    private string Save(byte[] file)
    {
        string path = Path.Combine(_folder, "net.onnx");
        File.WriteAllBytes(path, file);
        return path;
    }
}
