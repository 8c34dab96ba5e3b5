using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace GenNet.Playground.Tests;

/// <summary>The page as it is published, behind a server of static files, and a browser to look at it.</summary>
public sealed class PublishedPage : IAsyncLifetime
{
    // Not the root: a page of static files must work in any folder of a site.
    private const string Place = "/some/folder";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("playground");
    private WebApplication _server = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    /// <summary>The files that a web server needs.</summary>
    public DirectoryInfo Files { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (!File.Exists(BrowserFactAttribute.Executable))
            return;
        await Publish();
        Files = new(Path.Combine(_folder.FullName, "wwwroot"));
        var files = new PhysicalFileProvider(Files.FullName);
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, RequestPath = Place });
        _server.UseStaticFiles(new StaticFileOptions { FileProvider = files, RequestPath = Place, ServeUnknownFileTypes = true });
        await _server.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserFactAttribute.Executable });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Opens the page in a window of its own, ready to be used.</summary>
    public async Task<Visit> Open(BrowserNewContextOptions options)
    {
        IBrowserContext context = await _browser.NewContextAsync(options);
        var visit = new Visit(await context.NewPageAsync());
        await visit.Page.GotoAsync(_server.Urls.Single() + Place + "/");
        await Assertions.Expect(visit.Page.Locator("#learn")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        return visit;
    }

    private async Task Publish()
    {
        string project = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "Playground").Value!;
        var start = new ProcessStartInfo("dotnet", ["publish", "-c", "Release", project, "-o", _folder.FullName])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1"; // no build process keeps the output open
        using Process publishing = Process.Start(start)!;
        string output = await publishing.StandardOutput.ReadToEndAsync();
        await publishing.WaitForExitAsync();
        Assert.True(publishing.ExitCode == 0, output);
    }
}
