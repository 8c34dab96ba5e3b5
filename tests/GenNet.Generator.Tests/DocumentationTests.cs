using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

namespace GenNet.Generator.Tests;

/// <summary>
/// The code in README.md and docs compiles and prints what the documents say, and what they show as generated is generated.
/// </summary>
/// <remarks>
/// A block of C# is a program or declarations of its own, except after a comment in a line:
/// <c>&lt;!-- generated: FILE --&gt;</c> says that it is an excerpt of that file for a network declared in the same document, in which
/// lines <c>// ...</c> stand for what is left out; <c>&lt;!-- source: PATH --&gt;</c> says the same of a file of this repository;
/// <c>&lt;!-- output --&gt;</c> says that the block is what the program before it prints.
/// </remarks>
public sealed partial class DocumentationTests
{
    private const string Omission = "// ...";

    // As a new console project has them.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Documents");

    public static TheoryData<string> Documents { get; } =
        new(Directory.GetFiles(s_folder, "*.md").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    public static TheoryData<string> DocumentsWithExcerpts { get; } = ["generated-code.md", "getting-started.md", "graphs.md", "mathematics.md"];

    /// <summary>The rules whose page has an example in C#.</summary>
    public static TheoryData<string> RulesWithExamples { get; } = new(
        Directory.GetFiles(Path.Combine(s_folder, "rules"), "*.md")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(rule => Read($"rules/{rule}.md").Any(block => block.IsProgram))
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Documents))]
    public void EveryBlockOfCSharpCompiles(string document)
    {
        foreach (Block block in Read(document).Where(block => block.IsProgram))
        {
            GeneratorRun run = GeneratorHarness.Run(Compile(block.Text));
            Assert.True(
                run.Result.Exception is null && !run.Diagnostics.Any() && !run.CompilerDiagnostics.Any(),
                $"{document}, line {block.Line}: {run.Result.Exception}"
                + string.Join('\n', run.Diagnostics.Concat(run.CompilerDiagnostics)));
        }
    }

    [Theory]
    [MemberData(nameof(DocumentsWithExcerpts))]
    public void EveryExcerptIsGenerated(string document)
    {
        Block[] blocks = [.. Read(document)];
        Dictionary<string, string> files = [];
        foreach (Block block in blocks.Where(block => block.IsProgram))
        {
            foreach ((string name, string text) in GeneratorHarness.Run(Compile(block.Text)).Files)
                files[name] = text;
        }

        foreach (string path in blocks.Select(block => block.SourceFile).OfType<string>().Distinct())
            files[path] = File.ReadAllText(Path.Combine(RepositoryRoot(), path));
        Block[] excerpts = [.. blocks.Where(block => block.File is not null)];
        Assert.NotEmpty(excerpts);
        foreach (Block excerpt in excerpts)
        {
            string place = $"{document}, line {excerpt.Line}";
            Assert.True(files.TryGetValue(excerpt.File!, out string? text), $"{place}: there is no {excerpt.File}");
            string[] generated = Lines(text);
            int next = 0;
            foreach (string[] part in Parts(excerpt.Text))
            {
                int at = Find(part, generated, next);
                Assert.True(at >= 0, $"{place}: {excerpt.File} does not have, from line {next + 1} on:\n{string.Join('\n', part)}");
                next = at + part.Length;
            }
        }
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("custom-costs.md")]
    [InlineData("losses-and-outputs.md")]
    [InlineData("when-it-does-not-learn.md")]
    [InlineData("data.md")]
    [InlineData("shipping-a-model.md")]
    public void ProgramsPrintWhatTheDocumentSays(string document)
    {
        Block[] blocks = [.. Read(document)];
        int[] outputs = [.. Enumerable.Range(0, blocks.Length).Where(i => blocks[i].IsOutput)];
        Assert.NotEmpty(outputs);
        foreach (int output in outputs)
        {
            Block program = blocks[..output].Last(block => block.IsProgram);
            Assert.Equal(blocks[output].Text.TrimEnd(), Run(program.Text).TrimEnd());
        }
    }

    [Theory]
    [MemberData(nameof(RulesWithExamples))]
    public void ARulesExampleIsReportedWhereItsPageSays(string rule)
    {
        Block example = Read($"rules/{rule}.md").First(block => block.IsProgram);
        GeneratorRun run = GeneratorHarness.Run(GeneratorHarness.Compile(ImplicitUsings + "\nglobal using GenNet;", example.Text));
        string[] lines = example.Text.Split('\n');
        Assert.Equal(
            lines.Where(line => line.Contains($"// {rule}", StringComparison.Ordinal)),
            run.Diagnostics.Where(diagnostic => diagnostic.Id == rule).Select(
                diagnostic => lines[diagnostic.Location.GetLineSpan().EndLinePosition.Line]));
        Assert.All(run.Diagnostics, diagnostic => Assert.Equal(rule, diagnostic.Id));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void EveryPathThatIsLinkedExists(string document)
    {
        string root = RepositoryRoot();
        string folder = File.Exists(Path.Combine(root, document)) ? root : Path.Combine(root, "docs");
        foreach (Match link in Link().Matches(File.ReadAllText(Path.Combine(s_folder, document))))
        {
            string target = link.Groups["target"].Value.Split('#')[0];
            if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
                Assert.True(Path.Exists(Path.Combine(folder, target)), $"{document} links to {target}, which does not exist");
        }

        foreach (Match path in SourcePath().Matches(File.ReadAllText(Path.Combine(s_folder, document))))
            Assert.True(Path.Exists(Path.Combine(root, path.Groups["path"].Value)), $"{document} names {path.Value}, which does not exist");
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void EveryHeadingThatIsLinkedExists(string document)
    {
        string root = RepositoryRoot();
        string folder = File.Exists(Path.Combine(root, document)) ? root : Path.Combine(root, "docs");
        foreach (Match link in Link().Matches(File.ReadAllText(Path.Combine(folder, document))))
        {
            if (link.Groups["target"].Value.Split('#') is not [var path, var heading]
                || !(path.Length == 0 || path.EndsWith(".md", StringComparison.Ordinal)))
            {
                continue;
            }

            string linked = path.Length == 0 ? document : path;
            if (!linked.Contains("://", StringComparison.Ordinal))
                Assert.Contains(heading, File.ReadLines(Path.Combine(folder, linked)).Where(line => line.StartsWith('#')).Select(Anchor));
        }

        // As GitHub makes it of a heading.
        static string Anchor(string line) => string.Concat(
            line.TrimStart('#').Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is '-' or '_' or ' ')).Replace(' ', '-');
    }

    [Fact]
    public void EveryDocumentIsInTheTableOfContents()
    {
        string docs = Path.Combine(RepositoryRoot(), "docs");
        string[] contents = File.ReadAllLines(Path.Combine(docs, "toc.yml"));
        Assert.All(
            Directory.EnumerateFiles(docs, "*.md", SearchOption.AllDirectories),
            path => Assert.Contains($"  - href: {Path.GetRelativePath(docs, path).Replace('\\', '/')}", contents));
    }

    [Theory]
    [InlineData("mathematics.md")]
    [InlineData("what-is-there.md")]
    public void EveryKindOfLayerIsThere(string document)
    {
        string text = File.ReadAllText(Path.Combine(s_folder, document));
        Assert.All(DeclaredKinds.All, kind => Assert.Matches($@"\b{kind}\b", text));
    }

    /// <summary>A program, or declarations, as a new console project would compile them.</summary>
    private static CSharpCompilation Compile(string source)
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(ImplicitUsings, source);
        bool isProgram = compilation.SyntaxTrees[1].GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();
        OutputKind kind = isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        return compilation.WithOptions(GeneratorHarness.Options.WithOutputKind(kind));
    }

    private static string Run(string source)
    {
        using var image = new MemoryStream();
        EmitResult result = GeneratorHarness.Run(Compile(source)).Output.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        image.Position = 0;
        var context = new AssemblyLoadContext(nameof(DocumentationTests), isCollectible: true);
        TextWriter console = Console.Out;
        using var printed = new StringWriter();
        try
        {
            Console.SetOut(printed);
            MethodInfo main = context.LoadFromStream(image).EntryPoint!;
            main.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
            context.Unload();
        }

        return printed.ToString();
    }

    /// <summary>The fenced blocks of a document.</summary>
    private static IEnumerable<Block> Read(string document)
    {
        string[] lines = File.ReadAllLines(Path.Combine(s_folder, document));
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
                continue;
            int end = Array.FindIndex(lines, i + 1, line => line == "```");
            Assert.True(end > i, $"{document}, line {i + 1}: the block has no end");
            string marker = i > 0 ? lines[i - 1] : "";
            string? FileOf(string kind) =>
                Marker().Match(marker) is { Success: true } match && match.Groups["kind"].Value == kind ? match.Groups["file"].Value : null;
            string text = string.Join('\n', lines[(i + 1)..end]);
            yield return new(i + 2, lines[i][3..], FileOf("generated"), FileOf("source"), marker == "<!-- output -->", text);
            i = end;
        }
    }

    /// <summary>The stretches of an excerpt between what is left out.</summary>
    private static IEnumerable<string[]> Parts(string excerpt)
    {
        List<string> part = [];
        foreach (string line in Lines(excerpt).Append(Omission))
        {
            if (line != Omission)
            {
                part.Add(line);
                continue;
            }

            if (part.Count > 0)
                yield return [.. part];
            part = [];
        }
    }

    private static int Find(string[] part, string[] lines, int from)
    {
        for (int at = from; at + part.Length <= lines.Length; at++)
        {
            if (lines.AsSpan(at, part.Length).SequenceEqual(part))
                return at;
        }

        return -1;
    }

    private static string[] Lines(string text) => [.. text.Split('\n').Select(line => line.Trim())];

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GenNet.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    [GeneratedRegex("^<!-- (?<kind>generated|source): (?<file>.+) -->$")]
    private static partial Regex Marker();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    /// <summary>A path of this repository, in backquotes.</summary>
    [GeneratedRegex(@"`(?<path>(src|tests|docs|samples|benchmarks|scripts|\.ci)(/[\w.-]+)*)`")]
    private static partial Regex SourcePath();

    /// <summary>A fenced block.</summary>
    /// <param name="Line">The line of its text's start, from 1.</param>
    /// <param name="Language">What the fence says.</param>
    /// <param name="GeneratedFile">The generated file that it is an excerpt of, if it is one.</param>
    /// <param name="SourceFile">The file of this repository that it is an excerpt of, if it is one.</param>
    /// <param name="IsOutput">Whether it is what the program before it prints.</param>
    /// <param name="Text">What is between the fences.</param>
    private sealed record Block(int Line, string Language, string? GeneratedFile, string? SourceFile, bool IsOutput, string Text)
    {
        public string? File => GeneratedFile ?? SourceFile;

        public bool IsProgram => Language == "csharp" && File is null;
    }
}
