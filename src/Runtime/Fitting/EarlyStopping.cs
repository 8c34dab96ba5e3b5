namespace GenNet;

/// <summary>Ends training when the validation data have shown no improvement for some epochs.</summary>
public sealed class EarlyStopping
{
    /// <summary>What is watched.</summary>
    public EarlyStoppingMonitor Monitor { get; init; } = EarlyStoppingMonitor.ValidationLoss;

    /// <summary>After how many epochs in a row without improvement training ends, at least 1.</summary>
    public int Patience
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Patience));
            field = value;
        }
    } = 5;

    /// <summary>By how much the best value so far must be surpassed to count as an improvement, at least 0.</summary>
    public double MinDelta
    {
        get;
        init
        {
            if (!(value >= 0 && double.IsFinite(value)))
                throw new ArgumentOutOfRangeException(nameof(MinDelta), value, "It must be finite and at least 0.");
            field = value;
        }
    }

    /// <summary>
    /// Whether the network ends with the parameters of the best epoch, whether training stopped early or ran through.
    /// The optimizer keeps the state it has come to.
    /// </summary>
    public bool RestoreBest { get; init; } = true;
}
