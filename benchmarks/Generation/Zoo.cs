using GenNet.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Benchmarks;

/// <summary>A project with a hundred networks of mixed shape, each in a file of its own, and one file without.</summary>
internal static class Zoo
{
    public const int Networks = 100;

    private static readonly string[][] s_shapes =
    [
        ["2", "4, Activation.Tanh", "1, Activation.Sigmoid"],
        ["4", "16, Activation.ReLU", "16, Activation.ReLU", "3, Activation.Softmax"],
        ["8", "32, Activation.Tanh", "16, Activation.ELU", "4"],
        ["13", "24, Activation.GELU", "12, Activation.PReLU", "1"],
        ["30", "20, Activation.SiLU", "2, Activation.Softmax"],
        ["4", "32, Activation.Tanh", "16, Activation.Tanh", "4"],
        ["24", "8, Activation.Softplus", "2, Activation.LogSoftmax"],
        ["64", "64, Activation.ReLU", "32, Activation.ReLU", "10, Activation.Softmax"],
        ["100", "200, Activation.Mish", "50, Activation.SELU", "1, Activation.Sigmoid"],
        ["784", "128, Activation.ReLU", "10, Activation.Softmax"],
    ];

    /// <summary>The files; the networks come first.</summary>
    public static string[] Sources { get; } = [.. Enumerable.Range(0, Networks).Select(i => Network(i, "")), "class Other { }"];

    /// <summary>The assemblies that the networks need.</summary>
    public static string[] References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "GenNet.Runtime.dll" or "GenNet.Attributes.dll"
                || Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location)),
    ];

    public static CSharpCompilation Compilation { get; } = CSharpCompilation.Create(
        "Zoo", Sources.Select((source, i) => Parse(source, $"File{i}.cs")),
        References.Select(path => MetadataReference.CreateFromFile(path)),
        new(OutputKind.DynamicallyLinkedLibrary));

    /// <summary>How many shapes there are; the networks go through them again and again.</summary>
    public static int Shapes => s_shapes.Length;

    /// <summary>n0-n1-...</summary>
    public static string Name(int file) =>
        file == Networks ? "another file" : string.Join('-', s_shapes[file % s_shapes.Length].Select(layer => layer.Split(',')[0]));

    /// <summary>The compilation after an edit of one file: of the last layer's options, if it is a network.</summary>
    public static CSharpCompilation Edit(int file, int edit)
    {
        string text = file == Networks ? $"class Other {{ int x = {edit}; }}" : Network(file, $", L2 = {edit}");
        SyntaxTree tree = Compilation.SyntaxTrees[file];
        return Compilation.ReplaceSyntaxTree(tree, Parse(text, tree.FilePath));
    }

    /// <summary>The files that are generated for a network.</summary>
    public static SyntaxTree[] Generated(int file)
    {
        CSharpCompilation one = Compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(Compilation.SyntaxTrees[file]);
        return [.. CSharpGeneratorDriver.Create(new NeuralNetworkGenerator()).RunGenerators(one).GetRunResult().GeneratedTrees];
    }

    public static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, new(LanguageVersion.Latest), path);

    private static string Network(int i, string option)
    {
        string[] shape = s_shapes[i % s_shapes.Length];
        string layers = string.Join(")]\n[Dense(", shape[1..]);
        return $"using GenNet;\nnamespace Zoo;\n[NeuralNetwork({shape[0]})]\n[Dense({layers}{option})]\n"
            + $"public sealed partial class Net{i};\n";
    }
}
