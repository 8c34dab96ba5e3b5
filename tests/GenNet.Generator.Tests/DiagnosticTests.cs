extern alias generator;

using System.Collections.Immutable;
using System.Globalization;
using generator::GenNet.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Descriptors = generator::GenNet.Generator.Parsing.Diagnostics;

namespace GenNet.Generator.Tests;

/// <summary>What each rule says, and where: the span that an editor underlines is between « and ».</summary>
public sealed partial class DiagnosticTests
{
    private static readonly string[] s_projectRules =
        ["GN0015", "GN0016", "GN0023", "GN0024", "GN0030", "GN0031", "GN0032", "GN0033", "GN0034", "GN0041"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void RuleSaysWhatAndWhere(string id, string marked, string message)
    {
        const string head = "using GenNet;\n";
        string source = head + marked.Replace("«", "").Replace("»", "");
        GeneratorRun run = GeneratorHarness.Run(source, $"using GenNet; {Network} partial class Sound;");

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        DiagnosticDescriptor rule = Rules.Single(rule => rule.Id == id);
        Assert.Equal((rule.Id, rule.DefaultSeverity), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
        TextSpan span = TextSpan.FromBounds(head.Length + marked.IndexOf('«'), head.Length + marked.IndexOf('»') - 1);
        Assert.Equal(span, diagnostic.Location.SourceSpan);

        // An error stops its own network only, and anything less stops none; nor does an option that is ignored.
        Assert.Contains("Sound.g.cs", run.Files);
        bool isWritten = run.Files.Keys.Any(name => name.Split('.')[0] is not ("Sound" or "M"));
        Assert.Equal(rule.DefaultSeverity != DiagnosticSeverity.Error || id == "GN0008", isWritten);
        Assert.DoesNotContain(run.CompilerDiagnostics, GeneratorRun.IsInGeneratedFile);
        Assert.Null(run.Result.Exception);
    }

    [Fact]
    public void EveryRuleIsTested() =>
        Assert.Equal(Rules.Select(rule => rule.Id), Cases.Select(row => (string)row[0]).Concat(s_projectRules).Distinct().Order());

    // As an editor's list and a screen reader have it.
    [Theory]
    [InlineData("[NeuralNetwork(3)] [Dense(2, Name = TEXT)] partial class N;")]
    [InlineData("[NeuralNetwork(3)] [Dense(2, From = TEXT)] partial class N;")]
    [InlineData("[NeuralNetwork(3)] [Dense(3)] [Add(TEXT)] partial class N;")]
    [InlineData("[NeuralNetwork(3)] [Concat(TEXT)] partial class N;")]
    [InlineData("[NeuralNetwork(3)] [Dense(2, Name = \"a\")] [Output(TEXT)] partial class N;")]
    [InlineData("[NeuralNetwork] [Input(TEXT, 2)] [Dense(2)] partial class N;")]
    [InlineData("[NeuralNetwork(3, Weights = TEXT)] [Dense(2)] partial class N;")]
    [InlineData("[NeuralNetworkFromOnnx(TEXT)] partial class N;")]
    [InlineData("[NeuralNetworkFromNam(TEXT)] [Dense(2)] partial class N;")]
    [InlineData("[NeuralNetworkFromRTNeural(TEXT)] partial class N;")]
    public void AMessageIsALineThatEndsWhateverTheTexts(string declaration)
    {
        foreach (string text in new[] { "\"a\\nb\\u2028c\"", $"\"{new string('x', 5000)} 1\"" })
        {
            GeneratorRun run = GeneratorHarness.Run($"using GenNet; {declaration.Replace("TEXT", text)}");
            Assert.NotEmpty(run.Diagnostics);
            foreach (Diagnostic diagnostic in run.Diagnostics)
            {
                string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
                Assert.InRange(message.Length, 1, 800);
                Assert.DoesNotMatch(@"[\p{C}\p{Zl}\p{Zp}]", message);
            }
        }
    }

    [Fact]
    public void NoMessageGoesOn() =>
        Assert.All(Rules, rule => Assert.InRange(rule.MessageFormat.ToString(CultureInfo.InvariantCulture).Length, 1, 180));

    [Fact]
    public void AllErrorsOfADeclarationAreSaidAtOnce()
    {
        GeneratorRun run = GeneratorHarness.Run(
            "using GenNet; [NeuralNetwork(0)] [Dense(-1, (Activation)99, Alpha = 1)] class N { int InputSize; public N(string x) { } }");
        Assert.Equal(
            ["GN0001", "GN0005", "GN0005", "GN0006", "GN0008", "GN0017", "GN0018"],
            run.Diagnostics.Select(diagnostic => diagnostic.Id).Order());
    }

    private const string Softmax = "[NeuralNetwork(3)] [Dense(1, Activation.Softmax)] partial class N;"; // GN0012, a warning
    private const string Alpha = "[NeuralNetwork(3)] [Dense(2, Activation.Tanh, Alpha = 1)] partial class N;"; // GN0008, an error

    [Theory]
    [InlineData(Softmax, "GN0012")]
    [InlineData(Alpha, "GN0008")]
    [InlineData("[NeuralNetwork(3)] [Dense(2)] class N;", "GN0001")]
    public void ASourceSuppresses(string declaration, string id)
    {
        Assert.Equal(id, Assert.Single(GeneratorHarness.Run($"using GenNet;\n{declaration}").Diagnostics).Id);
        Assert.Empty(GeneratorHarness.Run($"using GenNet;\n#pragma warning disable {id}\n{declaration}").Diagnostics);
        Assert.Single(
            GeneratorHarness.Run($"using GenNet;\n#pragma warning disable {id}\n#pragma warning restore {id}\n{declaration}").Diagnostics);
        Assert.Empty(GeneratorHarness.Run(
            $"using GenNet;\n[System.Diagnostics.CodeAnalysis.SuppressMessage(\"GenNet\", \"{id}\")] {declaration}").Diagnostics);
    }

    /// <summary>Through the compiler's own reading of an .editorconfig and of the project's options.</summary>
    [Theory]
    [InlineData(Softmax, "GN0012", "none", null)]
    [InlineData(Softmax, "GN0012", "suggestion", DiagnosticSeverity.Info)]
    [InlineData(Softmax, "GN0012", "error", DiagnosticSeverity.Error)]
    [InlineData(Alpha, "GN0008", "warning", DiagnosticSeverity.Warning)]
    [InlineData(Alpha, "GN0008", "none", null)]
    public void EditorConfigSetsTheSeverity(string declaration, string id, string severity, DiagnosticSeverity? expected)
    {
        CSharpCompilation compilation = GeneratorHarness.Compile("using GenNet; " + declaration);
        var file = AnalyzerConfig.Parse($"[*.cs]\ndotnet_diagnostic.{id}.severity = {severity}\n", "/.editorconfig");
        var config = AnalyzerConfigSet.Create(ImmutableArray.Create(file));
        GeneratorRun run = GeneratorHarness.Run(compilation.WithOptions(
            compilation.Options.WithSyntaxTreeOptionsProvider(new EditorConfig(config))));
        Assert.Equal(expected, run.Diagnostics.SingleOrDefault()?.Severity);
        Assert.Contains("N.g.cs", run.Files);
    }

    [Fact]
    public void ProjectOptionsSetTheSeverity()
    {
        CSharpCompilation compilation = GeneratorHarness.Compile("using GenNet; " + Softmax);
        Assert.Equal(DiagnosticSeverity.Error, Severity(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error)));
        Assert.Null(Severity(compilation.Options.WithSpecificDiagnosticOptions([new("GN0012", ReportDiagnostic.Suppress)])));

        DiagnosticSeverity? Severity(CSharpCompilationOptions options) =>
            GeneratorHarness.Run(compilation.WithOptions(options)).Diagnostics.SingleOrDefault()?.Severity;
    }

    /// <summary>65,536,000 parameters.</summary>
    [Fact]
    public void PaddingIsCountedToo()
    {
        string layers = string.Concat(Enumerable.Repeat("[Dense(65536, Bias = false)] [Dense(1, Bias = false)] ", 500));
        GeneratorRun run = GeneratorHarness.Run($"using GenNet; [NeuralNetwork(1)] {layers}partial class N;");
        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("GN0011", diagnostic.Id);
        Assert.Contains(
            "'N' has 557056000 numbers with the padding of its parameters; at most 536870912",
            diagnostic.GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
        Assert.Empty(run.Files);
    }

    /// <summary>The generated code needs static abstract members, which are C# 11.</summary>
    [Theory]
    [InlineData(LanguageVersion.CSharp7_3, "7.3")]
    [InlineData(LanguageVersion.CSharp10, "10.0")]
    public void LanguageBeforeCSharp11IsRefused(LanguageVersion version, string name)
    {
        GeneratorRun run = GeneratorHarness.Run(GeneratorHarness.Compile(
            [$"using GenNet; {Network} partial class N {{ }}"], GeneratorHarness.Parsing.WithLanguageVersion(version)));
        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(("GN0015", DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains($"compiled as C# {name};", diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Empty(run.Files);
    }

    [Fact]
    public void MissingRuntimeIsSaid()
    {
        GeneratorRun run = GeneratorHarness.Run(GeneratorHarness.Compile(
            [$"using GenNet; {Network} partial class N;"], GeneratorHarness.Parsing, withRuntime: false));
        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(("GN0016", DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal("NeuralNetwork(3)", diagnostic.Location.SourceTree!.ToString().Substring(
            diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Empty(run.Files);
        Assert.Empty(run.CompilerDiagnostics);
    }

    [Theory]
    [InlineData("class System;", "System")]
    [InlineData("namespace System { class Numerics; }", "System.Numerics")]
    [InlineData("namespace System.Math { class A; }", "System.Math")]
    [InlineData("namespace GenNet.Optimizer.A { class B; }", "GenNet.Optimizer")]
    [InlineData("namespace GenNet.Numerics.ILanes { class A; } namespace GenNet.Networks.Network { class A; }", null)]
    [InlineData("namespace GenNet.Networks { class ParameterLayout; }", "GenNet.Networks.ParameterLayout")]
    [InlineData("namespace GenNet { class Networks; }", "GenNet.Networks")]
    [InlineData("namespace GenNet { class Numerics; }", "GenNet.Numerics")]
    [InlineData("namespace GenNet { class Optimizer; }", "GenNet.Optimizer")]
    [InlineData("namespace GenNet.Networks { class ParameterStore<T>; }", "GenNet.Networks.ParameterStore<T>")]
    [InlineData("namespace A { class System; } class System<T>; namespace System { class Math; }", null)]
    [InlineData("namespace GenNet.State.Inputs { class Targets; } namespace GenNet { class Optimizer<T>; }", null)]
    public void WhatHidesAnotherNameIsRefused(string own, string? hiding)
    {
        GeneratorRun run = GeneratorHarness.Run($"using GenNet; {Network} partial class N;", own);
        if (hiding is null)
        {
            run.AssertClean();
            return;
        }

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(("GN0024", DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.StartsWith(
            $"'{hiding}' hides what the code of the neural network 'N' needs", diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Empty(run.Files);
    }

    [Fact]
    public void ATypeOfTheNetworksNameWithinItIsRefused()
    {
        Refuses("class Base { public class N; }", ": Base;");
        Refuses("", "{ class N; }");
        GeneratorHarness.Run($"using GenNet; {Network} partial class N : Base;", "class Base { public class N<T>; class N; }")
            .AssertClean();

        static void Refuses(string other, string body)
        {
            GeneratorRun run = GeneratorHarness.Run($"using GenNet; {Network} partial class N {body}", other);
            Assert.Equal("GN0017", Assert.Single(run.Diagnostics).Id);
            Assert.Empty(run.Files);
        }
    }

    [Theory]
    [InlineData("0.0.1.0")]
    [InlineData("99.1.2.3")]
    public void RuntimeOfAnotherVersionIsRefused(string version)
    {
        using var runtime = new MemoryStream();
        Assert.True(GeneratorHarness.Compile([$$"""
            [assembly: System.Reflection.AssemblyVersion("{{version}}")]
            namespace GenNet { public interface INeuralNetwork<TSelf, T> { } }
            """], GeneratorHarness.Parsing, withRuntime: false).WithAssemblyName("GenNet.Runtime").Emit(runtime).Success);
        CSharpCompilation compilation = GeneratorHarness.Compile(
            [$"using GenNet; {Network} partial class N;"], GeneratorHarness.Parsing, withRuntime: false);
        GeneratorRun run = GeneratorHarness.Run(compilation.AddReferences(MetadataReference.CreateFromImage(runtime.ToArray())));
        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(("GN0023", DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        string expected =
            $"against GenNet.Runtime {version}, but the generator writes for version {typeof(Optimizer).Assembly.GetName().Version};";
        Assert.Contains(expected, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(run.Files);
    }

    /// <summary>The user's own copy of each generated member: found, whatever the surface comes to have.</summary>
    [Fact]
    public void EveryGeneratedMemberIsGuarded()
    {
        const string declaration = "using GenNet; [NeuralNetwork(3)] [Dense(2)] public partial class N";
        INamedTypeSymbol network = GeneratorHarness.Run(declaration + ";").Output.GetTypeByMetadataName("N")!;
        ISymbol[] members =
        [
            .. network.GetMembers().Where(member =>
                !member.IsImplicitlyDeclared && !member.Name.Contains('.') && member is not IMethodSymbol { AssociatedSymbol: not null }),
        ];
        Assert.Contains(members, member => member.Name == "SetParameters");
        Assert.All(members, member =>
        {
            ImmutableArray<IParameterSymbol> signature = (member as IMethodSymbol)?.Parameters ?? [];
            string parameters = string.Join(", ", signature.Select(parameter => $"{parameter.Type} {parameter.Name}"));
            string copy = member switch
            {
                IMethodSymbol { MethodKind: MethodKind.Constructor } => $"public N({parameters}) : this() {{ }}",
                IMethodSymbol => $"void {member.Name}({parameters}) {{ }}",
                _ => $"class {member.Name};",
            };
            Assert.Equal("GN0017", Assert.Single(GeneratorHarness.Run($"{declaration} {{ {copy} }}").Diagnostics).Id);
        });
    }

    [Fact]
    public void EveryRuleHasItsPageAndItsReleaseNote()
    {
        string root = RepositoryRoot();
        string notes = File.ReadAllText(Path.Combine(root, "src/Generator/AnalyzerReleases.Unshipped.md"))
            + File.ReadAllText(Path.Combine(root, "src/Generator/AnalyzerReleases.Shipped.md"));
        Assert.All(Rules, rule =>
        {
            Assert.Equal($"{Descriptors.HelpBase}{rule.Id}.md", rule.HelpLinkUri);
            string page = File.ReadAllText(Path.Combine(root, $"docs/rules/{rule.Id}.md"));
            Assert.StartsWith($"# {rule.Id}: {rule.Title.ToString(CultureInfo.InvariantCulture)}\n", page, StringComparison.Ordinal);
            Assert.All(["## Cause", "## Example", "## Cure"], section => Assert.Contains($"\n{section}\n", page));
            string severity = rule.DefaultSeverity.ToString();
            Assert.Contains($"\n{rule.Id}  | GenNet   | {severity,-8} | {rule.Title.ToString(CultureInfo.InvariantCulture)}\n", notes);
        });

        // GN0050 is the package's own: its build targets report it.
        Assert.Equal(
            Rules.Select(rule => rule.Id).Append("GN0050").Order(),
            Directory.GetFiles(Path.Combine(root, "docs/rules"), "GN*.md").Select(Path.GetFileNameWithoutExtension).Order());
    }

    private static ImmutableArray<DiagnosticDescriptor> Rules { get; } = new NeuralNetworkAnalyzer().SupportedDiagnostics;

    private static string RepositoryRoot([System.Runtime.CompilerServices.CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../.."));

    /// <summary>What an .editorconfig says, handed to the compiler as its command line does.</summary>
    private sealed class EditorConfig(AnalyzerConfigSet config) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(
            SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            config.GetOptionsForSourcePath("/" + tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(
            string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            config.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);
    }
}
