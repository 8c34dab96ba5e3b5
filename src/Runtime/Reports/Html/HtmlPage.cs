namespace GenNet.Reports;

/// <summary>A part of a page.</summary>
internal sealed record HtmlSection(string Id, string Title, Action<HtmlBuilder> Write);

/// <summary>What all pages have: a head, a few numbers first, and sections with a list of them.</summary>
internal static class HtmlPage
{
    /// <param name="title">The page's name among others.</param>
    /// <param name="heading">What it is about.</param>
    /// <param name="summary">A sentence.</param>
    /// <param name="tiles">The numbers that matter, and what they are.</param>
    /// <param name="sections">The rest.</param>
    public static string Write(
        string title, string heading, string summary, IEnumerable<(string Name, string Value)> tiles, IReadOnlyList<HtmlSection> sections)
    {
        var html = new HtmlBuilder();
        html.AddLine($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <title>{title}</title>
            """);
        PageStyle.Write(html);
        html.AddLine($"""
            </head>
            <body>
            <header>
            <h1>{heading}</h1>
            <p>{summary}</p>
            <dl class="tiles">
            """);
        foreach ((string name, string value) in tiles)
            html.AddLine($"<div><dt>{name}</dt><dd>{value}</dd></div>");
        html.AddLine($"</dl><nav aria-label=\"Parts of the page\"><ul>");
        foreach (HtmlSection section in sections)
            html.AddLine($"<li><a href=\"#{section.Id}\">{section.Title}</a></li>");
        html.AddLine($"</ul></nav></header><main>");
        foreach (HtmlSection section in sections)
        {
            html.AddLine($"<section aria-labelledby=\"{section.Id}\"><h2 id=\"{section.Id}\">{section.Title}</h2>");
            section.Write(html);
            html.AddLine($"</section>");
        }

        html.AddLine($"</main></body></html>");
        return html.ToString();
    }
}
