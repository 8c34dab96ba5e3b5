using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generator.Tests;

/// <summary>The source of one of our projects, to ask which files name which types.</summary>
internal sealed class SourceTree
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly string s_root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../src"));

    private static readonly Lazy<SourceTree> s_runtime = new(() => new("Runtime", "Attributes", "SafeTensors"));
    private static readonly Lazy<SourceTree> s_generator = new(
        () => new("Generator", "Attributes/Enums", "SafeTensors", "Runtime/Layers"));

    /// <param name="project">The folder of the project.</param>
    /// <param name="linked">Folders whose files it compiles too.</param>
    private SourceTree(string project, params string[] linked)
    {
        SyntaxTree[] trees =
        [
            .. linked.Prepend(project).Select(folder => Path.Combine(s_root, folder))
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
                .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/"))
                .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: Path.GetRelativePath(s_root, file))),
        ];
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(assembly => !Path.GetFileName(assembly).StartsWith("GenNet.", StringComparison.Ordinal))
            .Select(assembly => MetadataReference.CreateFromFile(assembly));
        var compilation = CSharpCompilation.Create(
            project, trees.Append(CSharpSyntaxTree.ParseText(ImplicitUsings)), references, new(OutputKind.DynamicallyLinkedLibrary));
        HashSet<string> types = [.. compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).Select(type => type.Name)];
        Project = project;
        Files = [.. trees.Select(tree => (tree.FilePath, tree.GetRoot()))];
        Names =
        [
            .. from tree in trees
               let model = compilation.GetSemanticModel(tree)
               from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
               where types.Contains(name.Identifier.ValueText)
               let type = model.GetSymbolInfo(name).Symbol as INamedTypeSymbol
               where type is not null
               from declaration in type.OriginalDefinition.DeclaringSyntaxReferences
               select (tree.FilePath, declaration.SyntaxTree.FilePath, type.Name),
        ];
    }

    public static SourceTree Runtime => s_runtime.Value;

    public static SourceTree Generator => s_generator.Value;

    public string Project { get; }

    /// <summary>The files, by their paths below src.</summary>
    public IReadOnlyList<(string Path, SyntaxNode Root)> Files { get; }

    /// <summary>Who names a type, who declares it, and its name.</summary>
    public IReadOnlyList<(string User, string Declarer, string Type)> Names { get; }

    private static string Here([CallerFilePath] string path = "") => path;
}
