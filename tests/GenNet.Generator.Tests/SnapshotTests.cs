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
