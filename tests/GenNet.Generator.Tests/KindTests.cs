using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generator.Tests;

/// <summary>
/// A kind of layer is a folder. What other files name of it, its types in code and its name in text, has a reason that stands here; a kind
/// that is added needs no line.
/// </summary>
public sealed class KindTests
{
    private static readonly Naming[] s_namings =
    [
        new("Generator/Layers/LayerKinds.cs", All, "the list of kinds"),
        new("Generator/Onnx/", All, "makes layers of ONNX's operators, which have names of their own"),
        new("Generator/(ModelFiles|Nam|RTNeural)/", All, "makes layers of those that files of models name"),
        new("Generator/Parsing/Diagnostics.cs", "Add Concat Dense Dropout Embedding Gated", "tells a user what to write"),
        new("Generator/Parsing/NetworkParser.Loss.cs", "Activation", "a loss is chosen by the activation of the output"),
        new("Generator/Planning/Planner.cs", "Activation Concat", "adds layers: the row of several outputs, a copy of what a loss reads"),
        new("Generator/Planning/(Network|Output)Plan.cs", "Activation", "a loss may be fused with the activation of its output"),
        new("Generator/Emission/OutputWriter.cs", "Activation", "predictions alone apply what a loss is fused with"),
        new("Generator/Emission/PassWriter.cs", "Add", "is a word there: columns are taken or added"),
        new("Generator/Emission/TiledBackwardWriter.cs", "Dense", "transposes the weights of every kind whose product is that of Dense"),
        new("Generator/Emission/(Tiled|Unrolled)ForwardWriter.cs", "Dropout", "hands on the random numbers of a step of training"),
        new("Generator/Weights/Baking.cs", "BatchNorm", "folds it into the layers beside it"),
        new("Generator/Layers/Activation/", "Dense", "its derivative may be applied in the tiles of the dense layer behind it"),
        new("Generator/Layers/(Dense|Conv1D)/", "Activation", "may apply the activation behind it; its attribute has one"),
        new("(Generator|Runtime)/Layers/Gated/", "Activation", "is made of two of its functions"),
        new("Generator/Layers/BatchNorm/", "Dense Conv1D Recurrent", "is folded into it"),
        new("Generator/Layers/(GRU|LSTM)/", "Recurrent", "what recurrent kinds share"),
        new("Generator/Layers/Recurrent/", "GRU LSTM", "reads their attributes"),
        new("Generator/Layers/(Recurrent|Conv1D)/", "Dense", "its products are those of Dense"),
        new("Runtime/Layers/(GRU|LSTM|Conv1D)/", "Dense", "its products are those of Dense"),
        new("Runtime/Layers/OnnxLayers.cs", "Concat", "is an operator of ONNX there"),
        new("Runtime/Losses/CrossEntropy.cs", "Activation", "is computed with the softmax that it is fused with"),
        new("Runtime/Pipelines/Pipeline.Prediction.cs", "Activation", "reads a class off what the last activation gives"),
        new("Runtime/Pipelines/Pipeline.cs", "Embedding", "looks for rows that name no category before it predicts any"),
        new("Runtime/Networks/", "Dropout", "hands on the random numbers of a step of training"),
        new("Runtime/Parameters/ParameterStore.cs", "Dropout", "has the state of the random numbers of training"),
        new("Runtime/Networks/BatchLengths.cs", "BatchNorm", "tells a user which layer needs several samples"),
        new("Runtime/Fitting/NeuralNetworkExtensions.cs", "Dense LayerNorm", "tells a user what to write instead"),
        new("Runtime/Fitting/LabelHint.cs", "Dense", "a last layer without activation, and what to write instead"),
    ];

    private const string All = "";

    [Fact]
    public void FilesOutsideOfAKindsFolderNameItForAReason()
    {
        (string File, string Kind)[] named = [.. new[] { SourceTree.Generator, SourceTree.Runtime }.SelectMany(Named)];
        (string File, string Kind)[] without = [.. named.Where(naming => !s_namings.Any(allowed => allowed.Covers(naming))).Distinct()];
        Naming[] unused = [.. s_namings.Where(allowed => !named.Any(allowed.Covers))];
        Assert.True(without.Length == 0, string.Join("\n", without));
        Assert.Empty(unused);
    }

    /// <summary>The files of a project that name a kind in whose folder they do not stand.</summary>
    private static IEnumerable<(string File, string Kind)> Named(SourceTree source)
    {
        string[] kinds = [.. source.Files.Select(file => KindOf(file.Path)).OfType<string>().Distinct()];

        // An activation's name in a text is that of the function.
        var words = new Regex($@"\b({string.Join("|", kinds.Except(["Activation"]))})(Layer|Plan|Parser|Description|Attribute|Step)?\b");
        IEnumerable<(string File, string Kind)> types =
            from name in source.Names
            let kind = KindOf(name.Declarer)
            where kind is not null
            select (name.User, kind);
        IEnumerable<(string File, string Kind)> texts =
            from file in source.Files
            where KindOf(file.Path) is null
            from token in file.Root.DescendantTokens()
            where token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken)
            from Match match in words.Matches(token.Text)
            select (file.Path, match.Groups[1].Value);
        return types.Concat(texts)
            .Where(naming => naming.File.StartsWith(source.Project, StringComparison.Ordinal) && KindOf(naming.File) != naming.Kind);
    }

    private static string? KindOf(string path) => path.Split('/') is [_, "Layers", string kind, _] ? kind : null;

    /// <summary>What files may name.</summary>
    /// <param name="Files">What their paths begin with, as a regular expression.</param>
    /// <param name="Kinds">The kinds.</param>
    /// <param name="Reason">Why.</param>
    private sealed record Naming(string Files, string Kinds, string Reason)
    {
        public bool Covers((string File, string Kind) naming) =>
            (Kinds == All || Kinds.Split(' ').Contains(naming.Kind)) && Regex.IsMatch(naming.File, $"^{Files}");
    }
}
