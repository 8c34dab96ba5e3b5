using System.Text;

namespace GenNet.Generator.Emission;

/// <summary>Writes indented lines that end in a line feed on every machine.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string text = "")
    {
        if (text.Length > 0)
            _text.Append(' ', 4 * _depth).Append(text);
        _text.Append('\n');
    }

    public void Lines(params string[] lines)
    {
        foreach (string line in lines)
            Line(line);
    }

    /// <summary>Writes an XML documentation summary.</summary>
    public void Summary(string text) => Line($"/// <summary>{text}</summary>");

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
