using GenNet.Generator.Model;
using GenNet.Generator.Parsing;

namespace GenNet.Generator.Layers;

/// <summary>Reads <c>[Conv1D(channels, kernel, activation)]</c>: a convolution, and an activation unless that is the identity.</summary>
internal static class Conv1DParser
{
    public static IEnumerable<Layer> Parse(LayerDeclaration declaration)
    {
        AttributeReader attribute = declaration.Attribute;
        Value x = declaration.Sequence("[Conv1D]");
        int channels = attribute.Size(0, "channels"), kernel = attribute.Size(1, "kernel");
        int dilation = attribute.SizeOption("Dilation", 1), groups = attribute.SizeOption("Groups", 1);
        if (SizeLimits.Allow(kernel) && SizeLimits.Allow(dilation))
            CheckSize("what a kernel spans, 1 + (kernel - 1) * Dilation,", (long)(kernel - 1) * dilation + 1);
        if (SizeLimits.Allow(kernel))
            CheckSize("what the taps see, kernel * inputs,", (long)kernel * x.Width);
        if (groups >= 1 && (x.Width % groups != 0 || channels % groups != 0))
            attribute.Report(Diagnostics.GroupsDoNotDivide, groups, x.Width, channels);
        ActivationChoice activation = ActivationParser.Choose(attribute, attribute[2]);
        int l = declaration.Number;
        Value sums = declaration.Writes(activation.IsIdentity ? $"a{l}" : $"z{l}", channels);
        yield return new Conv1DLayer(
            EquatableArray.Of(x), sums, kernel, dilation, groups, attribute.Option("Bias") is not false, activation.Facts.Initializer);
        if (!activation.IsIdentity)
            yield return ActivationParser.Layer(declaration, activation, sums);

        void CheckSize(string what, long size)
        {
            if (!SizeLimits.Allow(size))
                attribute.Report(Diagnostics.SizeOutOfRange, what, size, SizeLimits.Max);
        }
    }
}
