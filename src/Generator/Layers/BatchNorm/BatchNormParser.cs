using GenNet.Generator.Model;
using GenNet.Generator.Parsing;

namespace GenNet.Generator.Layers;

/// <summary>Reads <c>[BatchNorm]</c>.</summary>
internal static class BatchNormParser
{
    public static IEnumerable<Layer> Parse(LayerDeclaration declaration)
    {
        AttributeReader attribute = declaration.Attribute;
        double epsilon = attribute.Number("Epsilon", 1e-5, means: true, ""), momentum = attribute.Number("Momentum", 0.1, means: true, "");
        if (attribute.Stored(epsilon) <= 0)
            attribute.ReportRange("Epsilon", epsilon, "BatchNorm", "greater than 0");
        if (momentum is < 0 or > 1)
            attribute.ReportRange("Momentum", momentum, "BatchNorm", "from 0 to 1");
        int l = declaration.Number;
        yield return new BatchNormLayer(
            EquatableArray.Of(declaration.Above), declaration.Writes($"a{l}", declaration.Above.Width), epsilon, momentum);
    }
}
