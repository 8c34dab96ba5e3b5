extern alias generator;

using System.Numerics;
using System.Reflection;
using System.Text.RegularExpressions;
using generator::GenNet.Generator.ModelFiles;
using generator::GenNet.Generator.Onnx;
using Facts = generator::GenNet.Generator.Model.ActivationFacts;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>
/// What is exported and read again is the same network, number for number; but that gates are the product of two values there, each of
/// which has some of the units, and that batch normalisations are parts of the layers beside them.
/// </summary>
public sealed class RoundTripTests
{
    /// <summary>What stands in the brackets after NeuralNetwork.</summary>
    private static readonly Dictionary<string, string> s_graphs = new()
    {
        ["Residual"] = """
            inputs: 3;Dense(4, Name = "h");BatchNorm;Activate(Activation.GELU);Dense(4, Activation.Tanh);Add("h", Name = "sum");LayerNorm;
            Dense(4);Add("sum");Activate(Activation.ReLU);Dense(2)
            """,
        ["Heads"] = """
            inputs: 3;Dense(4, Activation.Tanh, Name = "body");Dense(2, Activation.Softmax, Name = "policy");
            Dense(1, From = "body", Name = "value");Output("policy");Output("value");Output("body")
            """,
        ["Store"] = """
            ;Input("day", 1);Embedding(7, 3, Name = "week");Input("goods", 2);Embedding(4, 2, Name = "wares");Input("degrees", 2);
            Concat("week", "wares", "degrees");Dense(5, Activation.PReLU);Dense(1)
            """,
        ["Normalised"] = """
            ;Input("a", 2);Input("b", 2);Add("a", Name = "sum");BatchNorm;Dense(3, Activation.Sigmoid, Name = "c");
            Concat("c", "sum", "a");Dense(2);BatchNorm
            """,
        ["Dropped"] = """
            inputs: 3;Dense(4, Activation.ReLU, Name = "a");Dropout(0.5, Name = "d");Dense(4, From = "a");Add("d");Dense(2)
            """,
        ["Gates"] = """
            inputs: 3;Dense(8, Activation.Tanh, Name = "a");Gated(Activation.SiLU);Dense(8);Add("a");Gated;
            Gated(Activation.Identity, Activation.GELU);Dense(2)
            """,
    };

    /// <summary>Windows, which are written as such and as streams, unless one row comes of them.</summary>
    private static readonly Dictionary<string, (string Layers, bool IsStream)> s_windows = new()
    {
        ["Convolved"] = (
            """
            3, Steps = 7;Conv1D(4, 3, Activation.Tanh, Dilation = 2);Conv1D(6, 2, Activation.PReLU, Groups = 2, Bias = false);
            LayerNorm;Dense(2, Activation.Softmax)
            """, true),
        ["Recurrent"] = ("2, Steps = 5;Dense(3, Activation.ReLU);GRU(4);LSTM(5);Conv1D(2, 1)", true),
        ["Shortcut"] = (
            """
            3, Steps = 4;Dense(4, Activation.Tanh, Bias = false, Name = "in");Conv1D(4, 2, Activation.ReLU);Add("in", Name = "sum");
            GRU(4);Add("sum");Dense(1)
            """, true),
        ["Sides"] = (
            """
            Steps = 6;Input("left", 3);Conv1D(4, 2, Activation.SiLU, Name = "mix");Input("right", 2);LSTM(3, Name = "bent");
            Concat("mix", "bent", "left");Dense(3, Activation.Sigmoid)
            """, true),
        ["Waves"] = (
            """
            Steps = 6;Input("sound", 1);Dense(2, Bias = false, Name = "first");Conv1D(4, 3, Dilation = 2, Name = "sums");
            Dense(4, Bias = false, From = "sound");Add("sums");Gated;Dense(2);Add("first");Dense(1)
            """, true),
        ["Codes"] = (
            """
            Steps = 6;Input("level", 2);Input("code", 2);Embedding(4, 3, Name = "vectors");Conv1D(4, 2, Name = "past");
            Concat("past", "level");GRU(4);Dense(1)
            """, true),
        ["Normal"] = (
            """
            3, Steps = 4;BatchNorm;Conv1D(4, 2, Dilation = 2);BatchNorm;Activate(Activation.ReLU, Name = "a");Conv1D(4, 2);BatchNorm;
            Add("a");LSTM(3);BatchNorm;Dense(2);BatchNorm
            """, true),
        ["NormalRow"] = ("2, Steps = 3;GRU(3);BatchNorm;Last;BatchNorm;Dense(2)", false),
        ["LastRow"] = ("2, Steps = 6;LSTM(3);Last;Dense(4, Activation.GELU);Dense(2)", false),
        ["MeanRow"] = ("1, Steps = 4;GRU(3);LayerNorm(Affine = false);MeanOverTime;Dense(2)", false),
        ["Tagger"] = (
            """
            2, Steps = 6;Conv1D(4, 2, Activation.Tanh, Name = "past");GRU(3, Name = "states");Dense(3, Activation.Softmax, Name = "tag");
            Dense(1, From = "past", Name = "value");Output("tag");Output("value");Output("states")
            """, true),
        ["RowHeads"] = (
            """
            2, Steps = 6;LSTM(3, Name = "states");Last;Dense(2, Activation.Softmax, Name = "kind");MeanOverTime(From = "states");
            Dense(1, Name = "level");Output("kind");Output("level")
            """, false),
        ["OneFrame"] = ("3, Steps = 1;GRU(2);Conv1D(2, 3)", true),
    };

    private static readonly Lazy<Assembly> s_networks = new(() =>
    {
        using var image = new MemoryStream();
        IEnumerable<string> declarations =
        [
            .. Cases.Select(row => Declaration((Activation)row[0], (Precision)row[1])),
            .. Graphs.Select(row => Declaration((string)row[0], s_graphs[(string)row[0]], (Precision)row[1])),
            .. s_windows.Select(windows => Declaration(windows.Key, windows.Value.Layers, Precision.Single)),
        ];
        Assert.True(GeneratorHarness.Run("using GenNet;\n" + string.Join("\n", declarations)).Output.Emit(image).Success);
        return Assembly.Load(image.ToArray());
    });

    public static TheoryData<Activation, Precision> Cases
    {
        get
        {
            var cases = new TheoryData<Activation, Precision>();
            foreach (Activation activation in Enum.GetValues<Activation>())
            {
                cases.Add(activation, Precision.Single);
                cases.Add(activation, Precision.Double);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void TheNetworkComesBack(Activation activation, Precision precision)
    {
        Type network = s_networks.Value.GetType(Name(activation, precision))!;
        Type number = precision == Precision.Double ? typeof(double) : typeof(float);
        var (model, layers, parameters) = ((byte[], IReadOnlyList<LayerDescription>, double[]))typeof(RoundTripTests)
            .GetMethod(nameof(Export), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(network, number).Invoke(null, null)!;

        ModelReading reading = OnnxReader.Read(model);
        Assert.Null(reading.Problem);
        Assert.Equal((int)precision, (int)reading.Network!.Precision);
        Assert.Equal(layers, reading.Network.Descriptions().Select(Declared));
        Assert.Equal(parameters, reading.Network.Parameters);
    }

    public static TheoryData<string, Precision> Graphs
    {
        get
        {
            var graphs = new TheoryData<string, Precision>();
            foreach (string name in s_graphs.Keys)
            {
                graphs.Add(name, Precision.Single);
                graphs.Add(name, Precision.Double);
            }

            return graphs;
        }
    }

    [Theory, MemberData(nameof(Graphs))]
    public void AGraphComesBack(string name, Precision precision)
    {
        (byte[] model, double[] inputs, double[] outputs, _) = ExportTrained(name, precision, isStream: false);
        ModelReading reading = OnnxReader.Read(model);
        Assert.Null(reading.Problem);
        Assert.Equal((int)precision, (int)reading.Network!.Precision);
        Assert.Null(ReadNetwork.Difference(outputs, reading.Network.Predict(inputs)));
    }

    public static TheoryData<string> Windows => [.. s_windows.Keys];

    [Theory, MemberData(nameof(Windows))]
    public void WindowsAndStreamsComeBack(string name)
    {
        int steps = 0;
        foreach (bool isStream in new[] { false, s_windows[name].IsStream })
        {
            (byte[] model, double[] inputs, double[] outputs, double[] parameters) = ExportTrained(name, Precision.Single, isStream);
            ModelReading reading = OnnxReader.Read(model, steps: isStream ? steps : 0);
            Assert.Null(reading.Problem);
            steps = reading.Network!.Inputs[0].Steps;
            if (!Regex.IsMatch(s_windows[name].Layers, "Gated|BatchNorm"))
                Assert.Equal(parameters, reading.Network.Parameters);
            Assert.Null(ReadNetwork.Difference(outputs, reading.Network.Predict(inputs)));
        }
    }

    [Fact]
    public void EveryKindComesBack()
    {
        string declared = string.Join(";", s_graphs.Values.Concat(s_windows.Values.Select(windows => windows.Layers)));
        Assert.DoesNotContain(DeclaredKinds.All, kind => !Regex.IsMatch(declared, $@"\b{kind}\b"));
    }

    private static (byte[] Model, double[] Inputs, double[] Outputs, double[] Parameters) ExportTrained(
        string name, Precision precision, bool isStream) => ((byte[], double[], double[], double[]))typeof(RoundTripTests)
            .GetMethod(nameof(ExportTrainedNetwork), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(
                s_networks.Value.GetType($"{name}{precision}")!, precision == Precision.Double ? typeof(double) : typeof(float))
            .Invoke(null, [isStream])!;

    private static (byte[] Model, double[] Inputs, double[] Outputs, double[] Parameters) ExportTrainedNetwork<TNetwork, T>(
        bool isStream)
        where TNetwork : class, INeuralNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int rows = 5;
        var network = (TNetwork)Activator.CreateInstance(typeof(TNetwork), 3)!;
        T[] inputs = [.. Enumerable.Range(0, rows * TNetwork.InputSize).Select(i => T.CreateChecked(i * 7 % 4))];
        T[] outputs = new T[rows * TNetwork.OutputSize];
        for (int step = 0; step < 3; step++)
            network.Train(inputs, outputs, new Sgd(0.1)); // Statistics and offsets are no longer 0.
        network.Predict(inputs, outputs);
        using var stream = new MemoryStream();
        if (isStream)
            network.ExportOnnxStream(stream);
        else
            network.ExportOnnx(stream);
        T[] parameters = new T[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return (
            stream.ToArray(), Array.ConvertAll(inputs, double.CreateChecked), Array.ConvertAll(outputs, double.CreateChecked),
            Array.ConvertAll(parameters, double.CreateChecked));
    }

    private static string Name(Activation activation, Precision precision) => $"{activation}{precision}";

    private static string Declaration(string name, string layers, Precision precision)
    {
        string[] parts = layers.Split(';', 2);
        return $"[NeuralNetwork({(parts[0] == "" ? "" : parts[0] + ", ")}Precision = Precision.{precision})] "
            + $"[{parts[1].Replace(";", "] [")}] public sealed partial class {name}{precision};";
    }

    private static string Declaration(Activation activation, Precision precision)
    {
        Facts facts = Facts.Of((generator::GenNet.Activation)activation);
        string numbers = (facts.Alpha is null ? "" : ", Alpha = 0.3") + (facts.Beta is null ? "" : ", Beta = 1.7");
        return $"#pragma warning disable GN0013\n[NeuralNetwork(3, Precision = Precision.{precision})] "
            + $"[LayerNorm(Epsilon = 1e-3, Affine = false)] [Dense(5, Activation.{activation}{numbers})] [LayerNorm] "
            + $"[Dense(2, Bias = false)] public sealed partial class {Name(activation, precision)};";
    }

    private static (byte[] Model, IReadOnlyList<LayerDescription> Layers, double[] Parameters) Export<TNetwork, T>()
        where TNetwork : class, INeuralNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var network = (TNetwork)Activator.CreateInstance(typeof(TNetwork), 3)!;
        var parameters = new T[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        using var stream = new MemoryStream();
        network.ExportOnnx(stream);

        return (stream.ToArray(), TNetwork.Layers, Array.ConvertAll(parameters, double.CreateChecked));
    }

    /// <summary>A layer as it was declared: a PReLU's slopes are among the parameters, whatever they started with.</summary>
    private static LayerDescription Declared(LayerDescription layer) =>
        layer is ActivationDescription { Activation: Activation.PReLU } slopes ? slopes with { Alpha = 0.3 } : layer;
}
