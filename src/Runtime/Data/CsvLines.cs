using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using nietras.SeparatedValues;

namespace GenNet;

/// <summary>The lines of a text of separated values that are not blank, taken apart into fields.</summary>
/// <remarks>
/// Sep splits at every delimiter and line end. A line with a quote is split once more, by hand: Sep takes any quote for the start or the
/// end of a quoted text, and that of 5' 10" is neither.
/// </remarks>
internal sealed class CsvLines : IDisposable
{
    private static readonly (char Delimiter, string Name, string Literal)[] s_delimiters =
    [
        (',', "commas", "','"), (';', "semicolons", "';'"), ('\t', "tabs", @"'\t'"), ('|', "bars", "'|'"),
    ];

    private readonly SepReader _reader;
    private readonly string _source;
    private readonly char _delimiter;
    private readonly bool _splitAtBlanks;

    // The fields of a line that was split by hand, one behind the other, and where each ends.
    private readonly List<char> _text = [];
    private readonly List<int> _ends = [];
    private readonly HashSet<int> _broken = [];
    private bool _byHand;
    private int _linesRead;

    /// <param name="reader">The text, which is closed with this.</param>
    /// <param name="source">What the text is called in messages.</param>
    /// <param name="options">How it is split.</param>
    public CsvLines(TextReader reader, string source, CsvDataOptions options)
    {
        _source = source;
        _delimiter = options.Delimiter;
        _splitAtBlanks = options.SplitAtBlanks;
        _reader = Sep.New(_splitAtBlanks ? '\t' : _delimiter).Reader(defaults => defaults with
        {
            HasHeader = false,
            DisableColCountCheck = true,
            DisableQuotesParsing = true,
        }).From(reader);
    }

    /// <summary>The columns' names, once they are known.</summary>
    public string[] Header { get; set; } = [];

    /// <summary>The number of the line, from 1; that of the first one where a quoted field goes over several.</summary>
    public int Line { get; private set; }

    /// <summary>The line as it stands, or the last one of several.</summary>
    public ReadOnlySpan<char> Text => _reader.Current.Span;

    /// <summary>The number of fields.</summary>
    public int Count => _byHand ? _ends.Count : _reader.Current.ColCount;

    /// <summary>A field without its quotes.</summary>
    public ReadOnlySpan<char> this[int column]
    {
        get
        {
            if (!_byHand)
                return _reader.Current[column].Span;
            int start = column == 0 ? 0 : _ends[column - 1];
            return CollectionsMarshal.AsSpan(_text)[start.._ends[column]];
        }
    }

    /// <summary>Whether a field has text behind its closing quote.</summary>
    public bool IsBroken(int column) => _byHand && _broken.Contains(column);

    /// <summary>Passes over lines, whatever is in them.</summary>
    public void Skip(int lines)
    {
        while (_linesRead < lines && _reader.MoveNext())
            _linesRead++;
    }

    /// <summary>Goes on to the next line that is not blank.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidDataException">A quote is never closed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read()
    {
        while (_reader.MoveNext())
        {
            Line = ++_linesRead;
            ReadOnlySpan<char> line = Text;
            if (line.IndexOfAnyExcept(_delimiter, ' ', '\t') < 0)
                continue;
            _byHand = _splitAtBlanks || line.Contains('"');
            if (_byHand)
                Split();
            return true;
        }

        return false;
    }

    /// <summary>Suspects another delimiter, of which the line has more; "" where there is none.</summary>
    public string Hint()
    {
        if (_splitAtBlanks)
            return "";
        ReadOnlySpan<char> line = Text;
        if (line.Contains('\0'))
            return $"; the line has characters of code 0; {nameof(CsvDataOptions.Encoding)} = Encoding.Unicode?";
        int most = line.Count(_delimiter);
        string hint = "";
        foreach ((char other, string name, string literal) in s_delimiters)
        {
            int count = line.Count(other);
            if (count > most)
            {
                most = count;
                hint = $"; the line has {count} {name}; {nameof(CsvDataOptions.Delimiter)} = {literal}?";
            }
        }

        int blanks = line.Trim().Count(' ');
        return most > 0 || blanks == 0 ? hint : $"; the line has {blanks} blanks; {nameof(CsvDataOptions.SplitAtBlanks)} = true?";
    }

    /// <summary>What a column is called in messages.</summary>
    public string NameOf(int column) => $"column {column}{(column < Header.Length ? $" ('{MessageText.Of(Header[column])}')" : "")}";

    /// <summary>An exception that names the text.</summary>
    public InvalidDataException Invalid(string reason) => new($"{_source}: {reason}.");

    /// <summary>An exception that names the text and the line.</summary>
    public InvalidDataException Invalid(int line, string reason) => new($"{_source}, line {line}: {reason}.");

    public void Dispose() => _reader.Dispose();

    private void Split()
    {
        _text.Clear();
        _ends.Clear();
        _broken.Clear();
        bool atStart = true, inQuotes = false, isQuoted = false;
        for (int i = 0; ; i++)
        {
            ReadOnlySpan<char> line = Text;
            if (i == line.Length)
            {
                if (!inQuotes)
                    break;
                if (!_reader.MoveNext())
                    throw Invalid(Line, $"{NameOf(_ends.Count)} starts with a quote that is never closed");
                _linesRead++;
                _text.Add('\n');
                i = -1;
                continue;
            }

            char c = line[i];
            if (inQuotes)
            {
                if (c != '"')
                    _text.Add(c);
                else if (i + 1 < line.Length && line[i + 1] == '"')
                    _text.Add(line[++i]);
                else
                    inQuotes = false;
            }
            else if (IsDelimiter(c))
            {
                if (_splitAtBlanks && atStart)
                    continue;
                _ends.Add(_text.Count);
                (atStart, isQuoted) = (true, false);
            }
            else if (c == '"' && atStart)
            {
                (atStart, isQuoted, inQuotes) = (false, true, true);
            }
            else if (!isQuoted || c is not (' ' or '\t'))
            {
                atStart = false;
                if (isQuoted && _broken.Add(_ends.Count))
                    _text.Add('"'); // So that it is no number.
                _text.Add(c);
            }
        }

        if (!(_splitAtBlanks && atStart))
            _ends.Add(_text.Count);
    }

    private bool IsDelimiter(char c) => _splitAtBlanks ? c is ' ' or '\t' : c == _delimiter;
}
