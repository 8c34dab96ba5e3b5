using GenNet.Tests.Paths;

namespace GenNet.Package.Tests;

/// <summary>GN0050, the warning to who compiles ahead of time and does not choose instructions.</summary>
public sealed class InstructionSetTests
{
    private static string Folder { get; } = Path.GetDirectoryName(PackageTests.Package)!;

    [AheadOfTimeFact("default")]
    public void PublishedForAnyProcessorWarnsOnce() => Assert.Single(Warnings(Published("default")));

    [AheadOfTimeFact("native")]
    public void PublishedForThisProcessorDoesNotWarn() => Assert.Empty(Warnings(Published("native")));

    [Theory]
    [InlineData("linux-x64", "", true)]
    [InlineData("win-x86", "", true)]
    [InlineData("linux-x64", "IlcInstructionSet=x86-64-v2", false)]
    [InlineData("linux-x64", "NoWarn=GN0050", false)]
    [InlineData("linux-arm64", "", false)]
    public void ItWarnsWhereInstructionsAreThereToChoose(string runtime, string property, bool warns)
    {
        string project = Path.Combine(Folder, "../../tests/Package/Paths/GenNet.Paths.csproj");
        Child build = Child.Run("dotnet",
            ["msbuild", project, "-target:GenNetCheckInstructionSet", $"-property:RuntimeIdentifier={runtime};{property}"], []);
        Assert.True(build.ExitCode == 0, string.Join('\n', build.Output));
        Assert.Equal(warns, Warnings(build.Output).Any());
    }

    private static string[] Published(string program) => File.ReadAllLines(Path.Combine(Folder, $"../ahead-of-time/{program}.log"));

    private static IEnumerable<string> Warnings(string[] log) =>
        log.Where(line => line.Contains("warning GN0050: ", StringComparison.Ordinal));
}
