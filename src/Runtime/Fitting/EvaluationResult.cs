using System.Globalization;

namespace GenNet;

/// <summary>How a network does on a dataset.</summary>
/// <param name="Loss">The mean loss of the samples, whatever the network's reduction.</param>
/// <param name="Accuracy">The share of the samples whose class it tells rightly, from 0 to 1; null when they have targets.</param>
public sealed record EvaluationResult(double Loss, double? Accuracy)
{
    /// <summary>How each of several outputs does; the loss is the sum of theirs, each times its weight, and penalties.</summary>
    public OutputResults Outputs { get; init; } = OutputResults.None;

    /// <summary>
    /// <c>loss 0.0812, accuracy 97.4 %</c>; of several outputs <c>loss 0.3 (kind: loss 0.2, accuracy 97.4 %; size: loss 0.1)</c>.
    /// </summary>
    public override string ToString()
    {
        string loss = string.Create(CultureInfo.InvariantCulture, $"loss {Loss:G4}");
        string accuracy = Accuracy is { } share ? string.Create(CultureInfo.InvariantCulture, $", accuracy {100 * share:F1} %") : "";
        return loss + accuracy + (Outputs.Count > 0 ? $" ({Outputs})" : "");
    }
}
