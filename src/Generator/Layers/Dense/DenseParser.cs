using GenNet.Generator.Model;
using GenNet.Generator.Parsing;

namespace GenNet.Generator.Layers;

/// <summary>Reads <c>[Dense(units, activation)]</c>: a dense layer, and an activation unless that is the identity.</summary>
internal static class DenseParser
{
    public static IEnumerable<Layer> Parse(LayerDeclaration declaration)
    {
        AttributeReader attribute = declaration.Attribute;
        int units = attribute.Size(0, "units"), l = declaration.Number;
        ActivationChoice activation = ActivationParser.Choose(attribute, attribute[1]);
        Initializer initializer = attribute.Named("Initializer", Initializer.Auto);
        double initialValue = attribute.Number(
            "InitialValue", 0, initializer == Initializer.Constant, $"the initializer {initializer}");
        double l1 = PenaltyFactor(attribute, "L1"), l2 = PenaltyFactor(attribute, "L2");
        Value sums = declaration.Writes(activation.IsIdentity ? $"a{l}" : $"z{l}", units);
        yield return new DenseLayer(
            EquatableArray.Of(declaration.Above), sums, attribute.Option("Bias") is not false,
            initializer == Initializer.Auto ? activation.Facts.Initializer : initializer, initialValue, l1, l2);
        if (!activation.IsIdentity)
            yield return ActivationParser.Layer(declaration, activation, sums);
    }

    /// <summary>The factor of a penalty on the layer's weights.</summary>
    private static double PenaltyFactor(AttributeReader attribute, string name)
    {
        double factor = attribute.Number(name, 0, means: true, "");
        if (factor < 0)
            attribute.ReportRange(name, factor, "a penalty", "at least 0");
        return factor;
    }
}
