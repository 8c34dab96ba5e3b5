using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using GenNet.Tests.Paths;

namespace GenNet.Package.Tests;

/// <summary>What a user has after `dotnet new gennet`, or with a file of C# alone, outside of this repository.</summary>
public sealed partial class NewProjectTests : IDisposable
{
    private static readonly string s_packed = Path.GetDirectoryName(PackageTests.Package)!;
    private static readonly string s_version = Path.GetFileNameWithoutExtension(PackageTests.Package)["GenNet.".Length..];

    private readonly string _folder = Directory.CreateTempSubdirectory("gennet-new-").FullName;

    public NewProjectTests() => File.WriteAllText(Path.Combine(_folder, "nuget.config"), $"""
        <configuration>
          <config>
            <add key="globalPackagesFolder" value="{Path.Combine(s_packed, "../restored")}" />
          </config>
          <packageSources>
            <add key="packed" value="{s_packed}" />
          </packageSources>
        </configuration>
        """);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("classifier", "test accuracy", 0.95, 1)]
    [InlineData("regressor", "squared error", 0, 0.02)]
    [InlineData("sequence", "squared error", 0, 0.02)]
    public void TheTemplateMakesAProgramThatLearns(string kind, string measure, double least, double most)
    {
        string project = Path.Combine(_folder, "My first-net");
        DotNet("new", "install", Path.Combine(s_packed, $"GenNet.Templates.{s_version}.nupkg"), "--debug:custom-hive", Hive);
        DotNet("new", "gennet", "--output", project, "--kind", kind, "--no-restore", "--debug:custom-hive", Hive);
        string line = Assert.Single(DotNet("run", "--project", project), text => text.Contains(measure, StringComparison.Ordinal));
        Assert.InRange(double.Parse(LastNumber().Match(line).Value, CultureInfo.InvariantCulture), least, most);
        Assert.True(File.Exists(Path.Combine(_folder, "model.safetensors")));
        string[] code = File.ReadAllLines(Path.Combine(project, "Program.cs"));
        Assert.DoesNotContain(code, text => text.Contains("#if", StringComparison.Ordinal));
    }

    /// <summary>The version comes from one place, Directory.Build.props or the command line.</summary>
    [Fact]
    public void TheTemplateAsksForThePackageOfItsVersion()
    {
        string templates = Path.Combine(s_packed, "../../src/Templates");
        DotNet("pack", "-c", "Release", templates, "-p:Version=98.7.6-beta", "-o", _folder);
        foreach ((string folder, string version) in new[] { (s_packed, s_version), (_folder, "98.7.6-beta") })
        {
            using ZipArchive package = ZipFile.OpenRead(Path.Combine(folder, $"GenNet.Templates.{version}.nupkg"));
            using var project = new StreamReader(package.GetEntry("content/console/Network1.csproj")!.Open());
            Assert.Contains($"<PackageReference Include=\"GenNet\" Version=\"{version}\" />", project.ReadToEnd());
        }
    }

    [Fact]
    public void AFileAloneIsAProgram()
    {
        string file = Path.Combine(_folder, "net.cs");
        File.WriteAllText(file, $$"""
            #:package GenNet@{{s_version}}
            using GenNet;

            float[] outputs = new float[1];
            new Net(seed: 1).Predict([1, 2], outputs);
            Console.WriteLine($"{Net.ParameterCount} parameters");

            [NeuralNetwork(inputs: 2)]
            [Dense(1)]
            partial class Net;
            """);
        Assert.Contains("3 parameters", DotNet("run", file));
    }

    private string Hive => Path.Combine(_folder, "hive");

    private string[] DotNet(params string[] arguments)
    {
        Child child = Child.Run("dotnet", arguments, [], _folder);
        Assert.True(child.ExitCode == 0, string.Join('\n', child.Output));
        return child.Output;
    }

    [GeneratedRegex(@"[0-9.]+$")]
    private static partial Regex LastNumber();
}
