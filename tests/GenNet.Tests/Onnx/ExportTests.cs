using System.Numerics;
using System.Reflection;
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

    private static readonly Type[] s_networks =
    [
        .. typeof(TiledHidden).GetNestedTypes(), .. typeof(UnrolledHidden).GetNestedTypes(), typeof(Classifier), typeof(WithoutBias),
        typeof(Dropped), typeof(Residual12x16x4), typeof(TwoInputs21And3x1), typeof(Branches6x8x3), typeof(TiledGraph32x5),
        typeof(UnrolledGraph14x5),
    ];

    public static TheoryData<Type> Networks => [.. s_networks];

    [NeuralNetwork(7), Dense(9, Activation.ReLU), Dense(5, Activation.Softmax)]
    public sealed partial class Classifier;

    [NeuralNetwork(4), Dense(6, Activation.PReLU, Bias = false), Dense(2, Activation.Sigmoid, Bias = false)]
    public sealed partial class WithoutBias;

    [NeuralNetwork(4), Dense(6, Activation.Tanh), Dropout(0.5), Dense(2)]
    public sealed partial class Dropped;

    [NeuralNetwork(4), Dense(6), Dense(2, typeof(CustomTests.OwnTanh))]
    public sealed partial class Own;

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
            Assert.Equal((0, $"{s_networks.Length} checked\n"), CheckerFactAttribute.Check(folder.FullName));
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
        foreach (int rows in new[] { 1, 33 })
        {
            Random random = new(rows);
            T[] inputs = [.. Enumerable.Range(0, rows * TNetwork.InputSize).Select(_ => T.CreateTruncating(8 * random.NextDouble() - 4))];
            var outputs = new T[rows * TNetwork.OutputSize];
            network.Predict(inputs, outputs);
            double[] expected = Wide(outputs);

            // An output is a sum of terms that cancel, so that its error has their scale and not its own; and ONNX Runtime's functions
            // of floats are right to some units of 2^-24 of 1, not of their value. In double precision the digits are many.
            double scale = Math.Max(1, expected.Max(Math.Abs));
            var tolerance = new Tolerance(Relative: 1e-5, Absolute: (typeof(T) == typeof(float) ? 1e-6 : 1e-12) * scale);
            Close.To(expected, Wide(runtime.Predict(inputs, TNetwork.InputSize, TNetwork.OutputSize)), tolerance, "outputs");
        }
    }

    private static void Save<TNetwork, T>(TNetwork network, string folder)
        where TNetwork : class, INeuralNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        network.ExportOnnx(Path.Combine(folder, $"{typeof(TNetwork).DeclaringType!.Name}.{typeof(TNetwork).Name}.onnx"));

    private static double[] Wide<T>(T[] numbers) where T : unmanaged, INumber<T> => Array.ConvertAll(numbers, double.CreateTruncating);

    /// <summary>Parameters that reach both sides of every kink; slopes of all signs.</summary>
    private static void Draw<TNetwork, T>(TNetwork network)
        where TNetwork : class, INeuralNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(5);
        network.SetParameters(
            [.. Enumerable.Range(0, TNetwork.ParameterCount).Select(_ => T.CreateTruncating(2 * random.NextDouble() - 1))]);
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
