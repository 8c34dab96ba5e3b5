using System.Globalization;
using Microsoft.Playwright;

namespace GenNet.Browser.Tests;

/// <summary>A visitor's page, and what the browser complained of meanwhile.</summary>
public sealed class PlaygroundVisit : IAsyncDisposable
{
    private readonly List<string> _errors = [];

    public PlaygroundVisit(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _errors.Add(message.Text);
        };
        page.PageError += (_, error) => _errors.Add(error);
    }

    public IPage Page { get; }

    /// <summary>The visitor leaves; there must have been no complaint.</summary>
    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        Assert.Empty(_errors);
    }

    /// <summary>Draws a line with the mouse, given in the coordinates of the drawing area, -1 to 1.</summary>
    public async Task Draw(params (double X, double Y)[] corners)
    {
        LocatorBoundingBoxResult area = (await Page.Locator("#plot").BoundingBoxAsync())!;
        for (int i = 0; i < corners.Length; i++)
        {
            await Page.Mouse.MoveAsync(
                (float)(area.X + area.Width * (corners[i].X + 1) / 2), (float)(area.Y + area.Height * (1 - corners[i].Y) / 2),
                new() { Steps = i == 0 ? 1 : 12 });
            if (i == 0)
                await Page.Mouse.DownAsync();
        }

        await Page.Mouse.UpAsync();
    }

    /// <summary>How many points there are.</summary>
    public Task<int> Points() => Page.Locator(".point").CountAsync();

    /// <summary>Waits until a figure is as wanted.</summary>
    public async Task WaitFor(string figure, Func<double, bool> isReached, TimeSpan limit)
    {
        DateTime end = DateTime.UtcNow + limit;
        string text;
        do
        {
            text = (await Page.Locator("#" + figure).TextContentAsync())!;
            if (double.TryParse(text.TrimStart('<', ' '), CultureInfo.InvariantCulture, out double value) && isReached(value))
                return;
            await Task.Delay(100);
        }
        while (DateTime.UtcNow < end);
        Assert.Fail($"After {limit.TotalSeconds} s the {figure} is {text}.");
    }

    /// <summary>What the drawing area's background looks like.</summary>
    public Task<string> Regions() => Page.EvaluateAsync<string>("document.getElementById('regions').toDataURL()");

    /// <summary>How wide the lines of the network's drawing are.</summary>
    public Task<string> Weights() =>
        Page.EvaluateAsync<string>("[...document.querySelectorAll('.weight')].map(line => line.getAttribute('stroke-width')).join()");
}
