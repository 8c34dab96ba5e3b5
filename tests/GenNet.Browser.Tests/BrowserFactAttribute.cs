namespace GenNet.Browser.Tests;

/// <summary>A test that drives Chromium, where there is one.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    /// <summary>The browser: what CHROMIUM says, or Debian's.</summary>
    public static string Executable { get; } = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    public BrowserFactAttribute() =>
        Skip = File.Exists(Executable) ? null : $"Needs Chromium, and there is no {Executable}: apt-get install chromium, or set CHROMIUM.";
}
