using GenNet.Generator.Model;

namespace GenNet.Generator.Layers;

/// <summary>Reads <c>[GRU(units)]</c> and <c>[LSTM(units)]</c>.</summary>
internal static class RecurrentParser
{
    public static IEnumerable<Layer> ParseGRU(LayerDeclaration declaration) =>
        [new GRULayer(EquatableArray.Of(declaration.Sequence("[GRU]")), State(declaration))];

    public static IEnumerable<Layer> ParseLSTM(LayerDeclaration declaration) =>
        [new LSTMLayer(EquatableArray.Of(declaration.Sequence("[LSTM]")), State(declaration))];

    private static Value State(LayerDeclaration declaration) =>
        declaration.Writes($"a{declaration.Number}", declaration.Attribute.Size(0, "units"));
}
