using System.Collections.Immutable;
using GenNet.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.Generator.Tests;

/// <summary>What the editor offers where a rule speaks: applied to a document, it gives a network that compiles.</summary>
public sealed class CodeFixTests
{
    private static readonly CodeFixProvider[] s_providers = [new MakePartial(), new FitLossAndOutput(), new RemoveOption()];

    [Theory]
    [InlineData("[NeuralNetwork(3)] [Dense(2)] class N;", "Make 'N' partial", "[NeuralNetwork(3)] [Dense(2)] partial class N;")]
    [InlineData(
        "[NeuralNetwork(3)]\n[Dense(2)]\n// A comment.\nclass @class { }", "Make 'class' partial",
        "[NeuralNetwork(3)]\n[Dense(2)]\n// A comment.\npartial class @class { }")]
    [InlineData(
        "[NeuralNetwork(3)]\n[Dense(2)]\npublic  sealed /* closed */ class N;", "Make 'N' partial",
        "[NeuralNetwork(3)]\n[Dense(2)]\npublic  sealed /* closed */ partial class N;")]
    [InlineData(
        "static class Outer\n{\n    public partial class Middle\n    {\n        [NeuralNetwork(3), Dense(2)]\n        class N;\n    }\n}",
        "Make 'Outer' and 'N' partial",
        "static partial class Outer\n{\n    public partial class Middle\n    {\n        [NeuralNetwork(3), Dense(2)]\n        partial class N;\n    }\n}")]
    [InlineData(
        "readonly record struct Outer(int X) { interface IMiddle { [NeuralNetwork(3)] [Dense(2)] internal partial class N; } }",
        "Make 'Outer' and 'IMiddle' partial",
        "readonly partial record struct Outer(int X) { partial interface IMiddle { [NeuralNetwork(3)] [Dense(2)] internal partial class N; } }")]
    public async Task MakesPartial(string before, string title, string after) => await AssertFix(before, title, after);

    [Theory]
    [InlineData(
        "Loss = Loss.CrossEntropy", "Dense(2, Activation.Sigmoid)", "Use the loss BinaryCrossEntropy", "Loss = Loss.BinaryCrossEntropy")]
    [InlineData("Loss = Loss.CrossEntropy", "Dense(2, Activation.Tanh)", "Use the loss MeanSquaredError", "Loss = Loss.MeanSquaredError")]
    [InlineData(
        "Loss = Loss. CrossEntropy /* x */", "Dense(2, Activation.LogSoftmax)", "Use the loss NegativeLogLikelihood",
        "Loss = Loss.NegativeLogLikelihood /* x */")]
    [InlineData("Loss = (Loss)5", "Dense(2, Activation.LogSoftmax)", "Use the loss KullbackLeibler", "Loss = Loss.KullbackLeibler")]
    public async Task FitsTheLossToTheOutput(string loss, string output, string title, string fitting) => await AssertFix(
        $"[NeuralNetwork(3, {loss})] [Dense(4)] [{output}] partial class N;", title,
        $"[NeuralNetwork(3, {fitting})] [Dense(4)] [{output}] partial class N;");

    [Theory]
    [InlineData("Dense(2, Activation.Tanh)", "Softmax", "Dense(2, Activation.Softmax)")]
    [InlineData("Dense(2, Activation.Tanh)", "Identity", "Dense(2, Activation.Identity)")]
    [InlineData("Dense(2, GenNet.Activation.Tanh, Bias = false)", "Softmax", "Dense(2, Activation.Softmax, Bias = false)")]
    [InlineData("Dense(activation: Activation.Tanh, units: 2)", "Softmax", "Dense(activation: Activation.Softmax, units: 2)")]
    [InlineData("Dense(units: 2, Activation.Tanh)", "Softmax", "Dense(units: 2, Activation.Softmax)")]
    [InlineData("Dense(2, typeof(G))", "Softmax", "Dense(2, Activation.Softmax)")]
    public async Task FitsTheOutputToTheLoss(string output, string activation, string fitting) => await AssertFix(
        $"[NeuralNetwork(3, Loss = Loss.CrossEntropy)] [Dense(4)] [{output}] partial class N; {Custom}",
        $"Use the activation {activation} in the last layer",
        $"[NeuralNetwork(3, Loss = Loss.CrossEntropy)] [Dense(4)] [{fitting}] partial class N; {Custom}");

    [Fact]
    public async Task GivesAnOutputWithoutActivationOne() => await AssertFix(
        "[NeuralNetwork(3, Loss = Loss.KullbackLeibler), Dense(2, Bias = false)] partial class N;",
        "Use the activation LogSoftmax in the last layer",
        "[NeuralNetwork(3, Loss = Loss.KullbackLeibler), Dense(2, Activation.LogSoftmax, Bias = false)] partial class N;");

    [Theory]
    [InlineData("Loss = Loss.CrossEntropy", "Activation.Tanh", "MeanSquaredError", "Softmax", "Identity")]
    [InlineData("Loss = Loss.BinaryCrossEntropy", "Activation.Softmax", "CrossEntropy", "KullbackLeibler", "Sigmoid", "Identity")]
    [InlineData("Loss = Loss.NegativeLogLikelihood", "Activation.Identity", "MeanSquaredError", "LogSoftmax")]
    public async Task OffersWhatFits(string loss, string output, params string[] names)
    {
        (_, _, CodeAction[] actions) = await Offer($"[NeuralNetwork(3, {loss})] [Dense(2, {output})] partial class N;");
        Assert.Equal(names, actions.Select(action => action.EquivalenceKey));
    }

    [Theory]
    [InlineData(
        "[NeuralNetwork(3)] [Dense(2, Activation.Tanh, Alpha = 1)] partial class N;", "Alpha",
        "[NeuralNetwork(3)] [Dense(2, Activation.Tanh)] partial class N;")]
    [InlineData(
        "[NeuralNetwork(3)] [Dense(2, Beta = 1, Bias = false)] partial class N;", "Beta",
        "[NeuralNetwork(3)] [Dense(2, Bias = false)] partial class N;")]
    [InlineData(
        "[NeuralNetwork(3)]\n[Dense(2, Bias = false,\n    InitialValue = 3)]\npartial class N;", "InitialValue",
        "[NeuralNetwork(3)]\n[Dense(2, Bias = false)]\npartial class N;")]
    [InlineData(
        "[NeuralNetwork(3, LabelSmoothing = 0.1, Loss = Loss.Huber)] [Dense(2)] partial class N;", "LabelSmoothing",
        "[NeuralNetwork(3, Loss = Loss.Huber)] [Dense(2)] partial class N;")]
    public async Task RemovesAnOption(string before, string option, string after) => await AssertFix(before, $"Remove '{option}'", after);

    [Fact]
    public async Task RemovesEachOfTwoOptionsAlone()
    {
        const string layer = "[NeuralNetwork(3)] [Dense(2, Activation.Tanh, Alpha = 1, Beta = 2)] partial class N;";
        (_, _, CodeAction[] actions) = await Offer(layer);
        Assert.Equal(["Remove 'Alpha'", "Remove 'Beta'"], actions.Select(action => action.Title));
    }

    /// <summary>That this is offered, and leaves a document in which nothing is wrong.</summary>
    private static async Task AssertFix(string before, string title, string after)
    {
        const string head = "using GenNet;\n";
        (Workspace workspace, DocumentId id, CodeAction[] actions) = await Offer(before);
        using Workspace disposed = workspace;
        ImmutableArray<CodeActionOperation> operations = await actions.Single(action => action.Title == title).GetOperationsAsync(default);
        operations.OfType<ApplyChangesOperation>().Single().Apply(workspace, default);
        Document document = workspace.CurrentSolution.GetDocument(id)!;
        Assert.Equal(head + after, (await document.GetTextAsync()).ToString());
        GeneratorHarness.Run((CSharpCompilation)(await document.Project.GetCompilationAsync())!).AssertClean();
    }

    /// <summary>Compiles a document, and asks the code fixes what to do about what the analyzer says of it.</summary>
    private static async Task<(Workspace Workspace, DocumentId Document, CodeAction[] Actions)> Offer(string declaration)
    {
        var workspace = new AdhocWorkspace();
        CSharpCompilation compilation = GeneratorHarness.Compile();
        Project project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Consumer", "Consumer", LanguageNames.CSharp, compilationOptions: compilation.Options,
            parseOptions: GeneratorHarness.Parsing, metadataReferences: compilation.References));
        Document document = workspace.AddDocument(project.Id, "N.cs", SourceText.From("using GenNet;\n" + declaration));

        var actions = new List<CodeAction>();
        GeneratorRun run = GeneratorHarness.Run((CSharpCompilation)(await document.Project.GetCompilationAsync())!);
        foreach (IGrouping<TextSpan, Diagnostic> place in run.Diagnostics.GroupBy(diagnostic => diagnostic.Location.SourceSpan))
        {
            foreach (CodeFixProvider provider in s_providers)
            {
                ImmutableArray<Diagnostic> fixable = [.. place.Where(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id))];
                if (fixable.Length > 0)
                    await provider.RegisterCodeFixesAsync(new(document, place.Key, fixable, (action, _) => actions.Add(action), default));
            }
        }

        return (workspace, document.Id, [.. actions]);
    }

    private const string Custom = """
        struct G : GenNet.Activations.IActivation
        {
            public V Forward<V>(V z) where V : struct, GenNet.Numerics.IVector<V> => z;
            public V Derivative<V>(V z, V a) where V : struct, GenNet.Numerics.IVector<V> => V.Create(1);
        }
        """;
}
