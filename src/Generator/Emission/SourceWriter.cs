using System.Text.RegularExpressions;

namespace GenNet.Generator.Emission;

/// <summary>
/// Writes indented lines that end in a line feed on every machine, breaks those that are too long to read, and leaves out locals that
/// nothing reads.
/// </summary>
internal sealed class SourceWriter
{
    private const int MaxLength = 140;
    private const int Tab = 4;

    private static readonly Regex s_name = new(@"[\p{L}_][\p{L}\p{N}_]*");

    private readonly List<string> _lines = [];

    private readonly Stack<(int Line, string Name)> _locals = [];
    private int _depth;

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
        if (_lines.Count > 0 && !IsOpening(_lines[_lines.Count - 1]))
            Line();
    }

    /// <summary>Declares a local, whose line stays if a line after it in the same block reads it.</summary>
    public void Local(string type, string name, string value)
    {
        _locals.Push((_lines.Count, name));
        Verbatim($"{type} {name} = {value};");
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
        return new(this, _lines.Count, end);
    }

    public override string ToString() => string.Concat(_lines.Select(line => line + "\n"));

    private void Write(int indent, string text) => _lines.Add(text.Length > 0 ? new string(' ', indent) + text : "");

    private static bool IsOpening(string line) => line.TrimStart() == "{";

    /// <summary>Takes the locals away that nothing reads of a block, which has all its lines.</summary>
    private void RemoveUnread(int start)
    {
        if (_locals.Count == 0 || _locals.Peek().Line < start)
            return;
        HashSet<string> read = [];
        for (int i = _lines.Count - 1; i >= start; i--)
        {
            if (_locals.Count > 0 && _locals.Peek().Line == i && !read.Contains(_locals.Pop().Name))
                _lines.RemoveAt(i);
            else if (!_lines[i].TrimStart().StartsWith("//", StringComparison.Ordinal))
                read.UnionWith(s_name.Matches(_lines[i]).Cast<Match>().Select(match => match.Value));
        }

        if (IsOpening(_lines[start - 1]) && start < _lines.Count && _lines[start].Length == 0)
            _lines.RemoveAt(start);
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

    public readonly struct Block(SourceWriter writer, int start, string? end) : IDisposable
    {
        public void Dispose()
        {
            writer.RemoveUnread(start);
            writer._depth--;
            if (end is not null)
                writer.Line(end);
        }
    }
}
