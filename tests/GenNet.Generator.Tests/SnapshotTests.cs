namespace GenNet.Generator.Tests;

/// <summary>The generated text of small networks, to be read in review.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void Unrolled() => VerifyAll("""
        using GenNet;

        [NeuralNetwork(inputs: 2)]
        [Dense(4, Activation.Tanh)]
        [Dense(1, Activation.Sigmoid)]
        public sealed partial class XorNet;
        """);

    [Fact]
    public void Tiled() => VerifyAll("""
        using GenNet;

        namespace Digits;

        [NeuralNetwork(inputs: 64)]
        [Dense(32, Activation.ReLU)]
        [Dense(10, Activation.Softmax)]
        public sealed partial class DigitNet;
        """);

    [Fact]
    public void Dropout() => VerifyPasses("""
        [NeuralNetwork(inputs: 4)]
        [Dense(8, Activation.ReLU), Dropout(0.5)]
        [Dense(2)]
        """);

    [Fact]
    public void ParametricReLU() => VerifyPasses("""
        [NeuralNetwork(inputs: 4)]
        [Dense(40, Activation.PReLU)]
        [Dense(2)]
        """);

    [Fact]
    public void InnerSoftmax() => VerifyPasses("""
        [NeuralNetwork(inputs: 3)]
        [Dense(4, Activation.Softmax)]
        [Dense(2, Activation.LogSoftmax)]
        """);

    [Fact]
    public void Penalties() => VerifyPasses("""
        [NeuralNetwork(inputs: 40)]
        [Dense(3, L1 = 0.01, L2 = 0.1)]
        """);

    [Fact]
    public void SharedVectors() => VerifyPasses("""
        [NeuralNetwork(inputs: 8)]
        [Dense(3, Activation.Tanh)]
        """);

    [Fact]
    public void Double() => VerifyPasses("""
        [NeuralNetwork(inputs: 3, Precision = Precision.Double)]
        [Dense(2, Activation.SiLU)]
        """);

    [Fact]
    public void CustomTypes() => VerifyPasses("""
        public readonly struct Square : GenNet.Activations.IActivation
        {
            public V Forward<V>(V z) where V : struct, GenNet.Numerics.IVector<V> => z * z;

            public V Derivative<V>(V z, V a) where V : struct, GenNet.Numerics.IVector<V> => z + z;
        }

        public readonly struct Distance : GenNet.Losses.ILoss
        {
            public static bool IsMean => true;

            public V Value<V>(V a, V y) where V : struct, GenNet.Numerics.IVector<V> => (a - y) * (a - y);

            public V Derivative<V>(V a, V y) where V : struct, GenNet.Numerics.IVector<V> => (a - y) + (a - y);
        }

        [NeuralNetwork(inputs: 2, CustomLoss = typeof(Distance), Unroll = Unroll.Never)]
        [Dense(3, typeof(Square))]
        [Dense(1)]
        """);

    [Fact]
    public void LayerNorm() => VerifyPasses("""
        [NeuralNetwork(inputs: 4)]
        [Dense(8, Activation.ReLU)]
        [LayerNorm]
        [Dense(2)]
        """);

    [Fact]
    public void BatchNorm() => VerifyPasses("""
        [NeuralNetwork]
        [Input("city", 1)]
        [Embedding(5, 3, Name = "vector")]
        [Input("size", 2)]
        [Concat("vector", "size")]
        [Dense(4)]
        [BatchNorm]
        [Activate(Activation.PReLU, Name = "house")]
        [Dense(1, Name = "price")]
        [Dense(2, Activation.Softmax, Name = "kind", From = "house")]
        [Output("price")]
        [Output("kind", Weight = 0.5)]
        """);

    [Fact]
    public void LongMemory() => VerifyPasses("""
        [NeuralNetwork(inputs: 2, Steps = 4)]
        [LSTM(3)]
        [Last]
        [Dense(1)]
        """);

    /// <summary>The passes of a network with these attributes.</summary>
    private static void VerifyPasses(string attributes, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        string source = $"using GenNet;\n\n{attributes}\npublic sealed partial class Net;\n";
        foreach ((string name, string text) in GeneratorHarness.Run(source).AssertClean().Files.Skip(1))
            Snapshot.Verify(text, name, method: method);
    }

    [Fact]
    public void TiledGraph() => VerifyAll("""
        using GenNet;

        [NeuralNetwork(Unroll = Unroll.Never)]
        [Input("state", 12)]
        [Dense(16, Activation.ReLU, Name = "block")]
        [Dense(16, Activation.ReLU)]
        [Dense(16)]
        [Add("block", Name = "sum")]
        [Input("action", 3)]
        [Concat("action", "sum")]
        [Dense(1)]
        public sealed partial class Critic;
        """);

    [Fact]
    public void UnrolledGraph() => VerifyAll("""
        using GenNet;

        [NeuralNetwork(inputs: 3)]
        [Dense(4, Activation.Tanh, Name = "start")]
        [Dense(4)]
        [Add("start")]
        [Dense(2)]
        public sealed partial class Shortcut;
        """);

    [Fact]
    public void Stream() => VerifyAll("""
        using GenNet;

        [NeuralNetwork(inputs: 2, Steps = 16, BurnIn = 4)]
        [Conv1D(8, 3, Activation.ReLU, Dilation = 2)]
        [GRU(12)]
        [Dense(1)]
        public sealed partial class Follower;
        """);

    private static void VerifyAll(string source, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        foreach ((string name, string text) in GeneratorHarness.Run(source).AssertClean().Files)
            Snapshot.Verify(text, name, method: method);
    }
}
