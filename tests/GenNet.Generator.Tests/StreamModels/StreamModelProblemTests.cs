extern alias generator;

using System.Diagnostics;
using System.Globalization;
using System.Text;
using generator::GenNet.Generator.ModelFiles;
using generator::GenNet.Generator.Nam;
using generator::GenNet.Generator.RTNeural;
using Xunit.Abstractions;
using Diagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace GenNet.Generator.Tests.StreamModels;

/// <summary>Files that are no network of GenNet's layers: one diagnostic that says what is there and what is needed, and no code.</summary>
public sealed class StreamModelProblemTests(ITestOutputHelper output) : IDisposable
{
    private const string Nam = """[NeuralNetworkFromNam("amp.nam")] public sealed partial class Net;""";
    private const string RTNeural = """[NeuralNetworkFromRTNeural("model.json")] public sealed partial class Net;""";

    // 4 x (1 + 1) weights, 4 biases, h and c; a weight and a bias of the head.
    private const string Lstm = """
        {"version": "0.5.4", "architecture": "LSTM", "config": {"num_layers": 1, "input_size": 1, "hidden_size": 1},
         "weights": [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 0, 0, 1, 0]}
        """;

    // The first layer; 2 taps, a bias, the condition and the residual layer; the head and its scale.
    private const string WaveNet = """
        {"version": "0.7.0", "architecture": "WaveNet", "config": {"layers": [{"input_size": 1, "condition_size": 1, "head_size": 1,
         "channels": 1, "kernel_size": 2, "dilations": [1], "activation": "Tanh", "gated": false, "head_bias": false}], "head_scale": 1},
         "weights": [1, 1, 2, 3, 4, 5, 6, 7, 1]}
        """;

    private const string Keras = """
        {"in_shape": [null, null, 2], "layers": [
         {"type": "dense", "activation": "tanh", "shape": [null, null, 1], "weights": [[[1], [2]], [0.5]]}]}
        """;

    private const string StateDict = """
        {"lstm.weight_ih_l0": [[1], [2], [3], [4]], "lstm.weight_hh_l0": [[1], [2], [3], [4]], "fc.weight": [[1]], "fc.bias": [0]}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("gennet-").FullName;

    /// <summary>What is changed in a file that is right, and what is said of it.</summary>
    public static TheoryData<string, string, string, string> Changes { get; } = new()
    {
        { Lstm, "\"version\"", "\"version\": 1, \"version\"", "it has 'version' 2 times" },
        { Lstm, "0.5.4", "0.8.0", "'version' is \"0.8.0\"; a version from 0.5 to 0.7 is needed" },
        { Lstm, "0.5.4", "new", "'version' is \"new\"; a version from 0.5 to 0.7 is needed" },
        { Lstm, "\"0.5.4\"", "0.5", "'version' is 0.5; a text is needed" },
        { Lstm, "\"LSTM\"", "\"ConvNet\"", "'architecture' is \"ConvNet\"; LSTM, WaveNet or SlimmableContainer is needed" },
        { Lstm, "\"architecture\": \"LSTM\", ", "", "it has no 'architecture'" },
        { Lstm, "0, 0, 1, 0]", "0, 0, 1]", "it has 15 weights, which end within the head: it needs 1 from number 16 on" },
        { Lstm, "0, 0, 1, 0]", "0, 0, 1, 0, 0]", "it has 17 weights, but its configuration needs 16" },
        { Lstm, "0, 0, 1, 0]", "0, 0, NaN, 0]", "it is no JSON in UTF-8: 'N' is an invalid" },
        { Lstm, "0, 0, 1, 0]", "0, 0, 1e39, 0]", "it has a weight that is not finite" },
        { Lstm, "0, 0, 1, 0]", "0, 0, null, 0]", "'weights[14]' is null; a number is needed" },
        { Lstm, "0, 0, 1, 0]", "0, 0, 1, 0", "it is no JSON in UTF-8" },
        { Lstm, "\"num_layers\": 1", "\"num_layers\": 1000000000", "'config.num_layers' is 1000000000; a whole number from 1 to 65536" },
        { Lstm, "\"num_layers\": 1", "\"num_layers\": 65536", "which end within LSTM layer 2" },
        { Lstm, "\"hidden_size\": 1", "\"hidden_size\": 65536", "which end within LSTM layer 1: it needs 17180131328 from number 1 on" },
        { Lstm, "\"hidden_size\": 1", "\"hidden_size\": 0", "'config.hidden_size' is 0" },
        { Lstm, "\"hidden_size\": 1", "\"hidden_size\": 1.5", "'config.hidden_size' is 1.5" },
        { Lstm, Lstm, "[]", "it is an array; an object is needed" },
        { Lstm, Lstm, "", "it is no JSON in UTF-8" },
        { WaveNet, "\"Tanh\"", "\"Fasttanh\"", "'config.layers[0].activation' is \"Fasttanh\"; Tanh, Hardtanh" },
        { WaveNet, "\"Tanh\"", "[\"Tanh\", \"ReLU\"]", "'config.layers[0].activation' is an array; one item for each of 1 layers is needed" },
        { WaveNet, "\"Tanh\"", "{\"type\": \"LeakyReLU\", \"negative_slope\": -1}", "negative_slope' is -1; a slope of at least 0" },
        { WaveNet, "\"Tanh\"", "{\"type\": \"LeakyReLU\", \"negative_slope\": 1e39}", "negative_slope' is 1e39; a slope of at least 0" },
        { WaveNet, "\"Tanh\"", "{\"type\": \"PReLU\", \"negative_slopes\": [1e39]}", "it has a weight that is not finite" },
        { WaveNet, "\"Tanh\"", "{\"type\": \"LeakyHardtanh\", \"max_val\": 1e39}", "it has a weight that is not finite" },
        { WaveNet, "\"gated\": false", "\"gating_mode\": \"mixed\"", "'config.layers[0].gating_mode' is \"mixed\"; none, gated or blended" },
        { WaveNet, "\"gated\": false", "\"gating_mode\": \"blended\"", "it has 9 weights, which end within" },
        {
            WaveNet, "\"Tanh\"", "{\"type\": \"LeakyHardtanh\", \"min_slope\": -1}",
            "'config.layers[0].activation.min_slope' is -1; a slope of at least 0, and no larger than a float, is needed"
        },
        {
            WaveNet, "\"Tanh\"", "{\"type\": \"LeakyHardtanh\", \"min_val\": 1.5}",
            "'config.layers[0].activation.min_val' is 1.5; at most the max_val, 1, is needed"
        },
        {
            WaveNet, "\"Tanh\"", "{\"type\": \"LeakyHardtanh\", \"max_val\": -1.5}",
            "'config.layers[0].activation.max_val' is -1.5; at least the min_val, -1, is needed"
        },
        { WaveNet, "\"gated\": false", "\"gated\": true", "it has 9 weights, which end within" },
        { WaveNet, "\"gated\": false", "\"conv_pre_film\": {\"active\": true}", "it has 9 weights, which end within conv_pre_film" },
        { WaveNet, "\"gated\": false", "\"conv_pre_film\": {\"groups\": 2}", "it has 2 groups of 1 inputs and 2 channels" },
        { WaveNet, "\"gated\": false", "\"conv_pre_film\": {\"shift\": 1}", "'config.layers[0].conv_pre_film.shift' is 1; true or false" },
        { WaveNet, "\"gated\": false", "\"layer1x1_post_film\": true", "it has an active layer1x1_post_film, which NeuralAmpModelerCore" },
        { WaveNet, "\"gated\": false", "\"head1x1_post_film\": {}", "it has an active head1x1_post_film, but no head1x1" },
        { WaveNet, "\"condition_size\": 1", "\"condition_size\": 2", "'config.layers[0].condition_size' is 2; 1, the size of what is read," },
        { WaveNet, "\"dilations\": [1]", "\"dilations\": []", "a dilation for each layer is needed" },
        { WaveNet, "\"dilations\": [1]", "\"dilations\": [1000000000]", "'config.layers[0].dilations[0]' is 1000000000" },
        { WaveNet, "\"gated\": false", "\"groups_input\": 2", "it has 2 groups of 1 inputs and 1 channels; they must divide both" },
        { WaveNet, "\"gated\": false", "\"layer1x1\": {\"active\": false, \"groups\": 1}", "it has 9 weights, but its configuration needs 7" },
        { Keras, "\"dense\"", "\"conv2d\"", "'layers[0].type' is \"conv2d\"; dense, time-distributed-dense, conv1d" },
        { Keras, "\"tanh\"", "\"gelu\"", "'layers[0].activation' is \"gelu\"; tanh, relu" },
        { Keras, "[[1], [2]]", "[[1]]", "'layers[0].weights[0]' has 1 items; 2 are needed" },
        { Keras, "[[1], [2]]", "[[1], [2, 3]]", "'layers[0].weights[0][1]' has 2 items; 1 are needed" },
        { Keras, "[[[1], [2]], [0.5]]", "[]", "'layers[0].weights' is an array; one with 1 to 2 items is needed" },
        { Keras, "[null, null, 2]", "[]", "'in_shape' is an array; at least one size is needed" },
        { Keras, "[null, null, 2]", "[null, null, 1000000000]", "'in_shape[2]' is 1000000000" },
        { Keras, "\"dense\"", "\"gru\"", "'layers[0].weights' is an array; one with 3 items is needed" },
        {
            Keras, "\"weights\": [[[1], [2]], [0.5]]", "\"kernel_size\": [60000], \"dilation\": [60000], \"weights\": [[], [0]]",
            "'layers[0].weights[0]' has 0 items; 2 are needed"
        },
        {
            Keras, "\"dense\", \"activation\": \"tanh\", \"shape\": [null, null, 1], \"weights\": [[[1], [2]], [0.5]]",
            "\"batchnorm\", \"epsilon\": 0.001, \"weights\": [[1, 2], [0, -1e-6]]",
            "'layers[0].weights[1][1]' is -1e-6; a variance, at least 0, is needed"
        },
        { Keras, Keras, "{\"in_shape\": [1], \"layers\": []}", "it has no layers" },
        { StateDict, "lstm.weight_hh_l0\": [[1], [2], [3], [4]]", "lstm.weight_hh_l0\": [[1], [2]]", "one of 3 x 1 rows" },
        { StateDict, "\"lstm.weight_hh_l0\"", "\"lstm.weight_gg_l0\"", "it has the tensor 'lstm.weight_gg_l0'" },
        { StateDict, "\"lstm.weight_hh_l0\": [[1], [2], [3], [4]], ", "", "it has no 'lstm.weight_hh_l0'" },
        { StateDict, "\"fc.bias\"", "\"fc.weight\"", "it has 'fc.weight' 2 times" },
        { StateDict, "\"fc.bias\": [0]", "\"fc.bias\": [0], \"out.weight\": [[1]]", "it has the linear layer 'fc', behind which more comes: a state_dict does not say" },
        { StateDict, "\"fc.weight\": [[1]]", "\"fc.weight\": [[[1]]]", "'fc.weight' is an array; a matrix" },
        { StateDict, "\"fc.weight\": [[1]]", "\"fc.weight\": [[1, 2]]", "its module 'fc' reads 2 numbers, but 1 come before it" },
        { StateDict, "\"fc.bias\"", "\"fc.running_mean\"", "the tensor 'fc.running_mean', which is none of nn.LSTM, nn.GRU or nn.Linear" },
        { StateDict, "\"fc.bias\"", "\"lstm.weight_ih_l0_reverse\"", "the tensor 'lstm.weight_ih_l0_reverse'" },
        { StateDict, StateDict, "{}", "it has neither 'layers'" },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Lstm)]
    [InlineData(WaveNet)]
    [InlineData(Keras)]
    [InlineData(StateDict)]
    public void WhatIsChangedWasRight(string file) => Assert.NotNull(Read(file, Encoding.UTF8.GetBytes(file)).Network);

    [Theory, MemberData(nameof(Changes))]
    public void SaysWhatIsThereAndWhatIsNeeded(string file, string right, string wrong, string message)
    {
        Assert.Contains(right, file);
        ModelReading reading = Read(file, Encoding.UTF8.GetBytes(file.Replace(right, wrong)));
        Assert.Null(reading.Network);
        Assert.Contains(message, reading.Problem!.Reason);
    }

    [Theory]
    [InlineData(Nam, "amp.nam", "{}", "GN0034", "The neural network 'Net' cannot be made from 'amp.nam': it has no 'architecture'")]
    [InlineData(RTNeural, "model.json", "{}", "GN0034", "The neural network 'Net' cannot be made from 'model.json': it has neither")]
    [InlineData(Nam, "other.nam", Lstm, "GN0040", "none of the project's additional files has that path")]
    [InlineData("[NeuralNetworkFromNam(null!)] partial class Net;", "amp.nam", Lstm, "GN0040", "as by [NeuralNetworkFromNam(\"model.nam\")]")]
    [InlineData("[NeuralNetworkFromNam(\"\")] partial class Net;", "amp.nam", Lstm, "GN0040", "has that path, which names no file; name one")]
    [InlineData("[NeuralNetworkFromNam(\"./\")] partial class Net;", "amp.nam", Lstm, "GN0040", "has that path, which names no file; name one")]
    [InlineData(
        "[NeuralNetworkFromRTNeural(null!)] partial class Net;", "model.json", Keras, "GN0040",
        "as by [NeuralNetworkFromRTNeural(\"model.json\")]")]
    [InlineData(
        "[NeuralNetworkFromOnnx(null!)] partial class Net;", "net.onnx", "", "GN0040", "as by [NeuralNetworkFromOnnx(\"model.onnx\")]")]
    [InlineData("[Dense(3)] " + Nam, "amp.nam", Lstm, "GN0032", "'Net' has its layers from 'amp.nam'; remove this attribute")]
    [InlineData("[NeuralNetworkFromRTNeural(\"model.json\")] " + Nam, "amp.nam", Lstm, "GN0032", "'Net' has its layers from 'amp.nam'")]
    [InlineData("""[NeuralNetworkFromNam("amp.nam", Steps = 0)] partial class Net;""", "amp.nam", Lstm, "GN0005", "Steps is 0")]
    [InlineData(
        """[NeuralNetworkFromNam("amp.nam")] partial class Net { class State; }""", "amp.nam", Lstm, "GN0017", "'Net.State' collides")]
    [InlineData(
        """[NeuralNetworkFromNam("amp.nam", Steps = 1, Trainable = true)] public sealed partial class Net;""", "amp.nam", WaveNet, "GN0082",
        "A window has 1 frames, but an output depends on 2")]
    [InlineData(
        """[NeuralNetworkFromNam("amp.nam", Loss = Loss.Huber)] partial class Net;""", "amp.nam", Lstm, "GN0008",
        "Loss has no effect with a network that is not Trainable")]
    public void OneDiagnosticIsReported(string declaration, string file, string content, string rule, string message)
    {
        GeneratorRun run = Run(declaration, (file, content));
        Assert.Null(run.Result.Exception);
        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(rule, diagnostic.Id);
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.DoesNotContain(run.CompilerDiagnostics, GeneratorRun.IsInGeneratedFile);
    }

    [Fact]
    public void TwoFilesOfThePathAreOneTooMany()
    {
        GeneratorRun run = Run(Nam, ("a/amp.nam", Lstm), ("b/amp.nam", Lstm));
        Assert.Contains("2 additional files have that path", Assert.Single(run.Diagnostics).GetMessage(CultureInfo.InvariantCulture));
        Run("""[NeuralNetworkFromNam("b/amp.nam")] public sealed partial class Net;""", ("a/amp.nam", "{}"), ("b/amp.nam", Lstm)).AssertClean();
    }

    [Fact]
    public void AWindowHasToFitIntoMemory()
    {
        string wide = Keras.Replace("[null, null, 1]", "[null, null, 60000]")
            .Replace("[[1], [2]], [0.5]", $"[{string.Join(", ", Enumerable.Repeat($"[{string.Join(", ", Enumerable.Repeat(0, 60000))}]", 2))}]");
        GeneratorRun run = Run(
            """[NeuralNetworkFromRTNeural("model.json", Steps = 65536)] public sealed partial class Net;""", ("model.json", wide));
        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("GN0011", diagnostic.Id);
        Assert.Contains("numbers of memory for the passes of a sample", diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// Bytes changed, left out and doubled, whose reading takes memory in proportion and little time; <c>GENNET_FUZZ=n</c> reads n files.
    /// </summary>
    [Fact]
    public void DamagedFilesAreReadOrRefused()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("GENNET_FUZZ"), out int given) ? given : 2_000;
        const long fixedMemory = 512 << 10, memoryPerByte = 64;
        long most = 0;
        Random random = new(11);
        string[] files = [Lstm, WaveNet, Keras, StateDict];
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < count; i++)
        {
            string file = files[i % files.Length];
            List<byte> bytes = [.. Encoding.UTF8.GetBytes(file)];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                int at = random.Next(bytes.Count);
                switch (random.Next(4))
                {
                    case 0: bytes[at] = (byte)random.Next(256); break;
                    case 1: bytes[at] = (byte)"0123456789[]{},\"-"[random.Next(17)]; break;
                    case 2: bytes.RemoveAt(at); break;
                    default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(20), bytes.Count - at))); break;
                }
            }

            byte[] damaged = [.. bytes];
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            ModelReading reading = Read(file, damaged);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            most = Math.Max(most, allocated);
            Assert.True(reading.Network is null != reading.Problem is null);
            Assert.True(allocated <= fixedMemory + (memoryPerByte * bytes.Count), $"{allocated:N0} bytes for a file of {bytes.Count:N0}");
        }

        output.WriteLine($"at most {most:N0} bytes taken in {clock.Elapsed}");

        Assert.True(clock.Elapsed < TimeSpan.FromMilliseconds(5_000 + (5 * count)), $"{count} files took {clock.Elapsed}");
    }

    private static ModelReading Read(string file, byte[] bytes) =>
        file is Lstm or WaveNet ? NamReader.Read(bytes, 64) : RTNeuralReader.Read(bytes, 64);

    private GeneratorRun Run(string declaration, params (string Path, string Content)[] files)
    {
        foreach ((string path, string content) in files)
        {
            string full = Path.Combine(_folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, content);
        }

        return GeneratorHarness.Run(
            GeneratorHarness.Compile("using GenNet;\n" + declaration), [.. files.Select(file => Path.Combine(_folder, file.Path))]);
    }
}
