using GenNet.Generator.Model;

namespace GenNet.Generator.Layers;

/// <summary>Reads <c>[MeanOverTime]</c>.</summary>
internal static class MeanOverTimeParser
{
    public static IEnumerable<Layer> Parse(LayerDeclaration declaration)
    {
        Value x = declaration.Sequence("[MeanOverTime]");
        return [new MeanOverTimeLayer(EquatableArray.Of(x), new($"a{declaration.Number}", declaration.Number, x.Width))];
    }
}
