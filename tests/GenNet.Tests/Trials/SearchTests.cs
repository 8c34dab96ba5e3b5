namespace GenNet.Tests.Trials;

/// <summary>What a search finds depends on the trials alone, whatever runs beside them and in whatever order.</summary>
public sealed class SearchTests
{
    private static readonly Search<Settings> s_search = new(Spirals.Grid, trial => Spirals.Train(trial, epochs: 6))
    {
        Folds = Spirals.Folds, Seeds = [1, 2],
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task HasTheSameTableForAnyNumberOfWorkers(int workers) =>
        Assert.Equal(Csv(await Alone()), Csv(await s_search.RunAsync(new LocalRunner(workers))));

    /// <summary>Each trial by itself, the last first.</summary>
    private static async Task<SearchResult<Settings>> Alone() => await s_search.RunAsync(new BackwardsRunner());

    private static string Csv<TSettings>(SearchResult<TSettings> result)
    {
        var writer = new StringWriter();
        result.SaveCsv(writer);
        return writer.ToString();
    }

    private sealed class BackwardsRunner : ITrialRunner
    {
        private readonly List<(Trial Trial, TaskCompletionSource<TrialResult> Source)> _waiting = [];
        private readonly LocalRunner _runner = new(1);

        public async Task<TrialResult> RunAsync(
            Trial trial, int epochs, IProgress<TrainingProgress> progress, CancellationToken cancellationToken)
        {
            var source = new TaskCompletionSource<TrialResult>();
            _waiting.Add((trial, source));
            if (_waiting.Count == s_search.Trials.Count)
            {
                foreach ((Trial one, TaskCompletionSource<TrialResult> result) in _waiting.AsEnumerable().Reverse())
                    result.SetResult(await _runner.RunAsync(one, epochs, progress, cancellationToken));
            }

            return await source.Task;
        }

        public Task<byte[]?> LoadAsync(TrialKey key, CancellationToken cancellationToken) => _runner.LoadAsync(key, cancellationToken);
    }
}
