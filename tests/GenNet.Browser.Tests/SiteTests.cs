using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenNet.Browser.Tests;

/// <summary>The site of docs and API: whole, found by search, readable by everybody, and nothing in it from elsewhere.</summary>
[Collection(nameof(Tool))] // One after the other: both build the runtime.
public sealed partial class SiteTests(BuiltSite site) : IClassFixture<BuiltSite>
{
    private static readonly string[] s_pages =
        ["index.html", "docs/streams.html", "docs/getting-started.html", "docs/rules/GN0001.html", "api/GenNet.Adam.html"];

    [BrowserFact]
    public async Task PagesAreAccessibleAndFetchNothingFromElsewhere()
    {
        List<string> complaints = [];
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            IPage page = await site.NewPage(new() { ColorScheme = scheme });
            page.Console += (_, message) =>
            {
                if (message.Type is "error" or "warning")
                    complaints.Add(message.Text);
            };
            page.PageError += (_, error) => complaints.Add(error);
            page.Request += (_, request) =>
            {
                if (!request.Url.StartsWith(site.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                    complaints.Add(request.Url);
            };
            foreach (string path in s_pages)
            {
                await page.GotoAsync(site.Address + path, new() { WaitUntil = WaitUntilState.NetworkIdle });
                complaints.AddRange((await Accessibility.Violations(page)).Select(violation => $"{path}, {scheme}: {violation}"));
            }

            await page.Context.CloseAsync();
        }

        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    [BrowserFact]
    public async Task SearchFindsPagesAndMembers()
    {
        IPage page = await site.NewPage(new());
        await page.GotoAsync(site.Address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        foreach ((string words, string title) in ((string, string)[])[("amplifier", "Sequences and streams"), ("ClipNorm", "Class Optimizer")])
        {
            await page.GetByRole(AriaRole.Searchbox).FillAsync(words);
            await Expect(page.Locator("#search-results").GetByText(title).First).ToBeVisibleAsync();
        }

        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public void EveryLinkLeadsSomewhere()
    {
        Dictionary<string, string> pages = Directory.EnumerateFiles(site.Folder, "*.html", SearchOption.AllDirectories)
            .ToDictionary(path => path, File.ReadAllText);
        Dictionary<string, HashSet<string>> places = pages.ToDictionary(
            page => page.Key, page => Place().Matches(page.Value).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).ToHashSet());
        List<string> broken = [];
        foreach ((string page, string text) in pages)
        {
            foreach (string link in Link().Matches(text).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct())
            {
                if (link.StartsWith("http", StringComparison.Ordinal) || link.StartsWith("mailto:", StringComparison.Ordinal))
                    continue;
                string[] parts = Uri.UnescapeDataString(link).Split('#', 2);
                string target = parts[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, parts[0].Split('?')[0]));
                bool isWhole = parts.Length == 1 || parts[1].Length == 0;
                if (!File.Exists(target) || (!isWhole && !places.GetValueOrDefault(target, []).Contains(parts[1])))
                    broken.Add($"{Path.GetRelativePath(site.Folder, page)}: {link}");
            }
        }

        Assert.True(pages.Count > 300, $"{pages.Count} pages");
        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [GeneratedRegex("""(?:href|src)="([^"]*)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Link();

    [GeneratedRegex("""\s(?:id|name)="([^"]*)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Place();
}
