using System.Globalization;
using System.Text;

namespace GenNet;

/// <summary>Texts from data and files, in messages and tables.</summary>
internal static class MessageText
{
    /// <summary>A text fit for a line: cut, and with ? for characters that would break the line or not be seen.</summary>
    public static string Of(string text) => Line(text, longest: 60);

    /// <inheritdoc cref="Of(string)"/>
    public static string Line(string text, int longest)
    {
        int length = Math.Min(text.Length, longest);
        if (length < text.Length && char.IsSurrogatePair(text, length - 1))
            length--;
        var line = new StringBuilder();
        for (int i = 0; i < length; i++)
        {
            if (i + 1 < length && char.IsSurrogatePair(text, i))
                line.Append(text, i++, 2);
            else
                line.Append(IsPlain(text[i]) ? text[i] : '?');
        }

        return line.Append(length < text.Length ? "..." : "").ToString();
    }

    private static bool IsPlain(char character) => char.GetUnicodeCategory(character) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator);
}
