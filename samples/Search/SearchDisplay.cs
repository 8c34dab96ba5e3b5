using GenNet;
using Spectre.Console;

/// <summary>Shows a search under way, where the terminal can do that: a bar for all trials, and one for each that runs.</summary>
internal sealed class SearchDisplay : IProgress<SearchProgress>
{
    private readonly ProgressContext _context;
    private readonly ProgressTask _all;
    private readonly Dictionary<Trial, ProgressTask> _running = [];

    private SearchDisplay(ProgressContext context)
    {
        _context = context;
        _all = context.AddTask("trials");
    }

    /// <summary>Does a search and shows it.</summary>
    public static SearchResult<Settings> Show(Func<IProgress<SearchProgress>?, SearchResult<Settings>> search) =>
        AnsiConsole.Profile.Capabilities is { Ansi: true, Interactive: true }
            ? AnsiConsole.Progress().AutoClear(true).HideCompleted(true).Start(context => search(new SearchDisplay(context)))
            : search(null);

    /// <inheritdoc/>
    public void Report(SearchProgress value)
    {
        _all.MaxValue = value.Count;
        _all.Value = value.Finished;
        if (value.Training is { } training)
        {
            if (!_running.TryGetValue(value.Trial, out ProgressTask? bar))
            {
                bar = _context.AddTask($"{value.Trial.Description}, fold {value.Trial.Fold}".EscapeMarkup(), maxValue: training.EpochCount);
                _running.Add(value.Trial, bar);
            }

            bar.Value = training.Epoch;
        }
        else if (_running.Remove(value.Trial, out ProgressTask? bar))
        {
            bar.StopTask();
        }
    }
}
