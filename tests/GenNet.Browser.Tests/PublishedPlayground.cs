using Microsoft.Playwright;

namespace GenNet.Browser.Tests;

/// <summary>The playground as it is published.</summary>
public sealed class PublishedPlayground : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("playground");
    private StaticFiles? _site;

    /// <summary>The files that a web server needs.</summary>
    public DirectoryInfo Files { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (!File.Exists(BrowserFactAttribute.Executable))
            return;
        await Tool.Run("dotnet", "publish", "-c", "Release", Path.Combine(Tool.Repository, "samples/Playground"), "-o", _folder.FullName);
        Files = new(Path.Combine(_folder.FullName, "wwwroot"));
        _site = await StaticFiles.Serve(Files.FullName);
    }

    public async Task DisposeAsync()
    {
        if (_site is not null)
            await _site.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Opens the page in a window of its own, ready to be used.</summary>
    public async Task<PlaygroundVisit> Open(BrowserNewContextOptions options)
    {
        var visit = new PlaygroundVisit(await _site!.NewPage(options));
        await visit.Page.GotoAsync(_site.Address);
        await Assertions.Expect(visit.Page.Locator("#learn")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        return visit;
    }
}
