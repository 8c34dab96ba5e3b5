using Spectre.Console;

namespace GenNet.Samples;

/// <summary>
/// Shows a training under way: a line for each epoch, which stays, and below them a bar, which moves, where the terminal can do that.
/// </summary>
internal sealed class TrainingDisplay : IProgress<TrainingProgress>
{
    private readonly ProgressTask? _bar;

    private TrainingDisplay(ProgressTask? bar) => _bar = bar;

    /// <summary>Does a training and shows it.</summary>
    public static TrainingHistory Show(Func<IProgress<TrainingProgress>, TrainingHistory> train)
    {
        AnsiConsole.MarkupLine("[bold]epoch  training loss  test loss  test accuracy      time[/]");
        return AnsiConsole.Profile.Capabilities is { Ansi: true, Interactive: true }
            ? AnsiConsole.Progress().AutoClear(true).Start(context => train(new TrainingDisplay(context.AddTask("training"))))
            : train(new TrainingDisplay(null));
    }

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        _bar?.MaxValue = value.EpochCount * value.StepCount;
        _bar?.Value = (value.Epoch - 1) * value.StepCount + value.Step;
        if (value.Result is { } epoch)
        {
            AnsiConsole.MarkupLine(
                $"{epoch.Epoch,5}  {epoch.TrainingLoss,13:F4}  {epoch.ValidationLoss,9:F4}  [green]{epoch.ValidationAccuracy,13:F3}[/]"
                + $"  {epoch.Duration.TotalMilliseconds,5:F0} ms");
        }
    }
}
