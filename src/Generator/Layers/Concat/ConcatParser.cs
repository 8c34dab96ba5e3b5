using GenNet.Generator.Model;
using GenNet.Generator.Parsing;

namespace GenNet.Generator.Layers;

/// <summary>Reads <c>[Concat(names)]</c>.</summary>
internal static class ConcatParser
{
    public static IEnumerable<Layer> Parse(LayerDeclaration declaration)
    {
        AttributeReader attribute = declaration.Attribute;
        if (attribute.Option("From") is not null)
            attribute.ReportMeaningless("From", "Concat");
        Value[] values = attribute[0].IsNull ? [] : [.. attribute[0].Values.Select(name => declaration.Named(name.Value as string))];
        if (values.Length == 0)
        {
            attribute.Report(Diagnostics.NothingToJoin);
            values = [declaration.Above];
        }

        long width = values.Sum(value => (long)value.Width);
        if (!SizeLimits.Allow(width))
            attribute.Report(Diagnostics.SizeOutOfRange, "the size of Concat", width, SizeLimits.Max);
        int l = declaration.Number;
        yield return new ConcatLayer(values.ToEquatableArray(), declaration.Joined($"a{l}", values, (int)width));
    }
}
