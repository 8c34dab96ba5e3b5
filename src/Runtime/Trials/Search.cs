using System.Globalization;

namespace GenNet;

/// <summary>
/// Many trainings for one purpose: each of some settings is tried, on each fold of the data and from each seed, and the settings are
/// ranked by how the networks do. Where and in what order the trials run changes no bit of any result: see docs/many-trainings.md.
/// </summary>
/// <typeparam name="TSettings">
/// The hyperparameters: a record of yours. Its text, which <c>ToString</c> gives, must tell all of them, as that of a record of numbers,
/// texts and enumerations does.
/// </typeparam>
public sealed class Search<TSettings> where TSettings : notnull
{
    private readonly TSettings[] _settings;
    private readonly string[] _texts;
    private readonly Func<Trial<TSettings>, Training> _begin;

    /// <summary>Plans a search; nothing runs yet.</summary>
    /// <param name="settings">
    /// What is tried: a grid (a LINQ query over the values of each hyperparameter), or what a <see cref="SettingsSampler"/> draws. Settings
    /// that are equal are tried once.
    /// </param>
    /// <param name="begin">
    /// Makes the training of a trial, with a network and an optimizer of its own. It is called on any thread, several times for a trial
    /// that is resumed, and must make the same of the same trial each time.
    /// </param>
    /// <exception cref="ArgumentException">
    /// One of the settings is null, two differ, but not their texts, or there are more than <see cref="Trial.MaxCount"/>.
    /// </exception>
    public Search(IEnumerable<TSettings> settings, Func<Trial<TSettings>, Training> begin)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(begin);
        _settings = [.. settings.Distinct()];
        if (_settings.Any(one => one is null))
            throw new ArgumentException("One of the settings is null.", nameof(settings));
        _texts = [.. _settings.Select(Text)];
        _begin = begin;
        if (_texts.GroupBy(text => text).FirstOrDefault(group => group.Count() > 1) is { Key: var text })
        {
            throw new ArgumentException(
                $"Different settings have the same text, \"{text}\", by which trials are told apart; "
                + "ToString must tell all hyperparameters.",
                nameof(settings));
        }

        CheckCount(Folds, Seeds.Count, nameof(settings));
    }

    /// <summary>On how many folds of the data each of the settings is tried; <see cref="Trial.Fold"/> counts them.</summary>
    /// <exception cref="ArgumentException">
    /// There are fewer than 1, or more than <see cref="Trial.MaxCount"/> trials with them.
    /// </exception>
    public int Folds
    {
        get;
        init
        {
            CheckCount(Hyperparameter.AtLeast(1, value, nameof(Folds)), Seeds.Count, nameof(Folds));
            field = value;
        }
    } = 1;

    /// <summary>From which seeds each of the settings is tried, at least 1; <see cref="Trial.Seed"/> is one of them.</summary>
    /// <exception cref="ArgumentException">
    /// There is none, or one twice, or there are more than <see cref="Trial.MaxCount"/> trials with them.
    /// </exception>
    public IReadOnlyList<int> Seeds
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Seeds));
            if (value.Count == 0 || value.Distinct().Count() < value.Count)
            {
                throw new ArgumentException(
                    $"The seeds {ShortList.Of(value.Select(seed => $"{seed}"))} were given; at least 1 is needed, and none twice.",
                    nameof(Seeds));
            }

            CheckCount(Folds, value.Count, nameof(Seeds));
            field = [.. value];
        }
    } = [1];

    /// <summary>What networks are judged by.</summary>
    public EarlyStoppingMonitor Monitor
    {
        get;
        init => field = Hyperparameter.Check(value, Enum.IsDefined(value), nameof(Monitor), "a member of the enumeration");
    } = EarlyStoppingMonitor.ValidationLoss;

    /// <summary>Ends bad trials early; null to run all to their end.</summary>
    public SuccessiveHalving? Halving { get; init; }

    /// <summary>All trials: settings by settings, fold by fold, seed by seed.</summary>
    public IReadOnlyList<Trial<TSettings>> Trials => field ??=
    [
        .. from place in Enumerable.Range(0, _settings.Length)
           from fold in Enumerable.Range(0, Folds)
           from seed in Seeds.Index()
           select new Trial<TSettings>(
               (place * Folds + fold) * Seeds.Count + seed.Index, _settings[place], _texts[place], fold, seed.Item, Monitor, _begin),
    ];

    /// <summary>Runs all trials. A trial that throws is a failed one among the results, with its message.</summary>
    /// <param name="runner">Where they run; null for this machine, as many at a time as it has processors, in memory.</param>
    /// <param name="progress">Told of each trial's epochs and results, by one thread at a time.</param>
    /// <param name="cancellationToken">Ends the trials that run.</param>
    /// <exception cref="OperationCanceledException">
    /// The search was cancelled; another with the same trials, and a runner that keeps checkpoints, goes on from there.
    /// </exception>
    public async Task<SearchResult<TSettings>> RunAsync(
        ITrialRunner? runner = null, IProgress<SearchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        runner ??= new LocalRunner();
        var results = new TrialResult[Trials.Count];
        Trial<TSettings>[][] candidates = [.. Trials.Chunk(Folds * Seeds.Count)];
        SettingsResult<TSettings>[] ended = [], ranking = [];
        for (int epochs = Halving?.Epochs ?? int.MaxValue; candidates.Length > 0; epochs = Halving!.After(epochs))
        {
            var display = new RungProgress(progress, candidates.Sum(trials => trials.Length));
            await Task.WhenAll(candidates.SelectMany(trials => trials).Select(RunOneAsync)).ConfigureAwait(false);
            ranking = Rank(candidates.Select(trials => new SettingsResult<TSettings>(trials, [.. trials.Select(ResultOf)])));
            if (Halving is null || ranking.All(one => one.Results.All(result => result.IsFinished)))
                break;
            int survivors = Halving.SurvivorsOf(ranking.Count(one => one.Error is null));
            ended = [.. ranking[survivors..], .. ended];
            ranking = ranking[..survivors];
            candidates = [.. ranking.Select(one => one.Trials.ToArray())];

            async Task RunOneAsync(Trial<TSettings> trial)
            {
                TrialResult result = await runner.RunAsync(trial, epochs, display.Of(trial), cancellationToken).ConfigureAwait(false);
                results[trial.Number] = result;
                display.Finish(trial, result);
            }
        }

        // Those that failed come last, whenever they did.
        return new SearchResult<TSettings>(runner, Trials, results, [.. ranking.Concat(ended).OrderBy(one => one.Error is not null)]);

        TrialResult ResultOf(Trial<TSettings> trial) => results[trial.Number];
    }

    /// <summary>Best first; of equal ones that which was given first.</summary>
    private SettingsResult<TSettings>[] Rank(IEnumerable<SettingsResult<TSettings>> results) =>
        [.. results.OrderBy(one => one.Error is not null).ThenBy(one => LossOf(one.Score))];

    private double LossOf(double score) =>
        double.IsNaN(score) ? double.PositiveInfinity : Monitor == EarlyStoppingMonitor.ValidationAccuracy ? -score : score;

    private void CheckCount(int folds, int seeds, string argument)
    {
        Int128 count = (Int128)_settings.Length * folds * seeds;
        if (count > Trial.MaxCount)
        {
            throw new ArgumentException(
                $"{_settings.Length} settings on {folds} folds from {seeds} seeds are {count} trials; a search has at most "
                + $"{Trial.MaxCount}.",
                argument);
        }
    }

    /// <summary>The text of a record has its numbers in the culture that is current.</summary>
    private static string Text(TSettings settings)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return settings.ToString() ?? "";
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
