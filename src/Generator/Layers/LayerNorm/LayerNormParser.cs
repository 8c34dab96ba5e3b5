using GenNet.Generator.Model;
using GenNet.Generator.Parsing;

namespace GenNet.Generator.Layers;

/// <summary>Reads <c>[LayerNorm]</c>.</summary>
internal static class LayerNormParser
{
    public static IEnumerable<Layer> Parse(LayerDeclaration declaration)
    {
        AttributeReader attribute = declaration.Attribute;
        double epsilon = attribute.Number("Epsilon", 1e-5, means: true, "");
        if (attribute.Stored(epsilon) <= 0)
            attribute.ReportRange("Epsilon", epsilon, "LayerNorm", "greater than 0");
        int l = declaration.Number;
        yield return new LayerNormLayer(
            EquatableArray.Of(declaration.Above), declaration.Writes($"a{l}", declaration.Above.Width), epsilon,
            attribute.Option("Affine") is not false);
    }
}
