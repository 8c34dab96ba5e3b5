using System.Text;
using GenNet.Tests.Fitting;

namespace GenNet.Tests.Reports;

public sealed class TrainingDisplayTests
{
    [Fact]
    public void A_terminal_of_fifty_columns()
    {
        Terminal terminal = Show(width: 50, Training());
        Assert.Equal(
            """
            epoch      loss  val loss  val accuracy      time
                1    2.5000    2.0000        0.1000     1.5 s
                2    1.2500    1.0000        0.5500     1.5 s
                3    0.8333    0.6667        0.7000     1.5 s
             4/10 ━━━━━────────── loss 0.7 █▃▁ 9.5 s left
            """,
            terminal.At(7));
        Assert.Equal(
            """
            epoch      loss  val loss  val accuracy      time
                1    2.5000    2.0000        0.1000     1.5 s
                2    1.2500    1.0000        0.5500     1.5 s
                3    0.8333    0.6667        0.7000     1.5 s
                4    0.6250    0.5000        0.7750     1.5 s
            Stopped early: the validation data showed no more improvement.
            """,
            terminal.AtEnd);
        Assert.True(terminal.Widest < 50);
    }

    [Fact]
    public void A_terminal_of_a_hundred_and_twenty_columns()
    {
        Terminal terminal = Show(width: 120, Training());
        Assert.Equal(
            """
            epoch      loss  val loss  val accuracy      time
                1    2.5000    2.0000        0.1000     1.5 s
                2    1.2500    1.0000        0.5500     1.5 s
                3    0.8333    0.6667        0.7000     1.5 s
             4/10 ━━━━━━━━━━━━━━────────────────────────── loss 0.7 █▃▁ 9.5 s left
            """,
            terminal.At(7));
        Assert.True(terminal.Widest < 120);
    }

    [Theory]
    [InlineData(20, "epoch      loss", "    1    2.5000", " 4/10 ── loss 0.7 ▁")]
    [InlineData(30, "epoch      loss  val loss", "    1    2.5000    2.0000", " 4/10 ── loss 0.7  9.5 s left")]
    public void A_narrow_terminal_has_what_fits_whole(int width, string header, string row, string bar)
    {
        string[] lines = Show(width, Training()).At(7).Split('\n');
        Assert.Equal([header, row, bar], [lines[0], lines[1], lines[^1]]);
    }

    [Fact]
    public void A_terminal_that_was_made_narrower_has_no_line_broken()
    {
        var terminal = new Terminal(Encoding.UTF8);
        int width = 80;
        var display = new TrainingDisplay(terminal, () => width, moves: true);
        display.Report(Training()[0]);
        width = 30;
        int written = terminal.Written;
        display.Report(new(1, 10, 2, 3, 2.8, TimeSpan.FromSeconds(2), null));
        Assert.InRange(terminal.Written - written, 1, 30);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(49)]
    public void However_narrow_it_is_no_line_is_broken(int width) =>
        Assert.True(Show(width, [.. Training().SkipLast(1)]).Widest < width);

    [Fact]
    public void A_terminal_without_Unicode_has_a_bar_of_its_own() =>
        Assert.EndsWith(" 4/10 ########.............. loss 0.7  9.5 s left", Show(50, Training(), Encoding.ASCII).At(7));

    [Fact]
    public void Elsewhere_epochs_are_sentences()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var display = new TrainingDisplay(output, () => throw new InvalidOperationException(), moves: false);
        foreach (TrainingProgress progress in Training())
            display.Report(progress);
        Assert.Equal(
            """
            epoch 1 of 10: training loss 2.5, validation loss 2, validation accuracy 0.1, 1.5 s, 13.5 s left
            epoch 2 of 10: training loss 1.25, validation loss 1, validation accuracy 0.55, 1.5 s, 12.0 s left
            epoch 3 of 10: training loss 0.8333, validation loss 0.6667, validation accuracy 0.7, 1.5 s, 10.5 s left
            epoch 4 of 10: training loss 0.625, validation loss 0.5, validation accuracy 0.775, 1.5 s
            Stopped early: the validation data showed no more improvement.

            """,
            output.ToString());
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(101, 52)]
    [InlineData(500, 101)]
    [InlineData(10_000, 101)]
    public void Of_many_epochs_some_have_a_line(int epochs, int lines)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var display = new TrainingDisplay(output, () => 80, moves: false);
        for (int i = 1; i <= epochs; i++)
        {
            StopReason? reason = i == epochs ? StopReason.EpochsCompleted : null;
            display.Report(new(i, epochs, 1, 1, 1, TimeSpan.FromSeconds(i), Histories.Epoch(i, 1), reason));
        }

        string[] written = output.ToString().TrimEnd().Split('\n');
        Assert.Equal(lines, written.Length);
        Assert.StartsWith($"epoch 1 of {epochs}:", written[0]);
        Assert.StartsWith($"epoch {epochs} of {epochs}:", written[^1]);
    }

    [Fact]
    public void One_display_shows_trainings_one_after_the_other()
    {
        string once = Show(80, Training()).AtEnd;
        Assert.Equal($"{once}\n{once}", Show(80, [.. Training(), .. Training()]).AtEnd);
    }

    [Fact]
    public void The_time_left_of_a_training_that_goes_on_is_that_of_its_own_steps()
    {
        // From epoch 6 of 10: an epoch took two seconds, and four are left.
        Terminal terminal = Show(60, [new(6, 10, 3, 3, 0.5, TimeSpan.FromSeconds(2), Histories.Epoch(6, 0.5, seconds: 2))]);
        Assert.EndsWith(" 8.0 s left", terminal.AtEnd);
    }

    [Fact]
    public void Losses_that_are_not_finite_are_shown_as_such()
    {
        EpochResult epoch = Histories.Epoch(1, double.NaN, double.PositiveInfinity);
        Assert.Contains("       NaN  Infinity", Show(60, [new(1, 2, 1, 1, double.NaN, TimeSpan.FromSeconds(1), epoch)]).AtEnd);
    }

    [Fact]
    public void Fit_tells_why_it_ends_with_its_last_report_alone()
    {
        var dataset = Dataset.FromArrays([0f, 1f], 1, [0f, 1f], 1);
        foreach (bool stops in (bool[])[true, false])
        {
            List<TrainingProgress> reports = [];
            new ScriptedNetwork().Fit(
                dataset,
                new Sgd(0.1),
                new() { Epochs = 4, BatchSize = 1, Validation = dataset, EarlyStopping = stops ? new() { Patience = 2 } : null },
                new Listener(reports.Add));
            Assert.All(reports.SkipLast(1), report => Assert.Null(report.StopReason));
            Assert.Equal(stops ? StopReason.EarlyStopping : StopReason.EpochsCompleted, reports[^1].StopReason);
        }
    }

    /// <summary>Ten epochs of three steps were asked for; it ends after the fourth.</summary>
    private static TrainingProgress[] Training()
    {
        List<TrainingProgress> reports = [];
        for (int epoch = 1; epoch <= 4; epoch++)
        {
            TimeSpan began = TimeSpan.FromSeconds(1.5 * (epoch - 1));
            reports.Add(new(epoch, 10, 2, 3, 2.8 / epoch, began + TimeSpan.FromSeconds(1), null));
            reports.Add(new(
                epoch, 10, 3, 3, 2.5 / epoch, began + TimeSpan.FromSeconds(1.5),
                Histories.Epoch(epoch, 2.5 / epoch, 2.0 / epoch, 1 - 0.9 / epoch, 1.5), epoch == 4 ? StopReason.EarlyStopping : null));
        }

        return [.. reports];
    }

    private static Terminal Show(int width, TrainingProgress[] training, Encoding? encoding = null)
    {
        var terminal = new Terminal(encoding ?? Encoding.UTF8);
        var display = new TrainingDisplay(terminal, () => width, moves: true);
        foreach (TrainingProgress progress in training)
        {
            display.Report(progress);
            terminal.Photograph();
        }

        return terminal;
    }

    private sealed class Listener(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => hear(value);
    }

    /// <summary>What stands on the screen, for output that knows no codes but the ends of lines and the way back.</summary>
    private sealed class Terminal(Encoding encoding) : TextWriter
    {
        private readonly List<StringBuilder> _lines = [new()];
        private readonly List<string> _photographs = [];
        private int _column;

        public override Encoding Encoding => encoding;

        public int Widest =>
            _photographs.SelectMany(photograph => photograph.Split('\n'))
                .Where(line => !line.StartsWith("Stopped")).Max(line => line.Length);

        /// <summary>The characters that were written so far.</summary>
        public int Written { get; private set; }

        public string AtEnd => _photographs[^1];

        /// <summary>The screen after a report, from 1.</summary>
        public string At(int report) => _photographs[report - 1];

        public void Photograph() => _photographs.Add(string.Join('\n', _lines.Select(line => line.ToString().TrimEnd())).TrimEnd());

        public override void Write(char value)
        {
            Written++;
            StringBuilder line = _lines[^1];
            switch (value)
            {
                case '\n':
                    _lines.Add(new());
                    _column = 0;
                    break;
                case '\r':
                    _column = 0;
                    break;
                default:
                    Assert.False(char.IsControl(value));
                    line.Length = Math.Max(line.Length, _column + 1);
                    line[_column++] = value;
                    break;
            }
        }
    }
}
