using GenNet.Generator.Model;
using GenNet.Generator.Parsing;

namespace GenNet.Generator.Layers;

/// <summary>Reads <c>[Embedding(count, size)]</c>.</summary>
internal static class EmbeddingParser
{
    // From there on a float does not hold every whole number.
    private const int MostInSingle = 1 << 24;

    public static IEnumerable<Layer> Parse(LayerDeclaration declaration)
    {
        AttributeReader attribute = declaration.Attribute;
        int count = (int)attribute[0].Value!, size = attribute.Size(1, "size"), l = declaration.Number;
        int most = attribute.Precision == Precision.Double ? int.MaxValue : MostInSingle;
        if (count < 1 || count > most)
            attribute.Report(Diagnostics.SizeOutOfRange, "count", count, most);
        Value reads = declaration.Above;
        if (reads.Number > 0)
            attribute.Report(Diagnostics.EmbeddingOfNoInput, reads.Number);
        else if (SizeLimits.Allow(reads.Width) && SizeLimits.Allow(size) && !SizeLimits.Allow((long)reads.Width * size))
            attribute.Report(Diagnostics.SizeOutOfRange, $"{reads.Width} columns x {size}", (long)reads.Width * size, SizeLimits.Max);
        yield return new EmbeddingLayer(EquatableArray.Of(reads), declaration.Writes($"a{l}", reads.Width * size), count, size);
    }
}
