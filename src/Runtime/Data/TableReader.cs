using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenNet;

/// <summary>Reads a table into what a dataset holds.</summary>
/// <remarks>
/// What is called for each row or value is compiled at once as well as can be: the JIT's second look would come seconds later.
/// </remarks>
internal sealed class TableReader<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TableRows<T> _rows;
    private readonly TableOptions _options;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _missingTexts;
    private readonly TableNumber _number;

    // The missing texts that are numbers, as -999 is.
    private readonly T[] _missingNumbers;

    // Whether a value is missing without which the sample cannot be used.
    private bool _isDropped;

    /// <summary>Prepares to read.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="options">Which columns are what: <see cref="Check"/> has been through them.</param>
    public TableReader(TableRows<T> rows, TableOptions options)
    {
        _rows = rows;
        _options = options;
        _number = new TableNumber(options);
        _missingNumbers =
        [
            .. options.MissingTexts.Select(text => _number.TryParse(text, out T value) ? value : T.NaN).Where(value => !T.IsNaN(value)),
        ];
        _missingTexts = options.MissingTexts.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <exception cref="ArgumentException">The options contradict themselves.</exception>
    public static void Check(TableOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if ((options.LabelColumn is null) == (options.TargetColumns is null or []))
        {
            throw new ArgumentException(
                $"Either {nameof(options.LabelColumn)} or {nameof(options.TargetColumns)} must be given, and not both.", nameof(options));
        }

        if (options.ClassNames is not null && options.LabelColumn is null)
            throw new ArgumentException($"{nameof(options.ClassNames)} need a {nameof(options.LabelColumn)}.", nameof(options));
        if (options.ClassNames?.Contains(null!) is true)
            throw new ArgumentException($"One of the {nameof(options.ClassNames)} is null.", nameof(options));
    }

    /// <summary>Reads to the end.</summary>
    /// <exception cref="InvalidDataException">The table is not as the options say.</exception>
    public DatasetContent<T> Read()
    {
        if (!_rows.Read())
            throw _rows.Invalid($"there is no {_rows.RowWord} of data");

        int columnCount = _rows.ColumnCount;
        int label = _options.LabelColumn is { } labelColumn ? Find(labelColumn, columnCount) : -1;
        int[] targetColumns = [.. (_options.TargetColumns ?? []).Select(column => Find(column, columnCount))];
        int[] oneHot = [.. _options.OneHotColumns.Select(column => Find(column, columnCount))];
        int[] numbered = [.. _options.CategoryColumns.Select(column => Find(column, columnCount))];
        int[] featureColumns = _options.FeatureColumns is { } chosen
            ? [.. chosen.Select(column => Find(column, columnCount))]
            : [.. Enumerable.Range(0, columnCount).Where(column => column != label && !targetColumns.Contains(column))];
        CheckCategories(oneHot, numbered, featureColumns);
        TableFeature<T>[] features = [.. featureColumns.Select(column => oneHot.Contains(column) || numbered.Contains(column)
            ? new TableFeature<T>(column, new TableCategories(), oneHot.Contains(column))
            : new TableFeature<T>(column, null, false))];
        if (features.Length == 0)
            throw _rows.InvalidColumns("no column is left to be a feature");
        _rows.Use([.. features.Select(feature => feature.Column), .. targetColumns, .. label < 0 ? Array.Empty<int>() : [label]]);

        List<T> targets = [];
        TableCategories labels = new();
        do
            ReadSample(features, targetColumns, targets, label, labels);
        while (_rows.Read());

        if (features[0].Count == 0)
            throw _rows.Invalid("every sample lacks a value");
        string[]?[] names = [.. features.Select(NamesOf)];
        CheckWidth(features, names);
        (T[] rows, int width) = TableFeature<T>.Join(features, names);
        DatasetContent<T> content = label >= 0
            ? WithLabels(rows, width, labels, label)
            : DatasetContent<T>.OfTargets(rows, width, [.. targets], targetColumns.Length);
        return content with
        {
            FeatureNames = _rows.Names.Length == 0 ? [] : [.. features.Zip(names, FeatureNames).SelectMany(name => name)],
            TargetNames = _rows.Names.Length == 0 ? [] : [.. targetColumns.Select(column => _rows.Names[column])],
            Categories = features.Zip(names).Where(pair => pair.Second is not null)
                .ToDictionary(pair => NameOf(pair.First.Column), IReadOnlyList<string> (pair) => pair.Second!),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadSample(TableFeature<T>[] features, int[] targetColumns, List<T> targets, int label, TableCategories labels)
    {
        _isDropped = false;
        foreach (TableFeature<T> feature in features)
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
            foreach (TableFeature<T> feature in features)
                feature.RemoveLast();
            targets.RemoveRange(targets.Count - targetColumns.Length, targetColumns.Length);
            if (label >= 0)
                labels.RemoveLast();
        }
    }

    private void CheckCategories(int[] oneHot, int[] numbered, int[] features)
    {
        const string Both = $"{nameof(TableOptions.OneHotColumns)} and {nameof(TableOptions.CategoryColumns)}";
        foreach (int column in oneHot.Concat(numbered))
        {
            if (!features.Contains(column))
                throw _rows.InvalidColumns($"column {column}{QuotedName(column)} is among {Both}, but no feature");
            if (oneHot.Contains(column) && numbered.Contains(column))
                throw _rows.InvalidColumns($"column {column}{QuotedName(column)} is in both {Both}; one is needed");
        }
    }

    private int Find(DatasetColumn column, int columnCount)
    {
        int place = column.Find(_rows.Names, columnCount);
        if (place < 0)
        {
            string names = _rows.Names.Length == 0 ? "" : $": {ShortList.Of(_rows.Names)}";
            string hint = _rows.Names.Length == 0 && column.IsName
                ? $"; {nameof(CsvDataOptions.HasHeader)} = true reads names from the first line"
                : "";
            throw _rows.InvalidColumns($"column {column} was not found just once among the {columnCount} columns{names}{hint}");
        }

        return place;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T ReadNumber(int column, bool canBeMissing)
    {
        bool isNumber = _rows.TryReadNumber(column, _number, out T value);
        return isNumber && !(_missingNumbers.Length > 0 && _missingNumbers.Contains(value))
            ? value
            : ReadRareNumber(column, canBeMissing, isMissing: isNumber);
    }

    private T ReadRareNumber(int column, bool canBeMissing, bool isMissing)
    {
        if (TryRead(column, canBeMissing, isMissing, out ReadOnlySpan<char> text))
        {
            return _number.TryParseRare(text, out T value)
                ? value
                : throw Invalid(_rows.Row, column, Quoted(text), "a finite number" + _rows.NumberHint + _number.Hint(text));
        }

        return T.NaN;
    }

    private void ReadText(int column, TableCategories categories, bool canBeMissing)
    {
        if (TryRead(column, canBeMissing, isMissing: false, out ReadOnlySpan<char> text))
            categories.Add(text, _rows.Row);
        else
            categories.AddMissing();
    }

    /// <returns>Whether there is a text; the options allow that there is none.</returns>
    private bool TryRead(int column, bool canBeMissing, bool isMissing, out ReadOnlySpan<char> text)
    {
        bool isText = _rows.TryReadText(column, out text);
        if (isText && !isMissing && !_missingTexts.Contains(text))
            return true;
        _isDropped |= _options.Missing == MissingValues.DropSample;
        if (_isDropped || (canBeMissing && _options.Missing == MissingValues.Keep))
            return false;
        string option = (canBeMissing ? $"{nameof(MissingValues.Keep)} or " : "") + nameof(MissingValues.DropSample);
        string texts = isText ? $", and {nameof(_options.MissingTexts)} says which texts those are" : "";
        throw Invalid(
            _rows.Row, column, isText ? Quoted(text) : text.ToString(),
            $"a value; {nameof(_options.Missing)} = {option} reads samples with missing ones{texts}");
    }

    /// <summary>The categories of a feature in the order of their numbers; null where it is a number.</summary>
    private string[]? NamesOf(TableFeature<T> feature)
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
                    categories.Rows[i], feature.Column, Quoted(categories.Names[i]),
                    $"one of the {nameof(_options.Categories)} {ShortList.Of(given!)}");
            }
        }

        return [.. given!];
    }

    private void CheckWidth(TableFeature<T>[] features, string[]?[] names)
    {
        long width = features.Zip(names).Sum(pair => (long)pair.First.WidthOf(pair.Second));
        if (features[0].Count * width <= Array.MaxLength)
            return;
        (TableFeature<T> widest, string[]? categories) = features.Zip(names).MaxBy(pair => pair.First.WidthOf(pair.Second));
        string hint = widest.IsOneHot
            ? $"; column {widest.Column}{QuotedName(widest.Column)} has {categories!.Length} categories, which "
                + $"{nameof(TableOptions.CategoryColumns)} read as one number"
            : "";
        throw _rows.InvalidColumns($"{features[0].Count} samples of {width} features are more numbers than an array holds{hint}");
    }

    private IEnumerable<string> FeatureNames(TableFeature<T> feature, string[]? categories) => feature.IsOneHot
        ? categories!.Select(category => $"{_rows.Names[feature.Column]}={category}")
        : [_rows.Names[feature.Column]];

    private DatasetContent<T> WithLabels(T[] rows, int width, TableCategories labels, int column)
    {
        (int[] classes, IReadOnlyList<string>? names) = LabelText.ToClasses(
            labels.Names, _options.ClassNames, _options.FirstLabel,
            (text, expected) => Invalid(labels.Rows[text], column, Quoted(labels.Names[text]), expected));
        var classOf = new int[labels.Values.Length];
        for (int i = 0; i < classOf.Length; i++)
            classOf[i] = classes[labels.Values[i]];
        return DatasetContent<T>.OfLabels(rows, width, classOf, names);
    }

    private string NameOf(int column) => _rows.Names.Length == 0 ? column.ToString(CultureInfo.InvariantCulture) : _rows.Names[column];

    private string QuotedName(int column) => _rows.Names.Length == 0 ? "" : $" ({Quoted(_rows.Names[column])})";

    private static string Quoted(ReadOnlySpan<char> text) => $"'{MessageText.Of(text.ToString())}'";

    private InvalidDataException Invalid(int row, int column, string held, string expected) =>
        _rows.Invalid(row, $"column {column}{QuotedName(column)} holds {held}; expected {expected}");
}
