namespace GenNet.Package.Tests;

/// <summary>Needs the program that <c>.ci/package</c> compiles ahead of time where there is a linker.</summary>
public sealed class AheadOfTimeFactAttribute : FactAttribute
{
    public AheadOfTimeFactAttribute(string program)
    {
        if (!File.Exists(Program(program)))
            Skip = $"{Program(program)} is not there: .ci/package makes it on Linux x64 if clang or gcc is installed.";
    }

    public static string Program(string name) =>
        Path.Combine(Path.GetDirectoryName(PackageTests.Package)!, "../ahead-of-time", name, "GenNet.Paths");
}
