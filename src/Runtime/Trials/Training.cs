using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using GenNet.Numerics;

namespace GenNet;

/// <summary>A training that is ready to begin, whatever the precision of its network: see <see cref="Training{T}"/>.</summary>
public abstract class Training
{
    // What trials have been given, for as long as it lives: two that shared a network would change each other's results.
    private static readonly ConditionalWeakTable<object, object> s_claimed = [];

    private protected Training()
    {
    }

    /// <summary>Checks that all fits together, and takes the network and the optimizer for one trial.</summary>
    /// <exception cref="ArgumentException">Something does not fit.</exception>
    /// <exception cref="InvalidOperationException">Another trial has the network or the optimizer.</exception>
    internal abstract void Claim();

    internal abstract TrialKey KeyOf(Trial trial);

    internal abstract TrialResult Run(
        Trial trial, int epochs, ICheckpointStore store, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken);

    private protected static void Claim(object owned)
    {
        if (!s_claimed.TryAdd(owned, owned))
        {
            throw new InvalidOperationException(
                $"The same {owned.GetType().Name} was given to two trials; the search's function must make a new one each time.");
        }
    }
}

/// <summary>What <c>Fit</c> takes, put together for a trial.</summary>
/// <typeparam name="T">The network's floating-point type.</typeparam>
public sealed class Training<T> : Training where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A new network.</summary>
    public required INeuralNetwork<T> Network { get; init; }

    /// <summary>The samples to learn from. They may be shared by trials, since they never change.</summary>
    public required Dataset<T> Data { get; init; }

    /// <summary>A new update rule.</summary>
    public required Optimizer Optimizer { get; init; }

    /// <summary>
    /// How it is fitted, with the data that judge the trial as <see cref="TrainingOptions{T}.Validation"/>. The search keeps the
    /// checkpoints.
    /// </summary>
    public TrainingOptions<T> Options { get; init; } = new();

    /// <summary>
    /// What predicts with the fitted network in ensembles, such as a <see cref="Pipeline{T}"/> of it; null for the network itself.
    /// </summary>
    public IPredictor<T>? Predictor { get; init; }

    internal override void Claim()
    {
        ArgumentNullException.ThrowIfNull(Options);
        NeuralNetworkExtensions.CheckTraining(Network, Data, Optimizer, Options);
        if (Options.Checkpointing is not null)
            throw new ArgumentException($"{nameof(Options.Checkpointing)} was given; a search keeps checkpoints itself.", nameof(Options));
        Claim(Network);
        Claim(Optimizer);
    }

    internal override TrialKey KeyOf(Trial trial) => new()
    {
        Version = typeof(Training).Assembly.GetName().Version!.ToString(),
        Architecture = Network.Parameters.Layout.Architecture,
        Data = Data.ContentHash + Options.Validation?.ContentHash,
        Method = Method,
        Settings = trial.Description,
        Beginning = HashBeginning(),
        Fold = trial.Fold,
        Seed = trial.Seed,
    };

    /// <summary>What can be told of the optimizer and the options, but for the epochs: where they are more, a training goes on.</summary>
    private string Method
    {
        get
        {
            IEnumerable<(string Name, object? Value)> numbers =
            [
                .. Optimizer.Hyperparameters.Select(one => (one.Name, (object?)one.Value)),
                ("LearningRate", Optimizer.LearningRate), ("ClipValue", Optimizer.ClipValue), ("ClipNorm", Optimizer.ClipNorm),
                ("Schedule", Options.Schedule?.GetType().Name), ("BatchSize", Options.BatchSize), ("Seed", Options.Seed),
                ("Shards", Options.DataParallel?.Shards),
                ("Patience", Options.EarlyStopping?.Patience), ("MinDelta", Options.EarlyStopping?.MinDelta),
                ("Monitor", Options.EarlyStopping?.Monitor), ("RestoreBest", Options.EarlyStopping?.RestoreBest),
            ];
            return $"{Optimizer.GetType().Name}({string.Join(", ", numbers.Where(one => one.Value is not null).Select(
                one => string.Create(CultureInfo.InvariantCulture, $"{one.Name} = {one.Value}")))})";
        }
    }

    internal override TrialResult Run(
        Trial trial, int epochs, ICheckpointStore store, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        if (trial.Monitor == EarlyStoppingMonitor.ValidationAccuracy && Options.Validation?.HasLabels != true)
            throw new InvalidOperationException("The search monitors the accuracy; the trial needs labelled validation data.");
        TrainingHistory history = Fit(epochs, store, trial, progress, cancellationToken);
        if (history.Epochs.Count > Options.Epochs)
        {
            throw new InvalidOperationException(
                $"Its checkpoint is of {history.Epochs.Count} epochs, but {Options.Epochs} are asked for. "
                + "Without that checkpoint the trial begins anew.");
        }

        EpochResult[] asked = [.. history.Epochs.Take(epochs)];
        EpochResult final = Final(asked);
        return new TrialResult
        {
            Trial = trial.Number,
            Epochs = history.Epochs,
            FinalEpoch = Final(history.Epochs).Epoch,
            Score = trial.Monitor == EarlyStoppingMonitor.ValidationAccuracy ? final.ValidationAccuracy!.Value : EpochRanking.Loss(final),
            IsFinished = epochs >= Options.Epochs
                || (history.StopReason == StopReason.EarlyStopping && asked.Length == history.Epochs.Count),
            ParameterHash = ParameterHash.Of(Network),
        };
    }

    /// <summary>Makes the network that of a trial which has been run.</summary>
    internal IPredictor<T> Restore(Trial trial, byte[] checkpoint)
    {
        var store = new CheckpointMemory();
        store.Save(KeyOf(trial), checkpoint);

        // A checkpoint has at least one epoch: nothing is trained.
        Fit(1, store, trial, null, CancellationToken.None);
        return Predictor ?? Network;
    }

    private TrainingHistory Fit(
        int epochs, ICheckpointStore store, Trial trial, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var run = new FittingRun<T>(
            Network, Data, Optimizer, Options, Math.Min(epochs, Options.Epochs), new TrialCheckpoints(store, KeyOf(trial)), progress,
            cancellationToken);
        try
        {
            return run.Run();
        }
        catch (ModelFileException damaged)
        {
            throw new ModelFileException($"{damaged.Message} Without that checkpoint the trial begins anew.", cause: damaged);
        }
    }

    /// <summary>The epoch whose parameters the network has after these.</summary>
    private EpochResult Final(IReadOnlyList<EpochResult> epochs) =>
        Options.EarlyStopping is { RestoreBest: true } stopping
            ? epochs.Aggregate((best, next) => EpochRanking.IsBetter(next, best, stopping) ? next : best)
            : epochs[^1];

    private string HashBeginning() => HashParameters(Network.ComputeLoss(Data.SamplesAt(0, Math.Min(16, Data.Count)), []));

    private string HashParameters(params ReadOnlySpan<T> more)
    {
        var parameters = new T[Network.ParameterCount];
        Network.GetParameters(parameters);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.Append<T>(parameters);
        hash.Append(more);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
