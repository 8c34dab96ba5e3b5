using System.Globalization;
using GenNet.Reports;

namespace GenNet;

/// <summary>
/// Shows a training on the console: a line for each epoch, which stays, and below them one that moves, with a bar, the loss so far as a
/// number and as a curve, and the time left. Of more than a hundred epochs it is every second, fifth, tenth and so on that has a line.
/// </summary>
/// <remarks>
/// <c>network.Fit(training, optimizer, options, new TrainingDisplay())</c>. Where the output goes to a file or a pipe, and where the
/// environment says <c>NO_COLOR</c> or <c>TERM=dumb</c>, as users of screen readers have it, the lines are sentences and nothing moves.
/// It writes no colours and no escape codes.
/// </remarks>
public sealed class TrainingDisplay : IProgress<TrainingProgress>
{
    private const int MostLines = 100, EpochWidth = 5, NumberWidth = 8;

    private static readonly TimeSpan s_drawInterval = TimeSpan.FromMilliseconds(100);

    private readonly TextWriter _output;
    private readonly Func<int> _width;
    private readonly bool _moves;

    // The loss of each epoch so far.
    private readonly List<double> _losses = [];

    // A training that goes on from a checkpoint does not begin at the first step.
    private long _firstStep;
    private (int Epoch, int Step) _last = (int.MaxValue, 0);
    private TimeSpan _drawn;
    private int _movingWidth;

    /// <summary>Shows trainings, one after the other, on <see cref="Console.Out"/>.</summary>
    public TrainingDisplay()
        : this(Console.Out, TerminalWidth, moves: IsTerminal())
    {
    }

    /// <param name="output">Where to.</param>
    /// <param name="width">The columns of the terminal.</param>
    /// <param name="moves">Whether a line can be written over.</param>
    internal TrainingDisplay(TextWriter output, Func<int> width, bool moves)
    {
        _output = output;
        _width = width;
        _moves = moves;
    }

    /// <summary>Whether the output's encoding has the characters of bars and curves.</summary>
    private bool CanDraw => _output.Encoding.CodePage is 65001 or 1200; // UTF-8, UTF-16

    // The last column stays free: some terminals go to the next line as soon as it is written.
    private int Room => Math.Max(0, _width() - 1);

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        if ((value.Epoch, value.Step).CompareTo(_last) <= 0)
            Begin(value);
        _last = (value.Epoch, value.Step);
        bool hasLine = value.Result is not null && (value.Epoch % LineInterval(value.EpochCount) == 0 || value.StopReason is not null);
        if (value.Result is { } epoch)
        {
            _losses.Add(epoch.ValidationLoss ?? epoch.TrainingLoss);
            if (hasLine || _losses.Count == 1)
                WriteEpoch(value, epoch);
        }

        if (_moves && value.StopReason is not null)
            Move("");
        else if (_moves && (hasLine || value.Elapsed - _drawn >= s_drawInterval))
            Draw(value);
        if (value.StopReason == StopReason.EarlyStopping)
            _output.WriteLine("Stopped early: the validation data showed no more improvement.");
        _output.Flush();
    }

    private void Begin(TrainingProgress value)
    {
        _losses.Clear();
        _firstStep = (value.Epoch - 1L) * value.StepCount;
        _drawn = TimeSpan.Zero;
    }

    private static int LineInterval(int epochs)
    {
        int interval = 1;
        for (int i = 0; epochs / interval > MostLines; i++)
            interval = interval * (i % 3 == 1 ? 5 : 4) / 2; // 1, 2, 5, 10, 20, 50, ...
        return interval;
    }

    private void WriteEpoch(TrainingProgress value, EpochResult epoch)
    {
        if (_moves)
            WriteRow(epoch);
        else
            _output.WriteLine(Sentence(value, epoch));
    }

    /// <summary>An epoch for who hears it, or searches a log for it.</summary>
    private string Sentence(TrainingProgress value, EpochResult epoch)
    {
        string numbers = string.Concat(TrainingSeries.In([epoch]).Select(
            series => $"{(series.Data == "train" ? "training" : series.Data)} {series.Metric} {Text.Of(series.ValueOf(epoch)!.Value)}, "));
        string left = value.StopReason is null ? $", {Text.Of(TimeLeft(value))} left" : "";
        return FormattableString.Invariant($"epoch {value.Epoch} of {value.EpochCount}: {numbers}{Text.Of(epoch.Duration)}{left}");
    }

    /// <summary>Writes an epoch as a row of a table, which has the columns that the terminal has room for.</summary>
    private void WriteRow(EpochResult epoch)
    {
        (string Name, string Text)[] columns =
        [
            ("epoch", epoch.Epoch.ToString(CultureInfo.InvariantCulture)),
            .. TrainingSeries.In([epoch]).Select(series => (
                series.Data == "train" ? series.Metric : $"val {series.Metric}", Text.InColumn(series.ValueOf(epoch)!.Value))),
            ("time", Text.Of(epoch.Duration)),
        ];
        string header = "", row = "";
        foreach ((string name, string text) in columns)
        {
            int width = header.Length == 0 ? EpochWidth : 2 + Math.Max(NumberWidth, name.Length);
            if (header.Length + width > Room)
                break;
            header += name.PadLeft(width);
            row += text.PadLeft(width);
        }

        if (_losses.Count == 1)
            WriteLine(header);
        WriteLine(row);

        void WriteLine(string line)
        {
            Move(line);
            _output.WriteLine();
            _movingWidth = 0;
        }
    }

    /// <summary>Draws the bar and what stands around it: <c> 7/60 ━━━━─────── loss 0.1234 █▅▃▂▁ 12.3 s left</c>.</summary>
    private void Draw(TrainingProgress value)
    {
        string epoch = FormattableString.Invariant($"{value.Epoch}/{value.EpochCount} ").PadLeft(EpochWidth + 1);
        string loss = $" loss {Text.Of(value.Loss)} ", left = $" {Text.Of(TimeLeft(value))} left";

        if (epoch.Length + loss.Length + left.Length > Room)
            left = "";
        int free = Math.Max(0, Room - epoch.Length - loss.Length - left.Length);
        int curve = CanDraw ? Math.Min(free / 3, 30) : 0, bar = Math.Min(free - curve, 40);
        int full = (int)(bar * StepsDone(value) / Steps(value));
        (char done, char open) = CanDraw ? ('━', '─') : ('#', '.');
        string line = epoch + new string(done, full) + new string(open, bar - full) + loss + Sparkline.Draw(_losses, curve) + left;
        Move(line[..Math.Min(Room, line.Length)]);
        _drawn = value.Elapsed;
    }

    /// <summary>Writes over the line that moves.</summary>
    private void Move(string line)
    {
        _output.Write($"\r{line.PadRight(Math.Min(_movingWidth, Room))}{(line.Length == 0 ? "\r" : "")}");
        _movingWidth = line.Length;
    }

    private TimeSpan TimeLeft(TrainingProgress value)
    {
        double times = (double)(Steps(value) - StepsDone(value)) / Math.Max(1, StepsDone(value) - _firstStep);
        return value.Elapsed * Math.Min(times, TimeSpan.MaxValue / 2 / value.Elapsed);
    }

    private static long Steps(TrainingProgress value) => (long)value.EpochCount * value.StepCount;

    private static long StepsDone(TrainingProgress value) => (value.Epoch - 1L) * value.StepCount + value.Step;

    private static bool IsTerminal() =>
        !OperatingSystem.IsBrowser() && !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    private static int TerminalWidth()
    {
        const int standard = 80;
        try
        {
            return !OperatingSystem.IsBrowser() && Console.WindowWidth is > 0 and var width ? width : standard;
        }
        catch (IOException)
        {
            return standard; // There is no window.
        }
    }
}
