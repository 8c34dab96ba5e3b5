using GenNet.Generator.Model;
using GenNet.Generator.Parsing;

namespace GenNet.Generator.Layers;

/// <summary>Reads <c>[Add(other)]</c>.</summary>
internal static class AddParser
{
    public static IEnumerable<Layer> Parse(LayerDeclaration declaration)
    {
        Value above = declaration.Above, other = declaration.Named(declaration.Attribute[0].Value as string);
        if (above.Width != other.Width)
        {
            declaration.Attribute.Report(
                Diagnostics.SizesDiffer, above.Description, above.Width, declaration.Attribute[0].Value!, other.Width);
        }

        int l = declaration.Number;
        yield return new AddLayer(EquatableArray.Of(above, other), declaration.Joined($"a{l}", [above, other], above.Width));
    }
}
