using System.Collections.Immutable;
using GenNet.Generator.Layers;
using GenNet.Generator.Model;
using Microsoft.CodeAnalysis;

namespace GenNet.Generator.Parsing;

/// <summary>The losses that a network is trained by.</summary>
internal sealed partial class NetworkParser
{
    private const string LossInterface = "GenNet.Losses.ILoss";

    private Loss ResolveLoss(Loss loss, AttributeReader declaration, string? outputName, Layer? writer, Location writerDeclaration)
    {
        Activation? output = writer is ActivationLayer { Known: var known } ? known : Activation.Identity;
        if (loss == Loss.Auto)
            return LossFacts.AutoOf(output);
        LossFacts facts = LossFacts.Of(loss);
        if (!facts.Fits(output))
        {
            ImmutableDictionary<string, string?> hints = ImmutableDictionary<string, string?>.Empty
                .Add(FixHints.Losses, string.Join(" ", LossesFor(output)))
                .Add(FixHints.Outputs, string.Join(" ", facts.AllOutputs));
            _context.Add(Diagnostic.Create(
                Diagnostics.LossDoesNotFit, declaration.Location, [writerDeclaration], hints, loss, facts.Needs,
                writer is ActivationLayer activation ? activation.FunctionName : Activation.Identity,
                outputName is null ? LossFacts.LastActivation : $"the activation of the output '{outputName}'"));
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

    private static CustomType? CustomLoss(AttributeReader declaration)
    {
        if (declaration.Option("Loss") is not null)
            declaration.ReportMeaningless("Loss", "a CustomLoss");
        return declaration.Custom(declaration.Constant("CustomLoss"), "a loss", LossInterface);
    }

    private static double LabelSmoothing(AttributeReader declaration, Loss? loss, CustomType? customLoss)
    {
        if (declaration.Option("LabelSmoothing") is not double value)
            return 0;
        string name = $"the loss {customLoss?.Name ?? loss.ToString()}";
        if (loss is null || LossFacts.Of(loss.Value).Classes is null)
        {
            declaration.ReportMeaningless("LabelSmoothing", name);
            return 0;
        }

        if (value is not (>= 0 and < 1))
            declaration.ReportRange("LabelSmoothing", value, name, "at least 0 and less than 1");
        return value;
    }
}
