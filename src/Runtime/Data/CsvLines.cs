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

    private readonly SepReader reader;
    private readonly string source;
    private readonly char delimiter;
    private readonly bool splitAtBlanks;

    // The fields of a line that was split by hand, one behind the other, and where each ends.
    private readonly List<char> text = [];
    private readonly List<int> ends = [];
    private readonly HashSet<int> broken = [];
    private bool byHand;
    private int linesRead;

    /// <param name="reader">The text, which is closed with this.</param>
    /// <param name="source">What the text is called in messages.</param>
    /// <param name="options">How it is split.</param>
    public CsvLines(TextReader reader, string source, CsvDataOptions options)
    {
        this.source = source;
        delimiter = options.Delimiter;
        splitAtBlanks = options.SplitAtBlanks;
        this.reader = Sep.New(splitAtBlanks ? '\t' : delimiter).Reader(defaults => defaults with
        {
            HasHeader = false,
            DisableColCountCheck = true,
            DisableQuotesParsing = true,
        }).From(reader);
    }

    /// <summary>The number of the line, from 1; that of the first one where a quoted field goes over several.</summary>
    public int Line { get; private set; }

    /// <summary>The line as it stands, or the last one of several.</summary>
    public ReadOnlySpan<char> Text => reader.Current.Span;

    /// <summary>The number of fields.</summary>
    public int Count => byHand ? ends.Count : reader.Current.ColCount;

    /// <summary>A field without its quotes.</summary>
    public ReadOnlySpan<char> this[int column]
    {
        get
        {
            if (!byHand)
                return reader.Current[column].Span;
            int start = column == 0 ? 0 : ends[column - 1];
            return CollectionsMarshal.AsSpan(text)[start..ends[column]];
        }
    }

    /// <summary>Whether a field has text behind its closing quote.</summary>
    public bool IsBroken(int column) => byHand && broken.Contains(column);

    /// <summary>Passes over lines, whatever is in them.</summary>
    public void Skip(int lines)
    {
        while (linesRead < lines && reader.MoveNext())
            linesRead++;
    }

    /// <summary>Goes on to the next line that is not blank.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidDataException">A quote is never closed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read()
    {
        while (reader.MoveNext())
        {
            Line = ++linesRead;
            ReadOnlySpan<char> line = Text;
            if (line.IndexOfAnyExcept(delimiter, ' ', '\t') < 0)
                continue;
            byHand = splitAtBlanks || line.Contains('"');
            if (byHand)
                Split();
            return true;
        }

        return false;
    }

    /// <summary>Suspects another delimiter, of which the line has more; "" where there is none.</summary>
    public string Hint()
    {
        if (splitAtBlanks)
            return "";
        ReadOnlySpan<char> line = Text;
        int most = line.Count(delimiter);
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

    /// <summary>An exception that names the text.</summary>
    public InvalidDataException Invalid(string reason) => new($"{source}: {reason}.");

    /// <summary>An exception that names the text and the line.</summary>
    public InvalidDataException Invalid(int line, string reason) => new($"{source}, line {line}: {reason}.");

    public void Dispose() => reader.Dispose();

    private void Split()
    {
        text.Clear();
        ends.Clear();
        broken.Clear();
        bool atStart = true, inQuotes = false, isQuoted = false;
        for (int i = 0; ; i++)
        {
            ReadOnlySpan<char> line = Text;
            if (i == line.Length)
            {
                if (!inQuotes)
                    break;
                if (!reader.MoveNext())
                    throw Invalid(Line, $"field {ends.Count} starts with a quote that is never closed");
                linesRead++;
                text.Add('\n');
                i = -1;
                continue;
            }

            char c = line[i];
            if (inQuotes)
            {
                if (c != '"')
                    text.Add(c);
                else if (i + 1 < line.Length && line[i + 1] == '"')
                    text.Add(line[++i]);
                else
                    inQuotes = false;
            }
            else if (IsDelimiter(c))
            {
                if (splitAtBlanks && atStart)
                    continue;
                ends.Add(text.Count);
                (atStart, isQuoted) = (true, false);
            }
            else if (c == '"' && atStart)
            {
                (atStart, isQuoted, inQuotes) = (false, true, true);
            }
            else if (!isQuoted || c is not (' ' or '\t'))
            {
                atStart = false;
                if (isQuoted && broken.Add(ends.Count))
                    text.Add('"'); // So that it is no number.
                text.Add(c);
            }
        }

        if (!(splitAtBlanks && atStart))
            ends.Add(text.Count);
    }

    private bool IsDelimiter(char c) => splitAtBlanks ? c is ' ' or '\t' : c == delimiter;
}
