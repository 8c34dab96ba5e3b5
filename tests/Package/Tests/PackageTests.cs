using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace GenNet.Package.Tests;

/// <summary>What the package holds.</summary>
public sealed class PackageTests : IDisposable
{
    /// <summary>The package's path.</summary>
    public static string Package { get; } =
        typeof(PackageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Package").Value!;

    // The Roslyn of the .NET SDK 9.0.300 and of Visual Studio 17.14. An older compiler than an analyzer's reference refuses it (CS9057),
    // so to raise this is to ask more of those who use the package.
    private static readonly Version s_roslyn = new(4, 14);

    private readonly ZipArchive _package = ZipFile.OpenRead(Package);

    public void Dispose() => _package.Dispose();

    [Fact]
    public void TheseTestsRunOnThePackagesAssemblies()
    {
        string loaded = typeof(Optimizer).Assembly.Location;
        Assert.Equal(File.ReadAllBytes(loaded), Read($"lib/net10.0/{Path.GetFileName(loaded)}"));
    }

    [Fact]
    public void EveryLibraryHasItsDocumentationAndItsSymbols()
    {
        string[] libraries = Names("lib/", ".dll");
        Assert.Equal(["lib/net10.0/GenNet.Attributes.dll", "lib/net10.0/GenNet.Runtime.dll"], libraries);
        Assert.Equal(libraries.Select(name => Path.ChangeExtension(name, ".xml")), Names("lib/", ".xml"));

        using ZipArchive symbols = ZipFile.OpenRead(Path.ChangeExtension(Package, ".snupkg"));
        Assert.Equal(
            libraries.Select(name => Path.ChangeExtension(name, ".pdb")),
            symbols.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".pdb", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheReadmeWithWholeAddressesAndTheLicenceAreThere()
    {
        string readme = System.Text.Encoding.UTF8.GetString(Read("README.md"));
        Assert.Contains("](https://github.com/gennet/gennet/blob/main/docs/package.md)", readme);
        Assert.Contains("](https://github.com/gennet/gennet/raw/main/benchmarks/results/", readme);
        Assert.DoesNotMatch(@"\]\((?!https://|#)", readme);
        Assert.Contains("<license type=\"expression\">MIT</license>", System.Text.Encoding.UTF8.GetString(Read("GenNet.nuspec")));
    }

    [Theory]
    [InlineData("build/GenNet.targets")]
    [InlineData("buildTransitive/GenNet.targets")]
    public void ProjectsAreToldWhichSdkIsNeeded(string targets) =>
        Assert.Contains("GenNet needs the .NET SDK 9.0.300 or later", System.Text.Encoding.UTF8.GetString(Read(targets)));

    /// <summary>Generated code belongs to one version of the runtime, and the compiler must see a new one as another assembly.</summary>
    [Fact]
    public void EveryAssemblyOfOursHasThePackagesVersion()
    {
        string version = Path.GetFileNameWithoutExtension(Package)["GenNet.".Length..];
        foreach (string name in Names("", ".dll").Where(name => Path.GetFileName(name).StartsWith("GenNet.", StringComparison.Ordinal)))
            Assert.Equal($"{version}.0", WithMetadata(name, metadata => metadata.GetAssemblyDefinition().Version.ToString()));
    }

    [Fact]
    public void NoAnalyzerIsBuiltAgainstANewerRoslynThanPinned()
    {
        Assert.Contains("analyzers/dotnet/cs/GenNet.Generator.dll", Names("analyzers/", ".dll"));
        Assert.Empty(ReferencesToRoslynAbove(s_roslyn));

        // The check would find it.
        Assert.Contains("GenNet.Generator.dll references Microsoft.CodeAnalysis 4.14.0.0", ReferencesToRoslynAbove(new(4, 13)));
    }

    /// <summary>The compiler loads an analyzer's dependencies from the package alone, except what it brings itself.</summary>
    [Fact]
    public void EveryAnalyzerHasItsDependenciesBesideIt()
    {
        string[] analyzers = Names("analyzers/", ".dll");
        string[] brought = ["netstandard", "System.Collections.Immutable", "System.Composition.AttributedModel"];
        string[] there = [.. analyzers.Select(name => Path.GetFileNameWithoutExtension(name)), .. brought];
        foreach (string analyzer in analyzers)
        {
            Assert.DoesNotContain(
                References(analyzer).Select(reference => reference.Name!),
                name => !there.Contains(name) && !name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
        }
    }

    /// <summary>A second package of the same sources, built in another folder: <c>.ci/package</c> packs it.</summary>
    [Theory]
    [InlineData(".nupkg")]
    [InlineData(".snupkg")]
    public void PackedInAnotherFolderItIsTheSameBytes(string extension)
    {
        string packed = Path.ChangeExtension(Package, extension);
        string again = Path.Combine(Path.GetDirectoryName(Package)!, "again", Path.GetFileName(packed));
        Assert.Equal(File.ReadAllBytes(packed), File.ReadAllBytes(again));
    }

    /// <summary>NuGet's own target compares times of files, and would leave the package of the older sources there.</summary>
    [Fact]
    public void PackedAgainAfterAnEditItHasTheEdit()
    {
        const string library = "lib/net10.0/GenNet.Runtime.dll";
        using ZipArchive edited = ZipFile.OpenRead(Path.Combine(Path.GetDirectoryName(Package)!, "../edited", Path.GetFileName(Package)));
        using Stream stream = edited.GetEntry(library)!.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        Assert.NotEqual(Read(library), bytes.ToArray());
    }

    private IEnumerable<string> ReferencesToRoslynAbove(Version version) =>
        from analyzer in Names("analyzers/", ".dll")
        from reference in References(analyzer)
        where reference.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
        where new Version(reference.Version!.Major, reference.Version.Minor) > version
        select $"{Path.GetFileName(analyzer)} references {reference.Name} {reference.Version}";

    private AssemblyName[] References(string name) => WithMetadata(name, metadata =>
        metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName()).ToArray());

    private T WithMetadata<T>(string name, Func<MetadataReader, T> read)
    {
        using PEReader assembly = new(new MemoryStream(Read(name)));
        return read(assembly.GetMetadataReader());
    }

    private string[] Names(string folder, string extension) =>
    [
        .. _package.Entries.Select(entry => entry.FullName)
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal) && name.EndsWith(extension, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    private byte[] Read(string name)
    {
        using Stream stream = _package.GetEntry(name)!.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
