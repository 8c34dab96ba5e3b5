using GenNet.Generator.Model;
using GenNet.Generator.Parsing;

namespace GenNet.Generator.Layers;

/// <summary>Reads <c>[Dropout(rate)]</c>, which drops outputs of the layer above it.</summary>
internal static class DropoutParser
{
    public static IEnumerable<Layer> Parse(LayerDeclaration declaration)
    {
        Value above = declaration.Above;
        var rate = (double)declaration.Attribute[0].Value!;
        if (rate is not (>= 0 and < 1))
            declaration.Attribute.ReportRange("rate", rate, "Dropout", "at least 0 and less than 1");
        if (declaration.Number == 0)
            declaration.Attribute.Report(Diagnostics.MisplacedDropout, "stands above every layer");
        else if (above.Number == 0)
            declaration.Attribute.Report(Diagnostics.MisplacedDropout, "drops inputs, and no layer's outputs");
        else if (above.Name == Dropped(above))
            declaration.Attribute.Report(Diagnostics.MisplacedDropout, "follows another [Dropout]");
        else if (declaration.Values.Contains(Dropped(above)))
            declaration.Attribute.Report(Diagnostics.MisplacedDropout, "drops what another [Dropout] drops already");
        yield return new DropoutLayer(EquatableArray.Of(above), above with { Name = Dropped(above), Label = null }, rate);
    }

    private static string Dropped(Value value) => $"d{value.Number}";
}
