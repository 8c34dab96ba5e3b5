using System.Text;

namespace GenNet.Generator.Emission;

/// <summary>Writes indented lines that end in a line feed on every machine, and breaks those that are too long to read.</summary>
internal sealed class SourceWriter
{
    private const int MaxLength = 140;
    private const int Tab = 4;

    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _isFirst = true;

    public void Line(string text = "")
    {
        // A comment goes on as a comment, and code goes on a step further in.
        string next = new[] { "/// ", "// " }.FirstOrDefault(start => text.StartsWith(start, StringComparison.Ordinal)) ?? "";
        int indent = Tab * _depth;
        while (indent + text.Length > MaxLength && Break(text, MaxLength - indent, isCode: next.Length == 0) is int end and > 0)
        {
            Write(indent, text.Substring(0, end).TrimEnd());
            text = next + text.Substring(end).TrimStart();
            indent = Tab * _depth + (next.Length == 0 ? Tab : 0);
        }

        Write(indent, text);
    }

    /// <summary>Leaves a line blank, unless a block has just been opened.</summary>
    public void Paragraph()
    {
        if (!_isFirst)
            Line();
    }

    /// <summary>Writes a line whose columns mean something, whatever its length.</summary>
    public void Verbatim(string text) => Write(Tab * _depth, text);

    public void Lines(params string[] lines)
    {
        foreach (string line in lines)
            Line(line);
    }

    /// <summary>Writes an XML documentation summary.</summary>
    public void Summary(string text) => Line($"/// <summary>{text}</summary>");

    /// <summary>Writes the XML documentation of a parameter.</summary>
    public void Parameter(string name, string text) => Line($"/// <param name=\"{name}\">{text}</param>");

    /// <summary>Opens a block in braces, after a head if there is one, until the result is disposed of.</summary>
    public Block Braces(params string[] head)
    {
        Lines(head);
        Line("{");
        return Indent("}");
    }

    /// <summary>Indents lines until the result is disposed of.</summary>
    public Block Indent(string? end = null)
    {
        _depth++;
        return new(this, end);
    }

    public override string ToString() => _text.ToString();

    private void Write(int indent, string text)
    {
        if (text.Length > 0)
            _text.Append(' ', indent).Append(text);
        _text.Append('\n');
        _isFirst = text == "{";
    }

    /// <summary>
    /// Where to end a line: in a comment after the last word that fits; in code before a constraint, else after the last arrow, comma,
    /// opening parenthesis or blank that fits. Not positive if there is no such place.
    /// </summary>
    private static int Break(string text, int length, bool isCode)
    {
        if (!isCode)
            return text.LastIndexOf(' ', length, length - "/// ".Length);
        int constraint = Last(" where ");
        return constraint > 0 ? constraint
            : Last(" => ") is int arrow and > 0 ? arrow + " =>".Length
            : Last(", ") is int comma and > 0 ? comma + 1
            : Last("(") is int parenthesis and > 0 ? parenthesis + 1
            : Last(" ");

        int Last(string part) => text.LastIndexOf(part, length, StringComparison.Ordinal);
    }

    public readonly struct Block(SourceWriter writer, string? end) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (end is not null)
                writer.Line(end);
        }
    }
}
