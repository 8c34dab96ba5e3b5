namespace GenNet.Generator.Layers;

/// <summary>A kind of layer that can be declared.</summary>
/// <param name="Attribute">The full name of its attribute.</param>
/// <param name="Parse">The layers that a declaration stands for, first to last.</param>
/// <param name="IsCounted">Whether it has a number l; what has none belongs to the layer above it.</param>
/// <param name="EndsSequence">Whether it makes one value of a sequence.</param>
internal sealed record LayerKind(
    string Attribute, Func<LayerDeclaration, IEnumerable<Layer>> Parse, bool IsCounted = true, bool EndsSequence = false)
{
    /// <summary>Its attribute as a user writes it: [Last].</summary>
    public string Name => $"[{Attribute.Substring("GenNet.".Length, Attribute.Length - "GenNet.Attribute".Length)}]";
}

/// <summary>The kinds of layer.</summary>
internal static class LayerKinds
{
    public static readonly IReadOnlyList<LayerKind> All =
    [
        new("GenNet.DenseAttribute", DenseParser.Parse),
        new("GenNet.ActivateAttribute", ActivationParser.Parse),
        new("GenNet.AddAttribute", AddParser.Parse),
        new("GenNet.ConcatAttribute", ConcatParser.Parse),
        new("GenNet.GatedAttribute", GatedParser.Parse),
        new("GenNet.DropoutAttribute", DropoutParser.Parse, IsCounted: false),
        new("GenNet.EmbeddingAttribute", EmbeddingParser.Parse),
        new("GenNet.LayerNormAttribute", LayerNormParser.Parse),
        new("GenNet.BatchNormAttribute", BatchNormParser.Parse),
        new("GenNet.Conv1DAttribute", Conv1DParser.Parse),
        new("GenNet.GRUAttribute", RecurrentParser.ParseGRU),
        new("GenNet.LSTMAttribute", RecurrentParser.ParseLSTM),
        new("GenNet.LastAttribute", LastParser.Parse, EndsSequence: true),
        new("GenNet.MeanOverTimeAttribute", MeanOverTimeParser.Parse, EndsSequence: true),
    ];

    /// <summary>What makes one value of a sequence, for a message: [Last] and [MeanOverTime].</summary>
    public static string EndsOfSequences(string and) =>
        string.Join($" {and} ", All.Where(kind => kind.EndsSequence).Select(kind => kind.Name));
}
