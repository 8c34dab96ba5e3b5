using System.Numerics;
using System.Reflection;
using GenNet.Tests.Networks;
using GenNet.Tests.Support;
using Onnx;

namespace GenNet.Tests.Onnx;

/// <summary>Networks of frames as models of windows and of streams.</summary>
public sealed partial class ExportTests
{
    public static TheoryData<Type> Streams => [.. s_streams];

    /// <summary>Inputs that are taken apart, frame by frame, and put together.</summary>
    [NeuralNetwork(Steps = 6)]
    [Input("left", 3), Conv1D(4, 2, Activation.Softmax, Name = "mix"), Input("right", 2), Activate(Activation.GELU, Name = "bent")]
    [Concat("mix", "bent", "left"), Dense(3, Activation.PReLU, Bias = false)]
    public sealed partial class JoinedStream;

    /// <summary>ONNX Runtime has convolutions and recurrent layers for floats only.</summary>
    [NeuralNetwork(2, Steps = 4, Precision = Precision.Double), Dense(5, Activation.Tanh), LayerNorm, Dense(2), MeanOverTime]
    public sealed partial class DoubleWindows;

    [Fact]
    public void AWindowHasFramesAndAStreamStates()
    {
        ModelProto window = ModelProto.Parser.ParseFrom(Export(new DeepStream()));
        ModelProto stream = ModelProto.Parser.ParseFrom(ExportStream(new DeepStream()));
        Assert.Equal(["input batch x 4 x 17"], window.Graph.Input.Select(Describe));
        Assert.Equal(["output batch x 4 x 3"], window.Graph.Output.Select(Describe));
        Assert.Equal(
            ["input batch x frames x 17", "h2 1 x batch x 18", "c2 1 x batch x 18", "h3 1 x batch x 7"],
            stream.Graph.Input.Select(Describe));
        Assert.Equal(
            ["output batch x frames x 3", "h2_next 1 x batch x 18", "c2_next 1 x batch x 18", "h3_next 1 x batch x 7"],
            stream.Graph.Output.Select(Describe));
        Assert.Equal(["input batch x 8 x 5"], ModelProto.Parser.ParseFrom(Export(new LastOfSequence())).Graph.Input.Select(Describe));

        static string Describe(ValueInfoProto value) => $"{value.Name} " + string.Join(
            " x ", value.Type.TensorType.Shape.Dim.Select(size => size.HasDimParam ? size.DimParam : size.DimValue.ToString()));
    }

    /// <summary>Several streams side by side, in blocks of any length, of which the first have no state.</summary>
    [Theory, MemberData(nameof(Streams))]
    public void OnnxRuntimeFollowsAStream(Type network) => Call(nameof(Follow), network);

    [Theory]
    [InlineData(typeof(LastOfSequence), "The network gives one row for a window, and no stream of frames")]
    [InlineData(typeof(Classifier), "The samples of the network are no windows of a stream")]
    public void WhatIsNoStreamIsRefused(Type network, string message) => Assert.StartsWith(
        message, Assert.Throws<NotSupportedException>(() => Call(nameof(SaveStream), network, Path.GetTempPath())).Message);

    private delegate void ProcessFrames<TState>(ReadOnlySpan<float> frames, Span<float> outputs, TState state);

    private static void Follow<TNetwork, T>(TNetwork network)
        where TNetwork : class, INeuralNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Draw<TNetwork, T>(network);
        int steps = network.Parameters.Layout.Steps, inputs = TNetwork.InputSize / steps, outputs = TNetwork.OutputSize / steps;
        using var runtime = new OnnxRuntime(ExportStream(network));
        foreach (int streams in new[] { 1, 3 })
        {
            int[] blocks = [1, 2, 5, 1, 40];
            Random random = new(streams);
            float[][] frames = [.. Enumerable.Range(0, streams).Select(_ => Enumerable.Range(0, blocks.Sum() * inputs)
                .Select(i => Categories.Of<TNetwork, T>(i % inputs))
                .Select(categories => categories > 0 ? random.Next(categories) : 8 * random.NextSingle() - 4).ToArray())];
            float[][] expected = [.. frames.Select(stream => Process(network, stream, outputs * blocks.Sum()))];
            Dictionary<string, (float[] Numbers, long[] Shape)> states = [];
            int first = 0;
            foreach (int count in blocks)
            {
                float[] given = [.. frames.SelectMany(stream => stream.AsSpan(first * inputs, count * inputs).ToArray())];
                float[] actual = runtime.Process(given, [streams, count, inputs], TNetwork.Outputs.Count, ref states);
                AreClose([.. expected.SelectMany(stream => stream.AsSpan(first * outputs, count * outputs).ToArray())], actual);
                first += count;
            }
        }
    }

    /// <summary>What a network makes of a stream.</summary>
    private static float[] Process(object network, float[] frames, int size) => (float[])typeof(ExportTests)
        .GetMethod(nameof(ProcessAll), BindingFlags.Static | BindingFlags.NonPublic)!
        .MakeGenericMethod(network.GetType().GetNestedType("State")!).Invoke(null, [network, frames, size])!;

    private static float[] ProcessAll<TState>(object network, float[] frames, int size) where TState : new()
    {
        var outputs = new float[size];
        network.GetType().GetMethod("Process")!.CreateDelegate<ProcessFrames<TState>>(network)(frames, outputs, new());
        return outputs;
    }

    private static void SaveStream<TNetwork, T>(TNetwork network, string folder)
        where TNetwork : class, INeuralNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        network.ExportOnnxStream(Path.Combine(folder, $"{typeof(TNetwork).Name}.stream.onnx"));

    private static byte[] ExportStream<T>(INeuralNetwork<T> network) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var stream = new MemoryStream();
        network.ExportOnnxStream(stream);
        return stream.ToArray();
    }
}
