using System.Numerics;
using System.Reflection;
using GenNet.Networks;
using GenNet.Tests.Networks;
using GenNet.Tests.Support;
using Microsoft.ML.OnnxRuntime;
using Onnx;

namespace GenNet.Tests.Onnx;

/// <summary>Networks written as ONNX: what the checker and ONNX Runtime make of them.</summary>
public sealed partial class ExportTests
{
    /// <summary>What is right ONNX, but has no implementation for doubles in ONNX Runtime.</summary>
    private static readonly string[] s_notImplemented = ["ArcTan", "GELU"];

    private static readonly Type[] s_streams =
    [
        typeof(ConvStream), typeof(GroupedStream), typeof(GruStream), typeof(DeepStream), typeof(SingleFrameStream), typeof(DropoutStream),
        typeof(ResidualStream), typeof(FramewiseStream), typeof(JoinedStream), typeof(CategoryStream),
        typeof(CategoryConvStream), typeof(TagAndValue), typeof(ManyOutputsOfFrames),
    ];

    private static readonly Type[] s_networks =
    [
        .. typeof(TiledHidden).GetNestedTypes(), .. typeof(UnrolledHidden).GetNestedTypes(), typeof(Classifier), typeof(WithoutBias),
        typeof(Dropped), typeof(Residual12x16x4), typeof(TwoInputs21And3x1), typeof(Branches6x8x3), typeof(TiledGraph32x5),
        typeof(UnrolledGraph14x5), typeof(Gates10x3), typeof(Embedded), typeof(EmbeddedDouble), typeof(TwoInputs), typeof(Normed), typeof(PolicyAndValue),
        typeof(ManyOutputs), typeof(SingleManyOutputs), typeof(Passed), typeof(OneNamed), typeof(IdentityOfAnother), typeof(OnlyIdentity),
        .. s_streams, typeof(LastOfSequence), typeof(MeanOfSequence), typeof(LastOfCategories), typeof(HeadsOfWindows),
        typeof(DoubleWindows),
    ];

    public static TheoryData<Type> Networks => [.. s_networks];

    [NeuralNetwork(7), Dense(9, Activation.ReLU), Dense(5, Activation.Softmax)]
    public sealed partial class Classifier;

    [NeuralNetwork(4), Dense(6, Activation.PReLU, Bias = false), Dense(2, Activation.Sigmoid, Bias = false)]
    public sealed partial class WithoutBias;

    [NeuralNetwork(4), Dense(6, Activation.Tanh), Dropout(0.5), Dense(2)]
    public sealed partial class Dropped;

    [NeuralNetwork(3), Embedding(9, 4), Dense(2)]
    public sealed partial class Embedded;

    [NeuralNetwork(1, Precision = Precision.Double), Embedding(5, 3)]
    public sealed partial class EmbeddedDouble;

    [NeuralNetwork(4), BatchNorm(Epsilon = 1e-3), Dense(6, Activation.Tanh), BatchNorm, Dense(2), BatchNorm]
    public sealed partial class Normed;

    [NeuralNetwork(4), Dense(6), Dense(2, typeof(CustomTests.OwnTanh))]
    public sealed partial class Own;

    /// <summary>Outputs that are inputs, that are read, that are twice the same value in ONNX, and dropped in training.</summary>
    [NeuralNetwork]
    [Input("left", 3), Input("right", 2)]
    [Dense(4, Activation.Tanh, Name = "hidden", From = "left"), Dropout(0.5)]
    [Dense(2, Name = "sums")]
    [Activate(Activation.Identity, Name = "same"), Activate(Activation.Identity, From = "right", Name = "passed")]
    [Add("sums", Name = "total")]
    [Output("total"), Output("same"), Output("hidden", Loss = Loss.Huber), Output("right"), Output("passed"), Output("sums")]
    public sealed partial class Passed;

    [NeuralNetwork(4), Dense(6, Activation.Softmax, Name = "kind"), Output("kind")]
    public sealed partial class OneNamed;

    /// <summary>The identity of a value that the layer above has not written: the next layer must not take that for its own.</summary>
    [NeuralNetwork(4), Dense(3, Activation.Tanh, Name = "first"), Dense(3, Activation.Tanh, Name = "second")]
    [Activate(Activation.Identity, From = "first"), Dense(3), Add("second", Name = "sum")]
    [Activate(Activation.Identity, From = "first", Name = "again"), Output("sum"), Output("again")]
    public sealed partial class IdentityOfAnother;

    [NeuralNetwork(3), Activate(Activation.Identity)]
    public sealed partial class OnlyIdentity;

    [NeuralNetwork(4), Dense(6, Activation.Tanh), Dense(2, Name = "W1"), Output("W1")]
    public sealed partial class TakenName;

    [Fact]
    public void EveryActivationIsExported() =>
        Assert.All(Enum.GetNames<Activation>(), name => Assert.Equal(2, s_networks.Count(network => network.Name == name)));

    [Fact]
    public void TheBatchIsAnyAndTheOutputsKnown()
    {
        ModelProto model = ModelProto.Parser.ParseFrom(Export(new Classifier()));
        Assert.Equal((8, 17), (model.IrVersion, Assert.Single(model.OpsetImport).Version));
        Assert.Equal("input: batch x 7", Describe(Assert.Single(model.Graph.Input)));
        Assert.Equal("output: batch x 5", Describe(Assert.Single(model.Graph.Output)));
        Assert.Equal(["Gemm", "Relu", "Gemm", "Softmax"], model.Graph.Node.Select(node => node.OpType));
        Assert.Equal(["W1", "b1", "W2", "b2"], model.Graph.Initializer.Select(tensor => tensor.Name));

        static string Describe(ValueInfoProto value) => $"{value.Name}: " + string.Join(
            " x ", value.Type.TensorType.Shape.Dim.Select(size => size.HasDimParam ? size.DimParam : size.DimValue.ToString()));
    }

    [Fact]
    public void AnActivationOfYourOwnIsRefusedBeforeAnythingIsWritten()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        NotSupportedException exception = Assert.Throws<NotSupportedException>(() => new Own().ExportOnnx(path));
        Assert.Contains("Layer 2 has the activation OwnTanh", exception.Message);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void OutputsHaveTheirNames()
    {
        ModelProto model = ModelProto.Parser.ParseFrom(Export(new PolicyAndValue()));
        Assert.Equal(["policy", "value"], model.Graph.Output.Select(output => output.Name));
        Assert.Equal(["Gemm", "Tanh", "Gemm", "Softmax", "Gemm"], model.Graph.Node.Select(node => node.OpType));
    }

    [Fact]
    public void ANameThatIsTakenIsRefused() => Assert.StartsWith(
        "The output 'W1' has the name of another value in ONNX",
        Assert.Throws<NotSupportedException>(() => Export(new TakenName())).Message);

    [Fact]
    public void AFileIsWhatAStreamIs()
    {
        var network = new WithoutBias(seed: 3);
        string path = Path.GetTempFileName();
        try
        {
            network.ExportOnnx(path);
            Assert.Equal(Export(network), File.ReadAllBytes(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [CheckerFact]
    public void TheCheckerFindsNothing()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            foreach (Type network in s_networks)
                Call(nameof(Save), network, folder.FullName);
            foreach (Type network in s_streams)
                Call(nameof(SaveStream), network, folder.FullName);
            Assert.Equal((0, $"{s_networks.Length + s_streams.Length} checked\n"), CheckerFactAttribute.Check(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory, MemberData(nameof(Networks))]
    public void OnnxRuntimePredictsTheSame(Type network) => Call(nameof(Compare), network);

    private static void Compare<TNetwork, T>(TNetwork network)
        where TNetwork : class, INeuralNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Draw<TNetwork, T>(network);
        byte[] model = Export(network);
        if (typeof(T) == typeof(double) && s_notImplemented.Contains(typeof(TNetwork).Name))
        {
            Assert.StartsWith("[ErrorCode:NotImplemented]", Assert.Throws<OnnxRuntimeException>(() => new OnnxRuntime(model)).Message);
            return;
        }

        using var runtime = new OnnxRuntime(model);
        int steps = network.Parameters.Layout.Steps;
        int[] sample = steps > 0 ? [steps, TNetwork.InputSize / steps] : [TNetwork.InputSize];
        foreach (int rows in new[] { 1, 3, 33 })
        {
            Random random = new(rows);
            T[] inputs =
            [
                .. Enumerable.Range(0, rows * TNetwork.InputSize).Select(i => Categories.Of<TNetwork, T>(i % TNetwork.InputSize))
                    .Select(categories => T.CreateTruncating(categories > 0 ? random.Next(categories) : 8 * random.NextDouble() - 4)),
            ];
            var outputs = new T[rows * TNetwork.OutputSize];
            network.Predict(inputs, outputs);
            AreClose(outputs, runtime.Predict(inputs, sample, TNetwork.Outputs));
        }
    }

    private static void AreClose<T>(T[] outputs, T[] actual) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // An output is a sum of terms that cancel, so that its error has their scale and not its own; and ONNX Runtime's functions
        // of floats are right to some units of 2^-24 of 1, not of their value. In double precision the digits are many.
        double[] expected = Wide(outputs);
        double scale = Math.Max(1, expected.Max(Math.Abs));
        var tolerance = new Tolerance(Relative: 1e-5, Absolute: (typeof(T) == typeof(float) ? 1e-6 : 1e-12) * scale);
        Close.To(expected, Wide(actual), tolerance, "outputs");
    }

    private static void Save<TNetwork, T>(TNetwork network, string folder)
        where TNetwork : class, INeuralNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        network.ExportOnnx(Path.Combine(folder, $"{typeof(TNetwork).DeclaringType?.Name}.{typeof(TNetwork).Name}.onnx"));

    private static double[] Wide<T>(T[] numbers) where T : unmanaged, INumber<T> => Array.ConvertAll(numbers, double.CreateTruncating);

    /// <summary>Parameters that reach both sides of every kink; slopes of all signs; variances that are none of 1.</summary>
    private static void Draw<TNetwork, T>(TNetwork network)
        where TNetwork : class, INeuralNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(5);
        network.Parameters.SetState([.. network.Parameters.Layout.Tensors.SelectMany(Numbers)]);

        IEnumerable<T> Numbers(Tensor tensor)
        {
            double least = tensor.Symbol.StartsWith("var", StringComparison.Ordinal) ? 0.1 : -1;
            return Enumerable.Range(0, tensor.Length).Select(_ => T.CreateTruncating(least + 2 * random.NextDouble()));
        }
    }

    private static byte[] Export<TNetwork, T>(INeuralNetwork<TNetwork, T> network)
        where TNetwork : class, INeuralNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var stream = new MemoryStream();
        network.ExportOnnx(stream);
        return stream.ToArray();
    }

    /// <summary>Calls a method that is generic over network and number.</summary>
    private static void Call(string method, Type network, params object[] arguments)
    {
        Type number = network.GetInterfaces().Single(i => i.Name == "INeuralNetwork`2").GenericTypeArguments[1];
        object instance = Activator.CreateInstance(network, 0)!;
        typeof(ExportTests).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(network, number)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [instance, .. arguments], null);
    }
}
