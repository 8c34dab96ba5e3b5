using Microsoft.Playwright;

namespace GenNet.Browser.Tests;

/// <summary>The site as scripts/site.sh builds it.</summary>
public sealed class BuiltSite : IAsyncLifetime
{
    private StaticFiles? _site;

    public string Folder { get; } = Path.Combine(Tool.Repository, "artifacts/site");

    public string Address => _site!.Address;

    public async Task InitializeAsync()
    {
        if (!File.Exists(BrowserFactAttribute.Executable))
            return;
        await Tool.Run(Path.Combine(Tool.Repository, "scripts/site.sh"));
        _site = await StaticFiles.Serve(Folder);
    }

    public async Task DisposeAsync()
    {
        if (_site is not null)
            await _site.DisposeAsync();
    }

    public Task<IPage> NewPage(BrowserNewContextOptions options) => _site!.NewPage(options);
}
