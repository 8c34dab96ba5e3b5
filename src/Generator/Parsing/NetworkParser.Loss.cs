using System.Collections.Immutable;
using GenNet.Generator.Layers;
using GenNet.Generator.Model;
using Microsoft.CodeAnalysis;

namespace GenNet.Generator.Parsing;

/// <summary>The loss that a network is trained by.</summary>
internal sealed partial class NetworkParser
{
    private const string LossInterface = "GenNet.Losses.ILoss";

    private Loss ResolveLoss(Loss loss, AttributeReader network, Layer last, Location declaredLast)
    {
        Activation? output = last is ActivationLayer { Known: var known } ? known : Activation.Identity;
        if (loss == Loss.Auto)
            return LossFacts.AutoOf(output);
        LossFacts facts = LossFacts.Of(loss);
        if (!facts.Fits(output))
        {
            ImmutableDictionary<string, string?> hints = ImmutableDictionary<string, string?>.Empty
                .Add(FixHints.Losses, string.Join(" ", LossesFor(output)))
                .Add(FixHints.Outputs, string.Join(" ", facts.AllOutputs));
            _context.Add(Diagnostic.Create(
                Diagnostics.LossDoesNotFit, network.Location, [declaredLast], hints, loss, facts.Needs,
                last is ActivationLayer activation ? activation.FunctionName : Activation.Identity));
            _context.Fail();
        }

        return loss;
    }

    /// <summary>The losses that are made for an output, or the one that is chosen where none is.</summary>
    private static IEnumerable<Loss> LossesFor(Activation? output)
    {
        Loss[] losses = [.. LossFacts.All.Where(loss => LossFacts.Of(loss).IsFusedWith(output))];
        return losses.Length > 0 ? losses : [LossFacts.AutoOf(output)];
    }

    private static CustomType? CustomLoss(AttributeReader network)
    {
        TypedConstant type = network.Constant("CustomLoss");
        if (type.Value is null)
            return null;
        if (network.Option("Loss") is not null)
            network.ReportMeaningless("Loss", "a CustomLoss");
        return network.Custom(type, "a loss", LossInterface);
    }

    private static double LabelSmoothing(AttributeReader network, Loss? loss, CustomType? customLoss)
    {
        if (network.Option("LabelSmoothing") is not double value)
            return 0;
        string name = $"the loss {customLoss?.Name ?? loss.ToString()}";
        if (loss is null || LossFacts.Of(loss.Value).Classes is null)
        {
            network.ReportMeaningless("LabelSmoothing", name);
            return 0;
        }

        if (value is not (>= 0 and < 1))
            network.ReportRange("LabelSmoothing", value, name, "at least 0 and less than 1");
        return value;
    }
}
