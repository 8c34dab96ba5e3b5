using GenNet.Generator.Formats;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Parsing;

/// <summary>What is said of samples that are windows of a sequence.</summary>
internal sealed partial class NetworkParser
{
    /// <summary>The first frames of the outputs that have no loss.</summary>
    private static int BurnIn(AttributeReader network, int outputSteps)
    {
        if (network.Option("BurnIn") is not int value)
            return 0;
        if (outputSteps == 0)
        {
            network.ReportMeaningless("BurnIn", "outputs that are no sequence");
            return 0;
        }

        if (value < 0 || value >= outputSteps)
            network.ReportRange("BurnIn", value, $"a window of {outputSteps} frames", $"from 0 to {outputSteps - 1}");
        return value;
    }

    /// <summary>Whether the outputs are a sequence, as far as the attributes' kinds tell.</summary>
    private bool DeclaresStream() =>
        ModelFormat.All.Any(format => format.DefaultSteps > 0 && Attributes(format.Attribute).Any())
        || (Attributes(NetworkAttribute).SelectMany(network => network.NamedArguments).Any(option => option.Key == "Steps")
            && !LayerAttributes().Any(layer => layer.Kind is { EndsSequence: true }));

    private void CheckWindow(NetworkSpec spec, AttributeReader network)
    {
        if (spec.LearnsTooShortWindows)
            network.Report(Diagnostics.WindowTooShort, spec.Steps, spec.ReceptiveField!.Value);
    }

    private void CheckWindowMemory(NetworkSpec spec, AttributeReader network)
    {
        foreach ((string excess, int most) in WindowMemory.Excess(spec))
            network.Report(Diagnostics.TooLarge, _type.Name, excess, most);
    }
}
