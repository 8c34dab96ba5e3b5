namespace GenNet;

/// <summary>
/// A loss became NaN or infinite. The network has taken the step all the same; set parameters kept from before, or begin anew
/// with a lower learning rate or scaled features.
/// </summary>
public sealed class TrainingDivergedException : Exception
{
    internal TrainingDivergedException(string lossName, int epoch, int step, double loss)
        : base(
            $"The {lossName} became {loss} in epoch {epoch}, step {step}; "
            + "a lower learning rate or scaled features may help.")
    {
        Epoch = epoch;
        Step = step;
        Loss = loss;
    }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The step within the epoch, from 1; the last one when it was the validation loss.</summary>
    public int Step { get; }

    /// <summary>The loss: NaN, or an infinity.</summary>
    public double Loss { get; }
}
