namespace GenNet;

/// <summary>How a training went. It keeps neither the network nor data.</summary>
public sealed class TrainingHistory
{
    internal TrainingHistory(
        IReadOnlyList<EpochResult> epochs, EpochResult best, StopReason stopReason, TrainingSetup setup, string parameterHash)
    {
        Epochs = epochs;
        Best = best;
        StopReason = stopReason;
        Setup = setup;
        ParameterHash = parameterHash;
    }

    /// <summary>The epochs run, in order; at least 1.</summary>
    public IReadOnlyList<EpochResult> Epochs { get; }

    /// <summary>
    /// The best epoch: by what early stopping monitored; without it by the validation loss; without validation data by the training loss.
    /// </summary>
    public EpochResult Best { get; }

    /// <summary>
    /// What looks like a mistake in data and network though it may be meant: targets that look like the numbers of classes under an output
    /// that is linear. Null where nothing does.
    /// </summary>
    public string? Hint { get; internal init; }

    /// <summary>Why training ended.</summary>
    public StopReason StopReason { get; }

    /// <summary>
    /// The SHA-256 of the parameters that training left, 64 hexadecimal digits: of the bytes of what
    /// <see cref="INeuralNetwork{T}.GetParameters"/> gives, little-endian. Trainings with the same hash gave the same network to the bit.
    /// </summary>
    public string ParameterHash { get; }

    internal TrainingSetup Setup { get; }
}
