namespace GenNet;

/// <summary>
/// One training of a <see cref="Search{TSettings}"/>: of some settings, on a fold, from a seed. What comes of it depends on these alone.
/// </summary>
public abstract class Trial
{
    /// <summary>The most trials that a search has, each of which takes memory before it runs: 1,000,000.</summary>
    public const int MaxCount = 1_000_000;

    private protected Trial(int number, string description, int fold, int seed, EarlyStoppingMonitor monitor)
    {
        Number = number;
        Description = description;
        Fold = fold;
        Seed = seed;
        Monitor = monitor;
    }

    /// <summary>Its place among the search's trials, from 0.</summary>
    public int Number { get; }

    /// <summary>The text of the settings, the same in every culture.</summary>
    public string Description { get; }

    /// <summary>The fold of the data that judges it, from 0.</summary>
    public int Fold { get; }

    /// <summary>What starts its random numbers: those of the network, of the order of samples, and of whatever else is drawn.</summary>
    public int Seed { get; }

    internal EarlyStoppingMonitor Monitor { get; }

    /// <summary>What it is a training of; equal keys are equal trainings, on any machine.</summary>
    /// <remarks>Makes the training, and so throws whatever the search's function throws.</remarks>
    public TrialKey ComputeKey() => Begin().KeyOf(this);

    /// <summary>Trains from the last checkpoint on, or from the beginning where there is none, and leaves a checkpoint.</summary>
    /// <param name="epochs">How many epochs it is to have had in all, at least 1; never more than its options say.</param>
    /// <param name="checkpoints">Where checkpoints are kept.</param>
    /// <param name="progress">Told of epochs and steps, as by <c>Fit</c>.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <returns>What came of it: the message of the exception where one was thrown.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public TrialResult Run(
        int epochs,
        ICheckpointStore checkpoints,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        ArgumentNullException.ThrowIfNull(checkpoints);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return Begin().Run(this, epochs, checkpoints, progress, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new TrialResult { Trial = Number, Error = exception.Message };
        }
    }

    /// <summary>Makes the training.</summary>
    internal abstract Training Begin();
}

/// <summary>A trial, for the function that makes its training.</summary>
/// <typeparam name="TSettings">The hyperparameters.</typeparam>
public sealed class Trial<TSettings> : Trial
{
    private readonly Func<Trial<TSettings>, Training> _begin;

    internal Trial(
        int number, TSettings settings, string description, int fold, int seed, EarlyStoppingMonitor monitor,
        Func<Trial<TSettings>, Training> begin)
        : base(number, description, fold, seed, monitor)
    {
        Settings = settings;
        _begin = begin;
    }

    /// <summary>The hyperparameters.</summary>
    public TSettings Settings { get; }

    internal override Training Begin()
    {
        Training training = _begin(this) ?? throw new InvalidOperationException("The search's function made no training.");
        training.Claim();
        return training;
    }
}
