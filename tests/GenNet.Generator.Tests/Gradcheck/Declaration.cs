namespace GenNet.Generator.Tests.Gradcheck;

/// <summary>A network as a user could have declared it, and a number of samples to differentiate at.</summary>
/// <param name="Seed">What it is drawn from, and its parameters and samples too.</param>
internal record Declaration(
    int Seed, int Inputs, Layer[] Layers, Loss Loss, Reduction Reduction, Unroll Unroll, int Samples)
{
    /// <summary>The number of inputs, where the body does not declare them.</summary>
    protected virtual string Head => $"inputs: {Inputs}, ";

    /// <summary>The inputs and layers.</summary>
    protected virtual string Body => string.Join('\n', Layers.Select(layer => layer.ToSource()));

    public string NameOf(Precision precision) => $"Net{Seed}{precision}";

    /// <summary>The declaration in C#.</summary>
    public string ToSource(Precision precision) => $"""
        // seed {Seed}, {Samples} samples
        [NeuralNetwork(
            {Head}Loss = Loss.{Loss}, Reduction = Reduction.{Reduction},
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
/// <param name="Graph">The inputs and layers but the last one, in C#.</param>
internal sealed record GraphDeclaration(
    int Seed, string Graph, Layer Last, Loss Loss, Reduction Reduction, Unroll Unroll, int Samples)
    : Declaration(Seed, Inputs: 0, [Last], Loss, Reduction, Unroll, Samples)
{
    protected override string Head => "";

    protected override string Body => $"{Graph}{base.Body}";
}
