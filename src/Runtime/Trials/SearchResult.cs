using System.Globalization;
using System.Numerics;

namespace GenNet;

/// <summary>What came of a search.</summary>
/// <typeparam name="TSettings">The hyperparameters.</typeparam>
public sealed class SearchResult<TSettings>
{
    private readonly ITrialRunner _runner;

    internal SearchResult(
        ITrialRunner runner, IReadOnlyList<Trial<TSettings>> trials, IReadOnlyList<TrialResult> results,
        IReadOnlyList<SettingsResult<TSettings>> ranking)
    {
        _runner = runner;
        Trials = trials;
        Results = results;
        Ranking = ranking;
    }

    /// <summary>All trials.</summary>
    public IReadOnlyList<Trial<TSettings>> Trials { get; }

    /// <summary>What came of each.</summary>
    public IReadOnlyList<TrialResult> Results { get; }

    /// <summary>
    /// The settings, best first; of equal ones that which was given first. Those that successive halving ended stand behind those that went
    /// on, and those of which a trial failed at the end.
    /// </summary>
    public IReadOnlyList<SettingsResult<TSettings>> Ranking { get; }

    /// <summary>The best settings.</summary>
    /// <exception cref="InvalidOperationException">There are none: all failed, or none were tried.</exception>
    public SettingsResult<TSettings> Best => BestOf(1)[0];

    /// <summary>The networks of all trials, on each fold and from each seed, of the best settings, as one predictor.</summary>
    /// <param name="count">How many of the best settings, at least 1.</param>
    /// <param name="cancellationToken">Ends the fetching of parameters.</param>
    /// <typeparam name="T">The networks' floating-point type.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many settings that did not fail.</exception>
    /// <exception cref="InvalidOperationException">
    /// The networks are of another type, or the runner no longer has their checkpoints.
    /// </exception>
    public async Task<Ensemble<T>> EnsembleAsync<T>(int count = 1, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var members = new List<IPredictor<T>>();
        foreach (Trial<TSettings> trial in BestOf(count).SelectMany(one => one.Trials))
        {
            Training<T> training = trial.Begin() as Training<T>
                ?? throw new InvalidOperationException($"The networks are not of the type {typeof(T).Name}.");
            TrialKey key = training.KeyOf(trial);
            byte[] checkpoint = await _runner.LoadAsync(key, cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"The runner has no checkpoint of trial {trial.Number}, {key.Hash}.");
            members.Add(training.Restore(trial, checkpoint));
        }

        return new Ensemble<T>(members);
    }

    /// <summary>
    /// Saves a table of comma-separated values with a line for each trial, in their order. It has nothing that depends on when and where
    /// the trials ran: the same search makes the same bytes.
    /// </summary>
    /// <param name="path">The file, which is replaced if there is one.</param>
    public void SaveCsv(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            SaveCsv(writer);
        });
    }

    /// <summary>Writes the table.</summary>
    /// <param name="writer">Where to; it stays open.</param>
    /// <remarks>
    /// The columns: the trial's number, the settings' text, fold and seed, the number of epochs run, the epoch whose parameters the network
    /// has, what that epoch came to, the message of a failed trial, and the first 16 hexadecimal digits of the SHA-256 of the parameters.
    /// </remarks>
    public void SaveCsv(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("trial,settings,fold,seed,epochs,final epoch,training loss,validation loss,validation accuracy,error,parameters\n");
        foreach ((Trial<TSettings> trial, TrialResult result) in Trials.Zip(Results))
        {
            string?[] fields =
            [
                Number(trial.Number), trial.Description, Number(trial.Fold), Number(trial.Seed), Number(result.Epochs.Count),
                Number(result.FinalEpoch), Number(result.Final?.TrainingLoss), Number(result.Final?.ValidationLoss),
                Number(result.Final?.ValidationAccuracy), result.Error, result.ParameterHash[..Math.Min(16, result.ParameterHash.Length)],
            ];
            writer.Write(string.Join(',', fields.Select(Quoted)) + "\n");
        }

        static string? Number(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture);

        // RFC 4180.
        static string? Quoted(string? field) =>
            field?.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{field.Replace("\"", "\"\"")}\"" : field;
    }

    private SettingsResult<TSettings>[] BestOf(int count)
    {
        SettingsResult<TSettings>[] ranked = [.. Ranking.Where(one => one.Error is null)];
        if (ranked.Length == 0)
        {
            throw new InvalidOperationException(
                Ranking.Count == 0 ? "No settings were tried." : $"All settings failed; of the first: {Ranking[0].Error}");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, ranked.Length);
        return ranked[..count];
    }
}
