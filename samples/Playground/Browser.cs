using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("browser")]

namespace GenNet.Playground;

/// <summary>What only JavaScript can ask of the browser: playground.js.</summary>
internal static partial class Browser
{
    public const string Module = "playground";

    /// <summary>Whether the visitor asks for less motion.</summary>
    [JSImport("prefersReducedMotion", Module)]
    public static partial bool PrefersReducedMotion();

    /// <summary>The width of an element in the page, in CSS pixels.</summary>
    [JSImport("widthOf", Module)]
    public static partial double WidthOf(string id);

    /// <summary>Shows pixels in a canvas.</summary>
    /// <param name="id">The canvas, as large as the picture.</param>
    /// <param name="pixels">[rows x columns x 4]: red, green, blue, alpha.</param>
    [JSImport("paint", Module)]
    public static partial void Paint(string id, [JSMarshalAs<JSType.MemoryView>] Span<byte> pixels);

    /// <summary>Scrolls a box, and not the page, to its first marked line.</summary>
    [JSImport("revealMark", Module)]
    public static partial void RevealMark(string id);
}
