using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenNet;

/// <summary>The lines of a CSV file that hold data, each with as many fields as there are columns.</summary>
internal sealed class CsvRows<T> : TableRows<T>, IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CsvLines _lines;
    private int _columnCount = -1;

    // The line that may be a header which nobody spoke of; 0 where there is one that somebody did.
    private int _suspectedHeader;

    /// <param name="reader">The text, which is closed with this.</param>
    /// <param name="source">What the text is called in messages.</param>
    /// <param name="options">How it is split.</param>
    public CsvRows(TextReader reader, string source, CsvDataOptions options)
        : base(source, "line")
    {
        _lines = new CsvLines(reader, source, options);
        _lines.Skip(options.SkipLines);
        if (options.HasHeader && _lines.Read())
        {
            _lines.Header = ReadHeader();
            _columnCount = Names.Length;
        }
    }

    public override string[] Names => _lines.Header;

    public override int ColumnCount => _columnCount;

    public override int Row => _lines.Line;

    public override string NumberHint =>
        _lines.Line == _suspectedHeader ? $"; {nameof(CsvDataOptions.HasHeader)} = true takes the line for the columns' names" : "";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool Read()
    {
        if (!_lines.Read())
            return false;
        if (_columnCount < 0)
            (_suspectedHeader, _columnCount) = (_lines.Line, _lines.Count);
        CheckCount();
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool TryReadNumber(int column, TableNumber texts, out T value) => texts.TryParse(_lines[column], out value);

    public override bool TryReadText(int column, out ReadOnlySpan<char> text)
    {
        text = _lines[column].Trim();
        if (_lines.IsBroken(column))
            throw InvalidColumns($"{_lines.NameOf(column)} has text outside its quotes");
        return true;
    }

    /// <summary>With what may come of another delimiter than the one that was given.</summary>
    public override InvalidDataException InvalidColumns(string reason) => Invalid(_lines.Line, reason + _lines.Hint());

    public void Dispose() => _lines.Dispose();

    /// <summary>The columns' names; of delimiters that end the line there are none.</summary>
    private string[] ReadHeader()
    {
        string[] names = [.. Enumerable.Range(0, _lines.Count).Select(column => _lines[column].Trim().ToString())];
        return names[..(Array.FindLastIndex(names, name => name.Length > 0) + 1)];
    }

    private void CheckCount()
    {
        int count = _lines.Count;
        while (count > _columnCount && _lines[count - 1].IsWhiteSpace())
            count--;
        if (count != _columnCount)
        {
            string others = Names.Length > 0 ? "the header has" : "the lines before have";
            string hint = Names.Length == 1 && count > 1 && _lines.Hint().Length == 0
                ? $"; {nameof(CsvDataOptions.SkipLines)} passes over lines above the header"
                : "";
            throw InvalidColumns($"{count} fields were found; {others} {_columnCount}{hint}");
        }
    }
}
