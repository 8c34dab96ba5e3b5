namespace GenNet.Generator.Tests.Gradcheck;

/// <summary>A network as a user could have declared it, and a number of samples to differentiate at.</summary>
/// <param name="Seed">What it is drawn from, and its parameters and samples too.</param>
internal sealed record Declaration(
    int Seed, int Inputs, Layer[] Layers, Loss Loss, Reduction Reduction, Unroll Unroll, int Samples)
{
    /// <summary>Whether its gradients are by the statistics of the batch.</summary>
    public bool NormalizesBatches => Layers.Any(layer => layer.Normalization.Contains("BatchNorm"));

    public string NameOf(Precision precision) => $"Net{Seed}{precision}";

    /// <summary>The declaration in C#.</summary>
    public string ToSource(Precision precision) => $"""
        // seed {Seed}, {Samples} samples
        [NeuralNetwork(
            inputs: {Inputs}, Loss = Loss.{Loss}, Reduction = Reduction.{Reduction},
            Precision = Precision.{precision}, Unroll = Unroll.{Unroll})]
        {string.Join('\n', Layers.Select(layer => layer.ToSource()))}
        public sealed partial class {NameOf(precision)};
        """;
}

/// <summary>A dense layer of a declaration.</summary>
/// <param name="Numbers">The activation's numbers as attribute arguments; empty for its defaults.</param>
/// <param name="HasDropout">Whether dropout follows, which no derivative may show: only training drops.</param>
/// <param name="Normalization">The layer that normalises what it leaves, or nothing.</param>
internal sealed record Layer(int Units, Activation Activation, string Numbers, bool Bias, bool HasDropout, string Normalization)
{
    public string ToSource()
    {
        string[] arguments = [$"{Units}", $"Activation.{Activation}", Numbers, Bias ? "" : "Bias = false"];
        string dense = $"[Dense({string.Join(", ", arguments.Where(argument => argument != ""))})]";
        return dense + (HasDropout ? "\n[Dropout(0.5)]" : "") + Normalization;
    }
}
