using Spectre.Console;

namespace GenNet.Samples;

/// <summary>How well a network tells pictures apart, in numbers and in pictures.</summary>
internal static class ClassificationReport
{
    /// <summary>From no ink to full ink.</summary>
    private const string Shades = " .:-=+*#%@";

    /// <summary>Writes it all.</summary>
    /// <param name="test">Square pictures that the network has not learnt from, and their classes.</param>
    /// <param name="outputs">The network's outputs for them.</param>
    /// <param name="history">How the training went.</param>
    public static void Write(Dataset test, float[] outputs, TrainingHistory history)
    {
        var confusion = ConfusionMatrix.FromOutputs(outputs, test.Labels);
        WriteConfusion(confusion, test);
        WriteMisread(test, outputs);

        // Not by Spectre.Console, which would break a path that is longer than the line.
        Console.WriteLine($"generated source: {Sample.GeneratedSource}");
        Console.WriteLine($"test accuracy: {confusion.Accuracy:F3}");
        Console.WriteLine($"training time: {history.Epochs.Sum(epoch => epoch.Duration.TotalSeconds):F2} s");
    }

    private static void WriteConfusion(ConfusionMatrix confusion, Dataset test)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("is \\ read as");
        for (int label = 0; label < confusion.ClassCount; label++)
            table.AddColumn(new TableColumn($"{label}").RightAligned().PadRight(0));
        table.AddColumn(new TableColumn("right").RightAligned());

        for (int label = 0; label < confusion.ClassCount; label++)
        {
            table.AddRow(
            [
                test.ClassNames.Count == 0 ? $"{label}" : $"{label} {test.ClassNames[label]}",
                .. Enumerable.Range(0, confusion.ClassCount).Select(other => (confusion[label, other], other == label) switch
                {
                    (var count, true) => $"[bold green]{count}[/]",
                    (0, false) => "[dim].[/]",
                    (var count, false) => $"[red]{count}[/]",
                }),
                $"{confusion.Recall(label):P0}",
            ]);
        }

        AnsiConsole.Write(table);
    }

    /// <summary>Draws two rows of the pictures that the network took for something else, those it was surest of first.</summary>
    private static void WriteMisread(Dataset test, float[] outputs)
    {
        int side = (int)Math.Sqrt(test.FeatureCount);
        int width = Math.Max(side, 16);
        int perRow = Math.Max(1, AnsiConsole.Profile.Width / (width + 3));
        var misread = Enumerable.Range(0, test.Count)
            .Select(sample => (Sample: sample, ReadAs: Metrics.PredictedLabel(OutputsOf(sample)), Confidence: OutputsOf(sample).Max()))
            .Where(reading => reading.ReadAs != test.Labels[reading.Sample])
            .OrderByDescending(reading => reading.Confidence)
            .ToArray();

        AnsiConsole.WriteLine($"{misread.Length} of {test.Count} misread; those it was surest of:");
        var grid = new Grid();
        for (int column = 0; column < perRow; column++)
            grid.AddColumn(new GridColumn().NoWrap().Width(width).PadRight(3));
        foreach (var row in misread.Take(2 * perRow).Chunk(perRow))
        {
            grid.AddRow(
            [
                .. row.Select(reading => new Text(
                    $"\n{Name(test.Labels[reading.Sample])}\nread as {Name(reading.ReadAs)}, {reading.Confidence:P0}\n\n"
                    + Draw(test.GetFeatures(reading.Sample).ToArray(), side, width))),
            ]);
        }

        AnsiConsole.Write(grid);
        AnsiConsole.WriteLine();

        float[] OutputsOf(int sample) => outputs[(sample * test.ClassCount)..((sample + 1) * test.ClassCount)];

        string Name(int label) => test.ClassNames.Count == 0 ? $"{label}" : test.ClassNames[label];
    }

    /// <summary>Draws in characters, which are about twice as tall as wide: <paramref name="width"/> by half as many lines.</summary>
    private static string Draw(float[] pixels, int side, int width)
    {
        float fullInk = pixels.Max();
        return string.Join('\n', Enumerable.Range(0, width / 2).Select(line => string.Concat(Enumerable.Range(0, width).Select(column =>
        {
            // A character stands for one pixel, or for the two that lie one above the other.
            int top = line * 2 * side / width, bottom = (line * 2 + 1) * side / width, x = column * side / width;
            float ink = (pixels[top * side + x] + pixels[bottom * side + x]) / 2;
            return Shades[(int)(ink / fullInk * (Shades.Length - 1))];
        }))));
    }
}
