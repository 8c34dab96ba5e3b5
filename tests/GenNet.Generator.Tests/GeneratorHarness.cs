extern alias generator;

using System.Collections.Immutable;
using generator::GenNet.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generator.Tests;

/// <summary>Compiles source text as a user's project does, with the generator.</summary>
internal static class GeneratorHarness
{
    private static readonly MetadataReference s_attributes = MetadataReference.CreateFromFile(
        typeof(NeuralNetworkAttribute).Assembly.Location);
    private static readonly MetadataReference s_runtime = MetadataReference.CreateFromFile(typeof(Optimizer).Assembly.Location);

    /// <summary>The running framework, without what the tests bring along.</summary>
    private static readonly ImmutableArray<MetadataReference> s_framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The highest warning level, with documentation comments checked.</summary>
    public static CSharpCompilationOptions Options { get; } = new(
        OutputKind.DynamicallyLinkedLibrary, warningLevel: 9999, nullableContextOptions: NullableContextOptions.Enable);

    public static CSharpParseOptions Parsing { get; } = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    public static CSharpCompilation Compile(params string[] sources) => Compile(sources, Parsing);

    public static CSharpCompilation Compile(string[] sources, CSharpParseOptions parsing, bool withRuntime = true) =>
        CSharpCompilation.Create(
            "Consumer",
            sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, parsing, path: $"Source{i}.cs")),
            [.. s_framework, s_attributes, .. withRuntime ? [s_runtime] : ImmutableArray<MetadataReference>.Empty],
            Options);

    public static GeneratorDriver CreateDriver(CSharpParseOptions? parsing = null, params string[] files) => CSharpGeneratorDriver.Create(
        [new NeuralNetworkGenerator().AsSourceGenerator()],
        additionalTexts: files.Select(file => new AdditionalFile(file)),
        parseOptions: parsing ?? Parsing,
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static GeneratorRun Run(params string[] sources) => Run(Compile(sources));

    /// <param name="compilation">The project's sources.</param>
    /// <param name="files">The paths of its additional files.</param>
    public static GeneratorRun Run(CSharpCompilation compilation, params string[] files)
    {
        GeneratorDriver driver = CreateDriver((CSharpParseOptions)compilation.SyntaxTrees[0].Options, files)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        Assert.Empty(diagnostics);
        return new(driver.GetRunResult().Results.Single(), output, files);
    }
}

/// <summary>An additional file that is no text, as the compiler hands it over.</summary>
internal sealed class AdditionalFile(string path) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) =>
        throw new InvalidDataException("The compiler refuses to read a binary file as text.");
}

/// <summary>What came of a compilation with the generator.</summary>
/// <param name="Result">The generator's result.</param>
/// <param name="Output">The compilation with the generated files.</param>
/// <param name="AdditionalFiles">The paths of the additional files.</param>
internal sealed record GeneratorRun(GeneratorRunResult Result, Compilation Output, string[] AdditionalFiles)
{
    private readonly Lazy<ImmutableArray<Diagnostic>> _diagnostics = new(() => Analyze(Output, AdditionalFiles));

    /// <summary>What the analyzer reports, as pragmas and options leave it.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => _diagnostics.Value;

    /// <summary>The generated files by name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; } =
        Result.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString());

    /// <summary>What the compiler says about sources and generated files, but that a test's own class is not documented.</summary>
    public IEnumerable<Diagnostic> CompilerDiagnostics => Output.GetDiagnostics().Where(diagnostic =>
        diagnostic.Severity != DiagnosticSeverity.Hidden
        && (diagnostic.Id != "CS1591" || IsInGeneratedFile(diagnostic)));

    public static bool IsInGeneratedFile(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree is { FilePath: var path } && path.EndsWith(".g.cs", StringComparison.Ordinal);

    /// <summary>That the declarations are right, and all that is generated compiles without a warning and has no local in vain.</summary>
    /// <param name="expected">The rules that may speak.</param>
    public GeneratorRun AssertClean(params string[] expected)
    {
        Assert.Null(Result.Exception);
        Assert.NotEmpty(Files);
        Assert.Empty(CompilerDiagnostics);
        Assert.Empty(Files.Values.SelectMany(UnreadLocals.In));
        Assert.All(Diagnostics, diagnostic => Assert.Contains(diagnostic.Id, expected));
        return this;
    }

    private static ImmutableArray<Diagnostic> Analyze(Compilation compilation, string[] files)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([.. files.Select(file => new AdditionalFile(file))]),
            (exception, _, _) => Assert.Fail($"The analyzer throws {exception}"), concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        return compilation.WithAnalyzers([new NeuralNetworkAnalyzer()], options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
    }
}
