using GenNet.Generator.Layers;
using GenNet.Generator.Model;
using Microsoft.CodeAnalysis;

namespace GenNet.Generator.Parsing;

/// <summary>What a network gives out.</summary>
internal sealed partial class NetworkParser
{
    private const string OutputAttribute = "GenNet.OutputAttribute";

    /// <summary>
    /// The outputs, side by side in the output row: those that the class names, or the last value under the network's loss.
    /// </summary>
    private OutputSpec[] Outputs(AttributeReader network, DeclaredValues values, IReadOnlyList<Layer> layers)
    {
        AttributeReader[] named = [.. Attributes(OutputAttribute).Select(output => new AttributeReader(output, _context))];
        if (named.Length == 0)
            return [Output(network, null, values.Above, 0, values, layers)];

        foreach (string option in new[] { "Loss", "CustomLoss", "LabelSmoothing" }.Where(option => network.Option(option) is not null))
            network.ReportMeaningless(option, "[Output], which has its own");
        List<OutputSpec> outputs = [];
        int start = 0;
        foreach (AttributeReader attribute in named)
        {
            Value value = values.Find(attribute[0].Value as string, attribute);
            if (_context.HasFailed)
                return [];
            if (outputs.Any(other => other.Value == value))
                attribute.Report(Diagnostics.OutputTwice, value.Label!);
            outputs.Add(Output(attribute, value.Label, value, start, values, layers));
            DeclaredValues.CheckFrames([outputs[0].Value, value], attribute);
            start += value.Width;
        }

        if (!SizeLimits.Allow(Math.Max(1, start)))
            network.Report(Diagnostics.SizeOutOfRange, "the sum of the outputs' sizes", start, SizeLimits.Max);
        return [.. outputs];
    }

    private OutputSpec Output(
        AttributeReader declaration, string? name, Value value, int start, DeclaredValues values, IReadOnlyList<Layer> layers)
    {
        Layer? writer = layers.FirstOrDefault(layer => layer.Writes == value);
        if (name is not null && writer is { ForPrediction: null })
            declaration.Report(Diagnostics.MisplacedDropout, $"writes the output '{name}', and outputs are never dropped");
        CustomType? customLoss = CustomLoss(declaration);
        Loss loss = declaration.Named("Loss", Loss.Auto);
        if (!Enum.IsDefined(typeof(Loss), loss))
            loss = Loss.Auto; // It has been reported.
        Loss? known = customLoss is null ? ResolveLoss(loss, declaration, name, writer, values.DeclarationOf(value).Location) : null;
        double weight = declaration.Number("Weight", 1, means: true, with: "");
        if (weight < 0)
            declaration.ReportRange("Weight", weight, $"the output '{name}'", "at least 0");
        return new(value, start, known, customLoss, LabelSmoothing(declaration, known, customLoss), weight);
    }

    /// <summary>Reports names that a struct of spans could not have as those of its members.</summary>
    private static void CheckApart(IReadOnlyCollection<Value> values, DeclaredValues declared, string[] structs)
    {
        if (values.Count < 2)
            return;
        foreach (Value value in values)
        {
            string pascal = SpanNames.PascalCase(value.Label!);
            if (structs.FirstOrDefault(name => SpanNames.IsTaken(pascal, name)) is string taken)
                declared.DeclarationOf(value).Report(Diagnostics.NameIsOfStruct, value.Label!, pascal, taken);
        }
    }
}
