using GenNet.Generator.Model;
using GenNet.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace GenNet.Generator.Layers;

/// <summary>An activation as an attribute names it, with its numbers.</summary>
internal sealed record ActivationChoice(Activation? Known, CustomType? Custom, ActivationFacts Facts, double Alpha, double Beta)
{
    public bool IsIdentity => Known == Activation.Identity;
}

/// <summary>Reads the activation that an attribute names: a member of the enum, or a type of the user's.</summary>
internal static class ActivationParser
{
    private const string ActivationInterface = "GenNet.Activations.IActivation";

    /// <summary>Reads <c>[Activate(activation)]</c>.</summary>
    public static IEnumerable<Layer> Parse(LayerDeclaration declaration) =>
        [Layer(declaration, Choose(declaration.Attribute, declaration.Attribute[0]), declaration.Above)];

    public static ActivationChoice Choose(AttributeReader attribute, TypedConstant g)
    {
        Activation? known = g.Kind == TypedConstantKind.Type ? null : attribute.Defined((Activation)g.Value!);
        CustomType? custom = known is null ? attribute.Custom(g, "an activation", ActivationInterface) : null;

        if (known is null && custom is null)
            return new(null, null, ActivationFacts.OfCustom(""), 0, 0); // It has been reported.
        string name = custom?.Name ?? known.ToString();

        // One that is no member has been reported too, and has no numbers.
        ActivationFacts facts = known is Activation activation && Enum.IsDefined(typeof(Activation), activation)
            ? ActivationFacts.Of(activation)
            : ActivationFacts.OfCustom(name);
        double alpha = attribute.Number("Alpha", facts.Alpha, name), beta = attribute.Number("Beta", facts.Beta, name);
        if (known == Activation.HardTanh && attribute.Stored(alpha) >= attribute.Stored(beta))
        {
            attribute.ReportRange(
                "Alpha", alpha, $"the activation {name}", $"less than Beta, which is {AttributeReader.Invariant(beta)}");
        }

        return new(known, custom, facts, alpha, beta);
    }

    public static ActivationLayer Layer(LayerDeclaration declaration, ActivationChoice choice, Value reads)
    {
        if (declaration.Trains)
            WarnOfUseless(declaration, choice, reads.Width);
        return new(
            EquatableArray.Of(reads), declaration.Writes($"a{declaration.Number}", reads.Width), choice.Known, choice.Custom,
            choice.Alpha, choice.Beta);
    }

    private static void WarnOfUseless(LayerDeclaration declaration, ActivationChoice choice, int width)
    {
        if (choice.Known is Activation.Softmax or Activation.LogSoftmax && width == 1)
        {
            declaration.Attribute.Report(
                Diagnostics.SoftmaxOfOneUnit, choice.Known, choice.Known == Activation.Softmax ? 1 : 0);
        }

        if (choice.Known == Activation.BinaryStep)
            declaration.Attribute.Report(Diagnostics.NothingLearns, declaration.Number);
    }
}
