using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generator.Tests;

/// <summary>Folders of a project need each other's types in one direction, by however many steps.</summary>
public sealed class FolderTests
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    [Fact]
    public void TheRuntimeHasNoCircles() => Assert.Empty(OnCircles(Arrows("Runtime", "Attributes", "SafeTensors")));

    // A kind of layer is parsed, planned and written in its own folder, by what the other folders give all kinds, and these ask the layers.
    [Fact]
    public void TheGeneratorHasNoCirclesButThroughLayers() => Assert.Empty(OnCircles(
        Arrows("Generator", "Attributes/Enums", "SafeTensors", "Runtime/Layers").Except(
            [("Layers", "Emission"), ("Layers", "Model"), ("Layers", "Parsing"), ("Layers", "Planning")])));

    /// <summary>The pairs of folders of which the first has types that name types of the second.</summary>
    private static HashSet<(string From, string To)> Arrows(string project, params string[] linked)
    {
        string source = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../src"));
        SyntaxTree[] trees =
        [
            .. linked.Prepend(project).Select(folder => Path.Combine(source, folder))
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
                .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/"))
                .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: Path.GetRelativePath(source, file))),
        ];
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(assembly => !Path.GetFileName(assembly).StartsWith("GenNet.", StringComparison.Ordinal))
            .Select(assembly => MetadataReference.CreateFromFile(assembly));
        var compilation = CSharpCompilation.Create(
            project, trees.Append(CSharpSyntaxTree.ParseText(ImplicitUsings)), references, new(OutputKind.DynamicallyLinkedLibrary));

        HashSet<string> types = [.. compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).Select(type => type.Name)];
        HashSet<(string From, string To)> arrows = [];
        foreach (SyntaxTree tree in trees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            arrows.UnionWith(
                from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
                where types.Contains(name.Identifier.ValueText)
                let type = model.GetSymbolInfo(name).Symbol as INamedTypeSymbol
                where type is not null
                from declaration in type.OriginalDefinition.DeclaringSyntaxReferences
                select (Folder(tree), Folder(declaration.SyntaxTree)));
        }

        arrows.RemoveWhere(arrow => arrow.From == arrow.To);
        return arrows;
    }

    /// <summary>The arrows that are left when those that lead to an end, or come from a beginning, are taken away again and again.</summary>
    private static IEnumerable<string> OnCircles(IEnumerable<(string From, string To)> arrows)
    {
        (string From, string To)[] left = [.. arrows];
        int before;
        do
        {
            before = left.Length;
            left = [.. left.Where(arrow => left.Any(next => next.From == arrow.To) && left.Any(last => last.To == arrow.From))];
        }
        while (left.Length < before);
        return left.Select(arrow => $"{arrow.From} -> {arrow.To}").Order();
    }

    /// <summary>The folder of a file in its project, or the project where the file is in none.</summary>
    private static string Folder(SyntaxTree tree) => tree.FilePath.Split('/') is var parts && parts.Length > 2 ? parts[1] : parts[0];

    private static string Here([CallerFilePath] string path = "") => path;
}
