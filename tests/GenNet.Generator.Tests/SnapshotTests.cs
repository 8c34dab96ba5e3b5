namespace GenNet.Generator.Tests;

/// <summary>The generated text of two small networks, to be read in review.</summary>
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

    private static void VerifyAll(string source, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        foreach ((string name, string text) in GeneratorHarness.Run(source).AssertClean().Files)
            Snapshot.Verify(text, name, method: method);
    }
}
