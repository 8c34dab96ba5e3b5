using System.Reflection;
using System.Runtime.InteropServices;
using Xunit.Sdk;

namespace GenNet.Tests.Paths;

/// <summary>A path and the switch that chooses it; skipped on a machine that does not have the path.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class PathDataAttribute : DataAttribute
{
    private static readonly string[] s_ascending = ["scalar unfused", "128 unfused", "128", "256", "512"];

    private readonly string _path, _switch;

    public PathDataAttribute(string path, string setting)
    {
        (_path, _switch) = (path, setting);
        if (!IsReachable(path)) Skip = $"This machine's path is {Machine}.";
    }

    /// <summary>The path without any switch.</summary>
    public static string Machine { get; } = Child.Run("path").Path;

    /// <summary>Whether the test needs Linux's memory protection.</summary>
    public bool LinuxOnly
    {
        get;
        init
        {
            field = value;
            if (value && !OperatingSystem.IsLinux()) Skip = "Protects pages of memory with Linux's calls.";
        }
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[_path, _switch]];

    // The switch that takes multiply-add away and leaves 128-bit vectors is one for AVX2.
    private static bool IsReachable(string path) =>
        Array.IndexOf(s_ascending, path) <= Array.IndexOf(s_ascending, Machine)
        && (path != "128 unfused" || RuntimeInformation.ProcessArchitecture == Architecture.X64);
}
