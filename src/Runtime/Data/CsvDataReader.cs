using System.Globalization;
using System.Numerics;
using CsvHelper;
using CsvHelper.Configuration;

namespace GenNet;

/// <summary>Reads one text of comma-separated values into a dataset.</summary>
internal sealed class CsvDataReader<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TextReader reader;
    private readonly string source;
    private readonly CsvDataOptions options;
    private readonly CsvParser parser;
    private readonly List<T> features = [];
    private readonly List<T> targets = [];
    private readonly List<int> labels = [];
    private string[] header = [];

    /// <summary>Prepares to read.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="source">What the text is called in messages.</param>
    /// <param name="options">Which columns are what.</param>
    /// <exception cref="ArgumentException">The options contradict themselves.</exception>
    public CsvDataReader(TextReader reader, string source, CsvDataOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if ((options.LabelColumn is null) == (options.TargetColumns is null or []))
        {
            throw new ArgumentException(
                $"Either {nameof(options.LabelColumn)} or {nameof(options.TargetColumns)} must be given, and not both.", nameof(options));
        }

        if (options.ClassNames is not null && options.LabelColumn is null)
            throw new ArgumentException($"{nameof(options.ClassNames)} need a {nameof(options.LabelColumn)}.", nameof(options));
        this.reader = reader;
        this.source = source;
        this.options = options;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = options.Delimiter.ToString(),
            WhiteSpaceChars = [],
            BadDataFound = _ => throw Invalid("a field has text outside its quotes"),
        };
        parser = new CsvParser(reader, configuration, leaveOpen: true);
    }

    /// <summary>Reads to the end.</summary>
    /// <exception cref="InvalidDataException">The text is not as the options say.</exception>
    public DatasetContent<T> Read()
    {
        for (int i = 0; i < options.SkipLines; i++)
            reader.ReadLine();
        if (options.HasHeader && parser.Read())
            header = [.. parser.Record!.Select(name => name.Trim())];
        if (!parser.Read())
            throw new InvalidDataException($"{source}: there is no line of data.");

        int columnCount = parser.Count;
        if (options.HasHeader && header.Length != columnCount)
            throw Invalid($"{columnCount} fields were found; the header has {header.Length}");
        int label = options.LabelColumn is { } labelColumn ? Find(labelColumn, columnCount) : -1;
        int[] targetColumns = [.. (options.TargetColumns ?? []).Select(column => Find(column, columnCount))];
        int[] featureColumns = options.FeatureColumns is { } chosen
            ? [.. chosen.Select(column => Find(column, columnCount))]
            : [.. Enumerable.Range(0, columnCount).Where(column => column != label && !targetColumns.Contains(column))];
        if (featureColumns.Length == 0)
            throw Invalid("no column is left to be a feature");

        do
        {
            if (parser.Count != columnCount)
                throw Invalid($"{parser.Count} fields were found; the lines before have {columnCount}");
            foreach (int column in featureColumns)
                features.Add(ParseNumber(column));
            foreach (int column in targetColumns)
                targets.Add(ParseNumber(column));
            if (label >= 0)
                labels.Add(ParseLabel(label));
        }
        while (parser.Read());

        return label >= 0
            ? DatasetContent<T>.OfLabels([.. features], featureColumns.Length, [.. labels], options.ClassNames)
            : DatasetContent<T>.OfTargets([.. features], featureColumns.Length, [.. targets], targetColumns.Length);
    }

    private int Find(CsvColumn column, int columnCount)
    {
        int place = column.Find(header, columnCount);
        if (place < 0)
            throw Invalid($"column {column} was not found just once among the {columnCount} columns{NamesOfColumns()}");
        return place;
    }

    private T ParseNumber(int column)
    {
        if (T.TryParse(parser[column], NumberStyles.Float, CultureInfo.InvariantCulture, out T value) && T.IsFinite(value))
            return value;
        throw Invalid(column, "a finite number");
    }

    private int ParseLabel(int column)
    {
        string text = parser[column].Trim();
        if (options.ClassNames is { } names)
        {
            for (int i = 0; i < names.Count; i++)
            {
                if (names[i] == text)
                    return i;
            }

            throw Invalid(column, $"one of the class names {string.Join(", ", names)}");
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value < int.MaxValue)
            return value;
        throw Invalid(column, "a label, an integer from 0");
    }

    private int Line => options.SkipLines + parser.RawRow;

    private string NamesOfColumns() => header.Length == 0 ? "" : $": {string.Join(", ", header)}";

    private InvalidDataException Invalid(int column, string expected)
    {
        string name = header.Length == 0 ? "" : $" ('{header[column]}')";
        return Invalid($"column {column}{name} holds '{parser[column]}'; expected {expected}");
    }

    private InvalidDataException Invalid(string reason) => new($"{source}, line {Line}: {reason}.");
}
