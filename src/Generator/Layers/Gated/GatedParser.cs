using GenNet.Generator.Model;
using GenNet.Generator.Parsing;

namespace GenNet.Generator.Layers;

/// <summary>Reads <c>[Gated(activation, gate)]</c>.</summary>
internal static class GatedParser
{
    public static IEnumerable<Layer> Parse(LayerDeclaration declaration)
    {
        AttributeReader attribute = declaration.Attribute;
        Value above = declaration.Above;
        if (above.Width % 2 != 0)
            attribute.Report(Diagnostics.NoGates, $"halves what it reads, but {above.Description} has {above.Width} numbers");
        Value writes = declaration.Writes($"a{declaration.Number}", Math.Max(1, above.Width / 2));
        ActivationLayer activation = Choose(0), gate = Choose(1);
        yield return new GatedLayer(EquatableArray.Of(above), writes, activation, gate);

        ActivationLayer Choose(int argument)
        {
            ActivationChoice choice = ActivationParser.Choose(attribute, attribute[argument]);
            if (choice.Facts.Kind != ActivationKind.Elementwise)
            {
                attribute.Report(
                    Diagnostics.NoGates,
                    $"needs activations that act on each number by itself and learn nothing, which {choice.Known} is not");
            }

            return ActivationParser.Layer(declaration, choice, writes);
        }
    }
}
