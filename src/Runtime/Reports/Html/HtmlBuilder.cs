using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;

namespace GenNet.Reports;

/// <summary>
/// HTML under construction, also well-formed as XML. What stands in the braces of an interpolated string is escaped, so that no name can
/// become markup; the rest is markup as it is.
/// </summary>
internal sealed class HtmlBuilder
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds markup, which the handler has done when this is called.</summary>
    public void Add([InterpolatedStringHandlerArgument("")] ref Markup markup)
    {
    }

    /// <summary>Adds markup and ends the line.</summary>
    public void AddLine([InterpolatedStringHandlerArgument("")] ref Markup markup) => _text.Append('\n');

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void AddEscaped(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '&' => _text.Append("&amp;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),

                // Neither HTML nor XML has control characters, not even escaped.
                _ when rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) => _text.Append('\uFFFD'),
                _ => _text.Append(rune.ToString()),
            };
        }
    }

    /// <summary>What the compiler makes of an interpolated string.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Markup
    {
        private readonly HtmlBuilder _html;

        public Markup(int literalLength, int formattedCount, HtmlBuilder html) => _html = html;

        public void AppendLiteral(string markup) => _html._text.Append(markup);

        public void AppendFormatted(string? text) => _html.AddEscaped(text ?? "");

        public void AppendFormatted(int number) => _html._text.Append(CultureInfo.InvariantCulture, $"{number}");

        /// <summary>A length or a place in a drawing.</summary>
        public void AppendFormatted(double number) => _html._text.Append(CultureInfo.InvariantCulture, $"{number:0.##}");
    }
}
