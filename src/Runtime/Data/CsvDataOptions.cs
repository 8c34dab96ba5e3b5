using System.Text;

namespace GenNet;

/// <summary>
/// How a CSV file is read. Fields may be quoted, and quoted ones may hold delimiters and line ends; lines of nothing but delimiters and
/// blanks are passed over, and so are empty fields behind the last column.
/// </summary>
public sealed class CsvDataOptions : TableOptions
{
    /// <summary>What stands between fields: a character of ASCII, tabs included; not a quote and not a line end.</summary>
    public char Delimiter
    {
        get;
        init
        {
            if (value is '"' or '\r' or '\n')
                throw new ArgumentException("A quote or a line end was given; neither can stand between fields.", nameof(Delimiter));
            if (value is not ('\t' or (>= ' ' and <= '~')))
                throw new ArgumentException($"'{value}' was given; a printable character of ASCII or a tab is needed.", nameof(Delimiter));
            field = value;
        }
    } = ',';

    /// <summary>Whether runs of blanks and tabs stand between fields, as in columns that are aligned, instead of the delimiter.</summary>
    public bool SplitAtBlanks { get; init; }

    /// <summary>How many lines at the start are no data and no header.</summary>
    public int SkipLines
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(SkipLines));
            field = value;
        }
    }

    /// <summary>Whether a line with the columns' names comes before the data.</summary>
    public bool HasHeader { get; init; }

    /// <summary>
    /// How the bytes of a file are read; null for UTF-8, or what a byte order mark says. Bytes that it has no characters for are refused.
    /// </summary>
    public Encoding? Encoding { get; init; }
}
