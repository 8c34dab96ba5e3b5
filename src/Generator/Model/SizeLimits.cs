namespace GenNet.Generator.Model;

/// <summary>The sizes that inputs and layers may have.</summary>
internal static class SizeLimits
{
    public const int Max = 65_536;

    public static bool Allow(long size) => size is >= 1 and <= Max;
}
