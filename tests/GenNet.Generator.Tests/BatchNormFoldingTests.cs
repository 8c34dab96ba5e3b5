using System.Reflection;
using System.Runtime.Loader;
using GenNet.Tests.Support;

namespace GenNet.Generator.Tests;

/// <summary>Batch normalisation in networks that only predict: a layer beside it takes it in, unless that costs digits.</summary>
public sealed class BatchNormFoldingTests : IDisposable
{
    private const string Runner = """
        using System;
        using System.Linq;
        using GenNet;

        public static class Runner
        {
            public static void Save(string path, double offset)
            {
                var network = new Trained(7);
                var adam = new Adam(0.02);
                for (int step = 0; step < 60; step++)
                    network.Train(Inputs(64, offset), new float[64 * Trained.OutputSize], adam);
                network.Save(path);
            }

            public static float[] PredictTrained(string path, double offset) => Predict(Trained.Load(path), offset);

            public static float[] PredictBaked(string path, double offset) => Predict(new Baked(), offset);

            private static float[] Predict(IPredictor<float> network, double offset)
            {
                var outputs = new float[33 * Trained.OutputSize];
                network.Predict(Inputs(33, offset), outputs);
                return outputs;
            }

            private static float[] Inputs(int rows, double offset) =>
                [.. Enumerable.Range(0, rows * Trained.InputSize).Select(i => (float)(offset + Math.Sin(i * i)))];
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("gennet-").FullName;

    public static TheoryData<string, double, int> Networks => new()
    {
        { "[Dense(8)] [BatchNorm] [Dense(3)]", 0, 0 },
        { "[Dense(8, Bias = false)] [BatchNorm] [Dense(40, Activation.ReLU)] [BatchNorm] [Dense(3)]", 0, 0 },
        { "[Dense(8, Activation.Tanh)] [BatchNorm] [Dropout(0.5)] [Dense(3, Bias = false)]", 0, 0 },
        { "[BatchNorm] [Dense(8, Activation.Tanh)] [BatchNorm] [Dense(3, Activation.Softmax)]", 0, 0 },
        { "[Dense(8)] [BatchNorm] [BatchNorm] [LayerNorm] [BatchNorm] [Dense(3)]", 0, 0 },
        { "[Dense(8)] [BatchNorm]", 0, 0 },
        { "[Dense(8)] [BatchNorm(Name = \"n\")] [Dense(8)] [Add(\"n\")]", 0, 0 },

        // Taken into the bias, a mean of 1000 would leave sums of that size, which cancel.
        { "[BatchNorm] [Dense(8, Activation.Tanh)] [BatchNorm] [Dense(3)]", 1000, 1 },
        { "[Dense(8, Activation.Tanh)] [BatchNorm]", 0, 1 },

        // What others read, or the network gives out, stays as it is.
        { "[Dense(8, Name = \"z\")] [BatchNorm] [Add(\"z\")] [Dense(3)]", 0, 1 },
        {
            "[Dense(8, Name = \"z\")] [BatchNorm(Name = \"n\")] [Dense(3, Name = \"y\")] [Output(\"z\")] [Output(\"n\")] [Output(\"y\")]",
            0, 1
        },
        { "[Dense(8, Activation.Tanh)] [BatchNorm] [LayerNorm] [Dense(3)]", 0, 1 },
    };

    public static TheoryData<string, double, int> Windows => new()
    {
        { "[Conv1D(8, 3)] [BatchNorm] [Activate(Activation.ReLU)] [Dense(3)]", 0, 0 },
        { "[Conv1D(6, 2, Groups = 1, Bias = false, Dilation = 2)] [BatchNorm] [Conv1D(4, 2, Activation.Tanh)]", 0, 0 },
        { "[Dense(6)] [Conv1D(6, 2, Groups = 3)] [BatchNorm] [GRU(3)] [Dense(2)]", 0, 0 },
        { "[BatchNorm] [GRU(4)] [BatchNorm] [LSTM(3)] [BatchNorm] [Conv1D(2, 1, Bias = false)]", 0, 0 },
        { "[GRU(4)] [BatchNorm] [Dense(3)] [Last] [BatchNorm] [Dense(2)]", 0, 0 },
        { "[GRU(4)] [BatchNorm] [Dense(2)] [MeanOverTime]", 0, 0 },
        { "[BatchNorm] [GRU(4)] [Dense(2)]", 1000, 1 },

        // Before its first frame a convolution sees 0, as do groups whose inputs are not all.
        { "[BatchNorm] [Conv1D(4, 2)] [Dense(2)]", 0, 1 },
        { "[Dense(4, Activation.Tanh)] [BatchNorm] [Conv1D(4, 1, Groups = 2)] [Dense(2)]", 0, 1 },
        { "[GRU(4)] [BatchNorm] [Last] [Dense(2)]", 0, 1 },
    };

    [Theory, MemberData(nameof(Networks))]
    public void PredictsAsTheTrainedNetwork(string layers, double offset, int left) => Predicts("5", layers, offset, left);

    [Theory, MemberData(nameof(Windows))]
    public void PredictsWindowsAsTheTrainedNetwork(string layers, double offset, int left) => Predicts("3, Steps = 6", layers, offset, left);

    /// <summary>Folded, it would leave weights that are no numbers.</summary>
    [Fact]
    public void ANegativeVarianceIsRefused()
    {
        const string network = "using GenNet; [NeuralNetwork(3)] [Dense(2)] [BatchNorm] public sealed partial class Trained;";
        string path = Path.Combine(_folder, "net.safetensors"), stub = network.Replace("class Trained", "class Baked");
        Invoke(GeneratorHarness.Run(GeneratorHarness.Compile(Runner, network, stub)), "Save", path, 0.0);
        byte[] file = File.ReadAllBytes(path);
        file[^1] |= 0x80; // The sign of the last variance.
        File.WriteAllBytes(path, file);
        string baked = stub.Replace("(3)", "(3, Weights = \"net.safetensors\")");
        GeneratorRun run = GeneratorHarness.Run(GeneratorHarness.Compile(baked), path);
        Assert.Contains("Number 1 of the tensor \"1.running_var\" is negative", Assert.Single(run.Diagnostics).GetMessage(null));
    }

    private void Predicts(string network, string layers, double offset, int left)
    {
        string path = Path.Combine(_folder, "net.safetensors");
        string trained = $"using GenNet; [NeuralNetwork({network})] {layers} public sealed partial class Trained;";
        string stub = trained.Replace("class Trained", "class Baked");
        string baked = stub.Replace($"({network})", $"({network}, Weights = \"net.safetensors\")");
        Invoke(GeneratorHarness.Run(GeneratorHarness.Compile(Runner, trained, stub)), "Save", path, offset);

        GeneratorRun run = GeneratorHarness.Run(GeneratorHarness.Compile(Runner, trained, baked), path).AssertClean();
        Assert.Equal(left, run.Files["Baked.Forward.g.cs"].Split("BatchNorm.Normalize").Length - 1);
        double[] expected = Close.Widen((float[])Invoke(run, "PredictTrained", path, offset)!);
        float[] actual = (float[])Invoke(run, "PredictBaked", path, offset)!;
        Close.To(expected, actual, new(Relative: 1e-5, Absolute: 1e-6 * Math.Max(1, expected.Max(Math.Abs))), "outputs");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static object? Invoke(GeneratorRun run, string method, params object[] arguments)
    {
        using var image = new MemoryStream();
        Assert.True(run.Output.Emit(image).Success);
        image.Position = 0;
        Assembly assembly = new AssemblyLoadContext("Consumer", isCollectible: true).LoadFromStream(image);
        return assembly.GetType("Runner")!.GetMethod(method)!.Invoke(null, arguments);
    }
}
