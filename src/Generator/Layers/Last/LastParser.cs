using GenNet.Generator.Model;

namespace GenNet.Generator.Layers;

/// <summary>Reads <c>[Last]</c>.</summary>
internal static class LastParser
{
    public static IEnumerable<Layer> Parse(LayerDeclaration declaration)
    {
        Value x = declaration.Sequence("[Last]");
        return [new LastLayer(EquatableArray.Of(x), new($"a{declaration.Number}", declaration.Number, x.Width))];
    }
}
