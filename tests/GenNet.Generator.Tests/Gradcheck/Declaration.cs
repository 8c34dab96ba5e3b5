namespace GenNet.Generator.Tests.Gradcheck;

/// <summary>A network as a user could have declared it, and a number of samples to differentiate at.</summary>
/// <param name="Seed">What it is drawn from, and its parameters and samples too.</param>
/// <param name="Embedding">The layer that reads the inputs as categories, or nothing.</param>
internal record Declaration(
    int Seed, int Inputs, string Embedding, Layer[] Layers, Loss Loss, Reduction Reduction, Unroll Unroll, int Samples)
{
    /// <summary>The number of inputs, where the body does not declare them.</summary>
    protected virtual string Head => $"inputs: {Inputs}, ";

    /// <summary>The network's loss, where its outputs have none of their own.</summary>
    protected virtual string NetworkLoss => $"Loss = Loss.{Loss}, ";

    /// <summary>The inputs and layers.</summary>
    protected virtual string Body => $"{Embedding}{string.Join('\n', Layers.Select(layer => layer.ToSource()))}";

    /// <summary>Whether its gradients are by the statistics of the batch.</summary>
    public bool NormalizesBatches => Body.Contains("BatchNorm");

    public string NameOf(Precision precision) => $"Net{Seed}{precision}";

    /// <summary>The declaration in C#.</summary>
    public string ToSource(Precision precision) => $"""
        // seed {Seed}, {Samples} samples
        [NeuralNetwork(
            {Head}{NetworkLoss}Reduction = Reduction.{Reduction},
            Precision = Precision.{precision}, Unroll = Unroll.{Unroll})]
        {Body}
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

/// <summary>Layers that read any values above them.</summary>
/// <param name="Options">Of windows, what the network says of them, in C#.</param>
/// <param name="Graph">The inputs and layers but the last one, in C#.</param>
/// <param name="Outputs">What it gives out, in C#, where that is not the last value alone.</param>
internal sealed record GraphDeclaration(
    int Seed, string Options, string Graph, Layer Last, string Outputs, Loss Loss, Reduction Reduction, Unroll Unroll, int Samples)
    : Declaration(Seed, Inputs: 0, Embedding: "", [Last], Loss, Reduction, Unroll, Samples)
{
    public bool HasWindows => Options != "";

    protected override string Head => Options;

    protected override string NetworkLoss => Outputs == "" ? base.NetworkLoss : "";

    protected override string Body => Outputs == "" ? $"{Graph}{base.Body}" : $"{Graph}{Outputs}";
}
