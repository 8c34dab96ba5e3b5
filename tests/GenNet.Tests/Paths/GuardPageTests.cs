namespace GenNet.Tests.Paths;

/// <summary>
/// Nothing is read or written beyond the caller's spans: every call, with 1 to 70 samples, on memory that starts or ends at a page that
/// cannot be touched. A trespass ends the process, so it happens in a child.
/// </summary>
[Trait("Speed", "Slow")]
public sealed class GuardPageTests
{
    [Theory]
    [PathData("512", "DOTNET_EnableAVX512=1", LinuxOnly = true)]
    [PathData("256", "DOTNET_EnableAVX512=0", LinuxOnly = true)]
    [PathData("128", "DOTNET_PreferredVectorBitWidth=128", LinuxOnly = true)]
    [PathData("128 unfused", "DOTNET_EnableAVX2=0", LinuxOnly = true)]
    public void NoCallLeavesItsSpans(string path, string setting) => Child.RunOn(path, "guard", setting);

    [Theory]
    [PathData("scalar unfused", "start", LinuxOnly = true)]
    [PathData("scalar unfused", "end", LinuxOnly = true)]
    public void TheGuardsGuard(string path, string side)
    {
        Child child = Child.Run($"trespass {side}", "DOTNET_EnableHWIntrinsic=0");
        Assert.Equal(path, child.Path);
        Assert.NotEqual(0, child.ExitCode);
        Assert.Contains("AccessViolationException", child.Error);
    }
}
