namespace GenNet;

/// <summary>
/// Has <c>Fit</c> save its progress, and go on from there when it is called again: killed at any moment, it loses at most one interval,
/// and ends with the same bits as if it had never been.
/// </summary>
/// <remarks>
/// Where the file exists, the network, the optimizer and the history of epochs become those of the file before the first step; the
/// training data, their order in the dataset, the hyperparameters and the options must be the same as before, except that
/// <see cref="TrainingOptions{T}.Epochs"/> may be more. So delete the file to begin anew. Each save replaces the file at once.
/// The last one is made at the end, with the network as the last epoch left it: <see cref="EarlyStopping.RestoreBest"/> comes after.
/// </remarks>
public sealed class Checkpointing
{
    /// <summary>Has progress saved.</summary>
    /// <param name="path">The file, in a folder that exists.</param>
    public Checkpointing(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>After how many epochs or steps the file is written, at least 1.</summary>
    public int Interval
    {
        get;
        init => field = Hyperparameter.AtLeast(1, value, nameof(Interval));
    } = 1;

    /// <summary>What <see cref="Interval"/> counts.</summary>
    public ScheduleUnit Unit
    {
        get;
        init => field = Hyperparameter.Check(value, Enum.IsDefined(value), nameof(Unit), "a member of the enumeration");
    } = ScheduleUnit.Epoch;
}
