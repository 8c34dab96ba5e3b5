using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using CsvHelper.Delegates;

namespace GenNet;

/// <summary>Comma-separated values as RFC 4180 has them.</summary>
/// <remarks>
/// In place of the library's own configuration, which also maps fields to the members of classes: that is reflection, and a program
/// that is trimmed or compiled ahead of time would be warned of it.
/// </remarks>
/// <param name="delimiter">What stands between two fields.</param>
/// <param name="badDataFound">Called for text outside the quotes of a field.</param>
internal sealed class CsvFormat(char delimiter, BadDataFound badDataFound) : IParserConfiguration
{
    public CsvMode Mode => CsvMode.RFC4180;

    public CultureInfo CultureInfo => CultureInfo.InvariantCulture;

    public string Delimiter { get; } = delimiter.ToString();

    public char Quote => '"';

    public char Escape => '"';

    public BadDataFound BadDataFound => badDataFound;

    public bool LineBreakInQuotedFieldIsBadData => false;

    public bool ExceptionMessagesContainRawData => true;

    public double MaxFieldSize => 0;

    /// <summary>Any of the three that are in use.</summary>
    public string NewLine => "\r\n";

    public bool IsNewLineSet => false;

    public bool IgnoreBlankLines => true;

    public TrimOptions TrimOptions => TrimOptions.None;

    public char[] WhiteSpaceChars => [];

    public bool AllowComments => false;

    public char Comment => '#';

    public bool DetectDelimiter => false;

    public string[] DetectDelimiterValues => [];

    public GetDelimiter GetDelimiter => _ => Delimiter;

    public int BufferSize => 4096;

    public int ProcessFieldBufferSize => 1024;

    public bool CacheFields => false;

    public bool CountBytes => false;

    public Encoding Encoding => Encoding.UTF8;

    /// <summary>Nothing is left to check: <see cref="CsvDataOptions"/> refuses a delimiter that cannot be one.</summary>
    public void Validate()
    {
    }
}
