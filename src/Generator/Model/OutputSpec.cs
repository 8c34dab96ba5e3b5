using GenNet.Generator.Layers;

namespace GenNet.Generator.Model;

/// <summary>
/// One of a network's outputs, with every default resolved. The loss is either one of the enum's, never <see cref="GenNet.Loss.Auto"/>, or
/// the user's. Label smoothing is 0 where there is none.
/// </summary>
/// <param name="Value">The value.</param>
/// <param name="Start">Where it starts in the output row, or in each of its frames.</param>
/// <param name="Loss">Its loss, or null where that is the user's.</param>
/// <param name="CustomLoss">The user's loss, or null.</param>
/// <param name="LabelSmoothing">What targets give up of their certainty.</param>
/// <param name="Weight">What its loss is multiplied by in the cost.</param>
internal sealed record OutputSpec(
    Value Value, int Start, Loss? Loss, CustomType? CustomLoss, double LabelSmoothing = 0, double Weight = 1)
{
    /// <summary>Its name for the reader.</summary>
    public string Name => Value.Label ?? "output";

    /// <summary>The numbers that it has for a sample, or for each frame of one.</summary>
    public int Width => Value.Width;

    /// <summary>The numbers of the output row that it takes.</summary>
    public int Size => Width * Value.Frames;

    public string LossName => CustomLoss?.Name ?? Loss.ToString();

    public LossFacts LossFacts => Loss is Loss loss ? LossFacts.Of(loss) : LossFacts.OfCustom(LossName);

    /// <summary>Whether a target is the number of a class; several units of a binary cross-entropy are as many questions.</summary>
    public bool TakesClasses =>
        Loss is GenNet.Loss.CrossEntropy or GenNet.Loss.NegativeLogLikelihood || (Loss == GenNet.Loss.BinaryCrossEntropy && Width == 1);
}
