using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenNet;

/// <summary>Reads one text of comma-separated values into what a dataset holds.</summary>
/// <remarks>
/// What is called for each line or field is compiled at once as well as can be: the JIT's second look would come seconds later.
/// </remarks>
internal sealed class CsvDataReader<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CsvLines _lines;
    private readonly CsvDataOptions _options;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _missingTexts;
    private readonly CsvNumber _number;
    private string[] _header = [];

    // The line that may be a header which nobody spoke of; 0 where there is one that somebody did.
    private int _suspectedHeader;

    // Whether a value is missing without which the sample cannot be used.
    private bool _isDropped;

    /// <summary>Prepares to read.</summary>
    /// <param name="lines">The text.</param>
    /// <param name="options">Which columns are what: <see cref="Check"/> has been through them.</param>
    public CsvDataReader(CsvLines lines, CsvDataOptions options)
    {
        _lines = lines;
        _options = options;
        _number = new CsvNumber(options);
        _missingTexts = options.MissingTexts.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <exception cref="ArgumentException">The options contradict themselves.</exception>
    public static void Check(CsvDataOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if ((options.LabelColumn is null) == (options.TargetColumns is null or []))
        {
            throw new ArgumentException(
                $"Either {nameof(options.LabelColumn)} or {nameof(options.TargetColumns)} must be given, and not both.", nameof(options));
        }

        if (options.ClassNames is not null && options.LabelColumn is null)
            throw new ArgumentException($"{nameof(options.ClassNames)} need a {nameof(options.LabelColumn)}.", nameof(options));
    }

    /// <summary>Reads to the end.</summary>
    /// <exception cref="InvalidDataException">The text is not as the options say.</exception>
    public DatasetContent<T> Read()
    {
        _lines.Skip(_options.SkipLines);
        if (_options.HasHeader && _lines.Read())
            _header = ReadHeader();
        if (!_lines.Read())
            throw _lines.Invalid("there is no line of data");

        _suspectedHeader = _options.HasHeader ? 0 : _lines.Line;
        int columnCount = _options.HasHeader ? _header.Length : _lines.Count;
        CheckCount(columnCount);
        int label = _options.LabelColumn is { } labelColumn ? Find(labelColumn, columnCount) : -1;
        int[] targetColumns = [.. (_options.TargetColumns ?? []).Select(column => Find(column, columnCount))];
        int[] oneHot = [.. _options.OneHotColumns.Select(column => Find(column, columnCount))];
        int[] numbered = [.. _options.CategoryColumns.Select(column => Find(column, columnCount))];
        IEnumerable<int> featureColumns = _options.FeatureColumns is { } chosen
            ? chosen.Select(column => Find(column, columnCount))
            : Enumerable.Range(0, columnCount).Where(column => column != label && !targetColumns.Contains(column));
        CsvFeature<T>[] features = [.. featureColumns.Select(column => oneHot.Contains(column) || numbered.Contains(column)
            ? new CsvFeature<T>(column, new CsvCategories(), oneHot.Contains(column))
            : new CsvFeature<T>(column, null, false))];
        if (features.Length == 0)
            throw Invalid("no column is left to be a feature");

        List<T> targets = [];
        CsvCategories labels = new();
        do
        {
            CheckCount(columnCount);
            ReadSample(features, targetColumns, targets, label, labels);
        }
        while (_lines.Read());

        if (features[0].Count == 0)
            throw _lines.Invalid("every sample lacks a value");
        string[]?[] names = [.. features.Select(NamesOf)];
        (T[] rows, int width) = CsvFeature<T>.Join(features, names);
        DatasetContent<T> content = label >= 0
            ? WithLabels(rows, width, labels, label)
            : DatasetContent<T>.OfTargets(rows, width, [.. targets], targetColumns.Length);
        return content with
        {
            Categories = features.Zip(names).Where(pair => pair.Second is not null)
                .ToDictionary(pair => NameOf(pair.First.Column), IReadOnlyList<string> (pair) => pair.Second!),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadSample(CsvFeature<T>[] features, int[] targetColumns, List<T> targets, int label, CsvCategories labels)
    {
        _isDropped = false;
        foreach (CsvFeature<T> feature in features)
        {
            if (feature.Categories is { } categories)
                ReadText(feature.Column, categories, canBeMissing: true);
            else
                feature.Numbers.Add(ReadNumber(feature.Column, canBeMissing: true));
        }

        foreach (int column in targetColumns)
            targets.Add(ReadNumber(column, canBeMissing: false));
        if (label >= 0)
            ReadText(label, labels, canBeMissing: false);
        if (_isDropped)
        {
            foreach (CsvFeature<T> feature in features)
                feature.RemoveLast();
            targets.RemoveRange(targets.Count - targetColumns.Length, targetColumns.Length);
            if (label >= 0)
                labels.RemoveLast();
        }
    }

    /// <summary>The columns' names; of delimiters that end the line there are none.</summary>
    private string[] ReadHeader()
    {
        string[] names = [.. Enumerable.Range(0, _lines.Count).Select(column => _lines[column].Trim().ToString())];
        return names[..(Array.FindLastIndex(names, name => name.Length > 0) + 1)];
    }

    private void CheckCount(int columnCount)
    {
        int count = _lines.Count;
        while (count > columnCount && _lines[count - 1].IsWhiteSpace())
            count--;
        if (count != columnCount)
            throw Invalid($"{count} fields were found; {(_header.Length > 0 ? "the header has" : "the lines before have")} {columnCount}");
    }

    private int Find(CsvColumn column, int columnCount)
    {
        int place = column.Find(_header, columnCount);
        if (place < 0)
        {
            string names = _header.Length == 0 ? "" : $": {string.Join(", ", _header)}";
            string hint = _header.Length == 0 && column.IsName
                ? $"; {nameof(_options.HasHeader)} = true reads names from the first line"
                : "";
            throw Invalid($"column {column} was not found just once among the {columnCount} columns{names}{hint}");
        }

        return place;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T ReadNumber(int column, bool canBeMissing) =>
        _number.TryParse(_lines[column], out T value) ? value : ReadRareNumber(column, canBeMissing);

    private T ReadRareNumber(int column, bool canBeMissing)
    {
        ReadOnlySpan<char> text = _lines[column].Trim();
        CheckQuotes(column);
        if (_missingTexts.Contains(text))
        {
            TakeMissing(column, canBeMissing);
            return T.NaN;
        }

        if (_number.TryParseRare(text, out T value))
            return value;
        string hint = _lines.Line == _suspectedHeader ? $"; {nameof(_options.HasHeader)} = true takes the line for the columns' names" : "";
        throw Invalid(_lines.Line, column, text, "a finite number" + hint + _number.Hint(text));
    }

    private void ReadText(int column, CsvCategories categories, bool canBeMissing)
    {
        ReadOnlySpan<char> text = _lines[column].Trim();
        CheckQuotes(column);
        if (!_missingTexts.Contains(text))
        {
            categories.Add(text, _lines.Line);
            return;
        }

        TakeMissing(column, canBeMissing);
        categories.AddMissing();
    }

    private void CheckQuotes(int column)
    {
        if (_lines.IsBroken(column))
            throw Invalid($"column {column}{Quoted(column)} has text outside its quotes");
    }

    private void TakeMissing(int column, bool canBeMissing)
    {
        _isDropped |= _options.Missing == MissingValues.DropSample;
        if (_isDropped || (canBeMissing && _options.Missing == MissingValues.Keep))
            return;
        string option = (canBeMissing ? $"{nameof(MissingValues.Keep)} or " : "") + nameof(MissingValues.DropSample);
        throw Invalid(
            _lines.Line, column, _lines[column].Trim(),
            $"a value; {nameof(_options.Missing)} = {option} reads samples with missing ones, and "
            + $"{nameof(_options.MissingTexts)} says which texts those are");
    }

    /// <summary>The categories of a feature in the order of their numbers; null where it is a number.</summary>
    private string[]? NamesOf(CsvFeature<T> feature)
    {
        if (feature.Categories is not { } categories)
            return null;
        if (_options.Categories?.TryGetValue(NameOf(feature.Column), out IReadOnlyList<string>? given) is not true)
            return [.. categories.Names.Order(StringComparer.Ordinal)];
        for (int i = 0; i < categories.Names.Count; i++)
        {
            if (!given!.Contains(categories.Names[i]))
            {
                throw Invalid(
                    categories.Lines[i], feature.Column, categories.Names[i],
                    $"one of the {nameof(_options.Categories)} {string.Join(", ", given!)}");
            }
        }

        return [.. given!];
    }

    private DatasetContent<T> WithLabels(T[] rows, int width, CsvCategories labels, int column)
    {
        (int[] classes, IReadOnlyList<string>? names) = LabelText.ToClasses(
            labels.Names, _options.ClassNames, _options.FirstLabel,
            (text, expected) => Invalid(labels.Lines[text], column, labels.Names[text], expected));
        var classOf = new int[labels.Values.Length];
        for (int i = 0; i < classOf.Length; i++)
            classOf[i] = classes[labels.Values[i]];
        return DatasetContent<T>.OfLabels(rows, width, classOf, names);
    }

    private string NameOf(int column) => _header.Length == 0 ? column.ToString(CultureInfo.InvariantCulture) : _header[column];

    private string Quoted(int column) => _header.Length == 0 ? "" : $" ('{_header[column]}')";

    private InvalidDataException Invalid(int line, int column, ReadOnlySpan<char> text, string expected) =>
        _lines.Invalid(line, $"column {column}{Quoted(column)} holds '{text}'; expected {expected}");

    /// <summary>What may come of another delimiter than the one that was given.</summary>
    private InvalidDataException Invalid(string reason) => _lines.Invalid(_lines.Line, reason + _lines.Hint());
}
