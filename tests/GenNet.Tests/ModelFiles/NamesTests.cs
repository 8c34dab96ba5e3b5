using GenNet.Tests.Support;

namespace GenNet.Tests.ModelFiles;

/// <summary>Checkpoints as people have them: other names, other layouts, further tensors, several files.</summary>
public sealed class NamesTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "ModelFiles", "cases");

    private static readonly float[] s_inputs = [0.5f, -1, 2, 1, 1, 1, -2, 0.25f, 0];

    private static readonly double[] s_outputs =
    [
        -0.6882473765163487, -1.5428402663929663, -0.040699646949616364, -0.7291720622895121, 0.006852965088422369, -1.1050563662197552,
    ];

    private static readonly TensorNames s_flax = TensorNames.Modules("params.Dense_0", "params.Dense_1", "params.Dense_2") with
    {
        Weight = "kernel",
        InputsFirst = true,
    };

    public static TheoryData<string, TensorNames> Readable => new()
    {
        { "T02-model-prefix.safetensors", TensorNames.Prefixed("model.") },
        { "T03-fc-names.safetensors", TensorNames.Modules("fc1", "fc2", "fc3") },
        { "T03-fc-names.safetensors", new(name => $"fc{1 + ((name[0] - '0') / 2)}{name[1..]}") },
        { "T08-extra-tensors.safetensors", TensorNames.Prefixed("") with { AllowExtra = true } },
        { "T11-flax-names.safetensors", s_flax },
        { "T12-sharded/model.safetensors.index.json", TensorNames.Prefixed("") },
    };

    public static TheoryData<string, TensorNames, string, string> Refused => new()
    {
        { "T02-model-prefix.safetensors", TensorNames.Prefixed(""), "model.0.weight", "it needs \"0.weight\"" },
        { "T02-model-prefix.safetensors", TensorNames.Prefixed(""), "model.0.weight", "TensorNames.Prefixed(\"model.\") finds them" },
        { "T03-fc-names.safetensors", TensorNames.Prefixed("") with { AllowExtra = true }, "0.weight", "and the file has \"fc1.weight\"" },
        { "T08-extra-tensors.safetensors", TensorNames.Prefixed(""), "num_batches_tracked", "which the network has not" },
        { "T11-flax-names.safetensors", s_flax with { InputsFirst = false }, "params.Dense_0.kernel", "has the shape [3, 4]" },
        { "T12-sharded/model-00001-of-00002.safetensors", TensorNames.Prefixed(""), "4.weight", "lacks the tensor \"4.weight\"" },
        { "T12-sharded/model.safetensors.index.json", TensorNames.Prefixed("x."), "x.0.weight", "The index lacks" },
    };

    [Theory, MemberData(nameof(Readable))]
    public void LoadsWhatTheNamesSay(string file, TensorNames names)
    {
        var outputs = new float[s_outputs.Length];
        Mapped.Load(Path.Combine(s_folder, file), names).Predict(s_inputs, outputs);
        Close.To(s_outputs, outputs, new(Relative: 1e-5, Absolute: 1e-6), file);
        var other = new Mapped(seed: 5);
        other.LoadParameters(Path.Combine(s_folder, file), names);
        var again = new float[s_outputs.Length];
        other.Predict(s_inputs, again);
        Assert.Equal(outputs, again);
    }

    [Theory, MemberData(nameof(Refused))]
    public void RefusesByNameAndChangesNothing(string file, TensorNames names, string tensor, string message)
    {
        var network = new Mapped(seed: 5);
        var before = new float[Mapped.ParameterCount];
        network.GetParameters(before);
        string path = Path.Combine(s_folder, file);
        ModelFileException e = Assert.Throws<ModelFileException>(() => network.LoadParameters(path, names));
        Assert.Equal(tensor, e.Tensor);
        Assert.Contains(message, e.Message);
        Assert.StartsWith($"'{path}': ", e.Message);
        Assert.Equal(path, e.File);
        var after = new float[Mapped.ParameterCount];
        network.GetParameters(after);
        Assert.Equal(before, after);
    }

    [Fact]
    public void NamesThatDoNotFitTheNetworkAreTheCallersFault()
    {
        string path = Path.Combine(s_folder, "T03-fc-names.safetensors");
        Assert.Contains("2 names of modules were given; the network has 3", Assert.Throws<ArgumentException>(
            () => Mapped.Load(path, TensorNames.Modules("fc1", "fc2"))).Message);
        Assert.Contains("Two tensors are to be \"w\"", Assert.Throws<ArgumentException>(() => Mapped.Load(path, new(_ => "w"))).Message);
    }

    [Theory]
    [InlineData("{", "The index is not JSON")]
    [InlineData("[]", "no weight_map")]
    [InlineData("""{"weight_map": []}""", "no weight_map")]
    [InlineData("""{"weight_map": {"0.weight": "../model.safetensors"}}""", "for \"0.weight\" no name of a file beside it")]
    [InlineData("""{"weight_map": {"0.weight": "/etc/passwd"}}""", "for \"0.weight\" no name of a file beside it")]
    [InlineData("""{"weight_map": {"0.weight": 1}}""", "for \"0.weight\" no name of a file beside it")]
    public void AnIndexIsNotTakenOnTrust(string json, string message)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("m.safetensors.index.json");
        File.WriteAllText(path, json);
        ModelFileException e = Assert.Throws<ModelFileException>(() => Mapped.Load(path, TensorNames.Prefixed("")));
        Assert.Contains(message, e.Message);
        Assert.StartsWith($"'{path}': ", e.Message);
    }

    [Fact]
    public void EveryWayToReadAFileNamesIt()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("damaged.safetensors");
        File.WriteAllBytes(path, [1, 2, 3]);
        Action[] ways =
        [
            () => Mapped.Load(path), () => new Mapped().LoadParameters(path), () => new Mapped().LoadCheckpoint(path, new Adam()),
            () => new Mapped().Fit(
                Dataset.FromArrays([0, 0, 0], 3, [0f, 0], 2), new Adam(), new TrainingOptions { Epochs = 1, Checkpointing = new(path) }),
            () =>
            {
                using FileStream file = File.OpenRead(path);
                Mapped.Load(file);
            },
        ];
        Assert.All(ways, way => Assert.Equal(path, Assert.Throws<ModelFileException>(way).File));
    }
}

[NeuralNetwork(inputs: 3)]
[Dense(4, Activation.Tanh)]
[Dense(4, Activation.Tanh)]
[Dense(2)]
public sealed partial class Mapped;
