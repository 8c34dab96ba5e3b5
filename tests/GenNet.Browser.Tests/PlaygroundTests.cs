using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenNet.Browser.Tests;

/// <summary>The playground as visitors use it.</summary>
[Collection(nameof(Tool))] // One after the other: both build the runtime.
public sealed class PlaygroundTests(PublishedPlayground page) : IClassFixture<PublishedPlayground>
{
    private const double MaxMegabytes = 6;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    private static readonly BrowserNewContextOptions s_desktop = new() { ViewportSize = new() { Width = 1100, Height = 900 } };

    private static readonly BrowserNewContextOptions s_phone = new()
    {
        ViewportSize = new() { Width = 360, Height = 740 },
        HasTouch = true,
        IsMobile = true,
    };

    [BrowserFact]
    public async Task DrawnClassesAreLearnt()
    {
        await using PlaygroundVisit visit = await page.Open(s_desktop);
        await visit.Page.ClickAsync("#clear");
        await visit.Draw((-0.7, -0.4), (-0.4, 0.5), (0.1, 0.6), (0.3, 0.2));
        await visit.Page.GetByLabel("Orange").CheckAsync();
        await visit.Draw((-0.3, -0.2), (0.1, -0.6), (0.6, -0.4), (0.7, 0.3));
        Assert.InRange(await visit.Points(), 20, 80);

        (string regions, string weights) = (await visit.Regions(), await visit.Weights());
        await visit.Page.ClickAsync("#learn");
        await visit.WaitFor("accuracy", accuracy => accuracy > 0.95, s_limit);
        Assert.NotEqual(regions, await visit.Regions());
        Assert.NotEqual(weights, await visit.Weights());
        await Expect(visit.Page.Locator(".loss")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task ADrawnCurveIsLearnt()
    {
        await using PlaygroundVisit visit = await page.Open(s_desktop);
        await visit.Page.GetByLabel("A curve").CheckAsync();
        await visit.Page.ClickAsync("#clear");
        await Expect(visit.Page.Locator("#learn")).ToBeDisabledAsync();
        await visit.Draw((-0.9, -0.5), (-0.2, 0.5), (0.3, 0.4), (0.8, -0.6));
        await visit.Page.ClickAsync("#learn");
        await visit.WaitFor("loss", loss => loss < 0.01, s_limit);
        await Expect(visit.Page.Locator(".curve")).ToBeAttachedAsync();
    }

    [BrowserFact]
    public async Task TheKeyboardIsEnough()
    {
        await using PlaygroundVisit visit = await page.Open(s_desktop);
        await TabTo(visit, "clear");
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.Equal(0, await visit.Points());

        await TabTo(visit, "plot");
        await Press(visit, "ArrowLeft", 4);
        await Press(visit, "Space", 1);
        await Press(visit, "ArrowUp", 3);
        await Press(visit, "Enter", 1);
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await visit.Page.Keyboard.PressAsync("Shift+Tab");
        await Press(visit, "ArrowRight", 8);
        await Press(visit, "Space", 1);
        await Press(visit, "ArrowDown", 5);
        await Press(visit, "Space", 1);
        await Press(visit, "ArrowDown", 1);
        await Press(visit, "Space", 1);
        await Press(visit, "Delete", 1);
        Assert.Equal((2, 2), (await visit.Page.Locator("circle.point").CountAsync(), await visit.Page.Locator("path.point").CountAsync()));
        await Expect(visit.Page.Locator("#status")).ToContainTextAsync("4 points");

        await TabTo(visit, "learn");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.WaitFor("accuracy", accuracy => accuracy > 0.95, s_limit);
        await Expect(visit.Page.Locator("#status")).ToContainTextAsync("Learnt");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#status")).ToContainTextAsync("Paused");

        await TabTo(visit, "diagram");
        await Press(visit, "ArrowDown", 3);
        await Expect(visit.Page.Locator("[role=option][aria-selected=true]")).ToHaveAttributeAsync("id", "unit-1-2");
        await TabTo(visit, "code");
        await Expect(visit.Page.Locator("mark").First).ToBeInViewportAsync();
    }

    [BrowserFact]
    public async Task APhoneIsWideEnough()
    {
        await using PlaygroundVisit visit = await page.Open(s_phone);
        await visit.Page.TapAsync("#clear");
        await visit.Page.Locator("#plot").TapAsync(new() { Position = new() { X = 60, Y = 60 } });
        await visit.Page.GetByLabel("Orange").TapAsync();
        await visit.Page.Locator("#plot").TapAsync(new() { Position = new() { X = 200, Y = 220 } });
        Assert.Equal(2, await visit.Points());
        await visit.Page.TapAsync("#learn");
        await visit.WaitFor("accuracy", accuracy => accuracy > 0.95, s_limit);
        await visit.Page.TapAsync("#unit-2-5");
        await Expect(visit.Page.Locator("mark").First).ToBeAttachedAsync();
        Assert.Equal(360, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [BrowserFact]
    public async Task EveryUnitOfEveryNetworkHasItsLines()
    {
        await using PlaygroundVisit visit = await page.Open(s_desktop);
        foreach (string subject in (string[])["Two classes", "A curve"])
        {
            await visit.Page.GetByLabel(subject).CheckAsync();
            string[] architectures = await visit.Page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('#architecture option')].map(option => option.value)");
            foreach (string architecture in architectures)
            {
                await visit.Page.SelectOptionAsync("#architecture", architecture);
                foreach (ILocator unit in await visit.Page.Locator(".unit").AllAsync())
                {
                    string[] id = (await unit.GetAttributeAsync("id"))!.Split('-');
                    await unit.HoverAsync();
                    await Expect(visit.Page.Locator("mark").First).ToContainTextAsync($"z{id[1]}[{id[2]}] = ");
                    Assert.True(await visit.Page.Locator("mark").CountAsync() > 3);
                }

                await visit.Page.GetByLabel("Backward").CheckAsync();
                Assert.True(await visit.Page.Locator("mark").CountAsync() > 1);
                await visit.Page.GetByLabel("Forward", new() { Exact = true }).CheckAsync();
            }
        }
    }

    [BrowserFact]
    public async Task SettingsTakeEffectWhileItLearns()
    {
        await using PlaygroundVisit visit = await page.Open(s_desktop);
        await visit.Page.ClickAsync("#learn");
        await visit.WaitFor("epoch", epoch => epoch > 0, s_limit);
        await visit.Page.SelectOptionAsync("#rate", "0.03");
        await visit.Page.SelectOptionAsync("#noise", "0.05");
        await visit.Page.SelectOptionAsync("#batch", "64");
        await visit.Page.FillAsync("#seed", "7");
        await visit.Page.SelectOptionAsync("#architecture", "Wide");
        await visit.Page.ClickAsync("text=Rings");
        await visit.WaitFor("accuracy", accuracy => accuracy > 0.95, s_limit);
        await visit.Page.ClickAsync("#restart");
        await visit.WaitFor("accuracy", accuracy => accuracy > 0.95, s_limit);
        await visit.Page.ClickAsync("#clear");
        await Expect(visit.Page.Locator("#learn")).ToHaveTextAsync("Learn");
        await visit.Page.FillAsync("#seed", "");
        await visit.Page.Keyboard.PressAsync("Tab");
        await Expect(visit.Page.Locator("#seed")).ToHaveValueAsync("0");
    }

    [BrowserFact]
    public async Task LessMotionIsASecondApart()
    {
        await using PlaygroundVisit visit = await page.Open(new(s_desktop) { ReducedMotion = ReducedMotion.Reduce });
        await visit.Page.ClickAsync("#learn");
        await visit.WaitFor("epoch", epoch => epoch > 0, s_limit);
        var seen = new HashSet<string>();
        for (int i = 0; i < 30; i++)
        {
            seen.Add((await visit.Page.TextContentAsync("#epoch"))!);
            await Task.Delay(100);
        }

        Assert.InRange(seen.Count, 2, 5);
    }

    [BrowserFact]
    public async Task NothingStandsInTheWayOfAssistiveTechnology()
    {
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using PlaygroundVisit visit = await page.Open(new(s_desktop) { ColorScheme = scheme });
            await visit.Page.ClickAsync("#learn");
            await visit.WaitFor("accuracy", accuracy => accuracy > 0.95, s_limit);
            await visit.Page.ClickAsync("#learn");
            await visit.Page.HoverAsync("#unit-2-1");
            Assert.Empty(await Accessibility.Violations(visit.Page));
        }
    }

    [BrowserFact]
    public void ItIsSmall()
    {
        double bytes = page.Files.EnumerateFiles("*.br", SearchOption.AllDirectories).Sum(file => file.Length);
        Assert.InRange(bytes / 1e6, 1, MaxMegabytes);
    }

    private static async Task Press(PlaygroundVisit visit, string key, int times)
    {
        for (int i = 0; i < times; i++)
            await visit.Page.Keyboard.PressAsync(key);
    }

    /// <summary>Goes from control to control until the one wanted has the focus.</summary>
    private static async Task TabTo(PlaygroundVisit visit, string id)
    {
        const int controls = 40;
        for (int i = 0; i < controls; i++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            if (await visit.Page.EvaluateAsync<string>("document.activeElement.id") == id)
                return;
        }

        Assert.Fail($"Tab does not come to {id}.");
    }
}
