using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace GenNet.Browser.Tests;

/// <summary>What stands in the way of assistive technology.</summary>
internal static class Accessibility
{
    /// <summary>What axe finds on a page.</summary>
    public static async Task<IEnumerable<string>> Violations(IPage page)
    {
        AxeResult result = await page.RunAxe();
        return result.Violations.Select(
            violation => $"{violation.Help}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}");
    }
}
