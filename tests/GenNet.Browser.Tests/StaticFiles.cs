using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace GenNet.Browser.Tests;

/// <summary>A folder behind a server of static files, and a browser to look at it.</summary>
internal sealed class StaticFiles : IAsyncDisposable
{
    // Not the root: static files must work in any folder of a site.
    private const string Place = "/some/folder/";

    private readonly WebApplication _server;
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private StaticFiles(WebApplication server, IPlaywright playwright, IBrowser browser)
    {
        _server = server;
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>Where the folder is served.</summary>
    public string Address => _server.Urls.Single() + Place;

    public static async Task<StaticFiles> Serve(string folder)
    {
        var files = new PhysicalFileProvider(folder);
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        WebApplication server = builder.Build();
        string place = Place.TrimEnd('/');
        server.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, RequestPath = place });
        server.UseStaticFiles(new StaticFileOptions { FileProvider = files, RequestPath = place, ServeUnknownFileTypes = true });
        await server.StartAsync();
        IPlaywright playwright = await Playwright.CreateAsync();
        return new(server, playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserFactAttribute.Executable }));
    }

    /// <summary>A page in a window of its own.</summary>
    public async Task<IPage> NewPage(BrowserNewContextOptions options) => await (await _browser.NewContextAsync(options)).NewPageAsync();

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _server.DisposeAsync();
    }
}
