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
        "static partial class Outer\n{\n    public partial class Middle\n    {\n        [NeuralNetwork(3), Dense(2)]\n"
            + "        partial class N;\n    }\n}")]
    [InlineData(
        "readonly record struct Outer(int X) { interface IMiddle { [NeuralNetwork(3)] [Dense(2)] internal partial class N; } }",
        "Make 'Outer' and 'IMiddle' partial",
        "readonly partial record struct Outer(int X) "
            + "{ partial interface IMiddle { [NeuralNetwork(3)] [Dense(2)] internal partial class N; } }")]
    public async Task MakesPartial(string before, string title, string after) => await AssertFix(before, title, after);

    [Theory]
    [InlineData(1, "Make the type partial")]
    [InlineData(2, "Make the 2 types partial")]
    public async Task ATitleIsShortWhateverTheNames(int types, string title)
    {
        string name = new('N', types == 1 ? 90 : 40);
        string network = $"[NeuralNetwork(3)] [Dense(2)] class {name};";
        (_, _, CodeAction[] actions) = await Offer(types == 1 ? network : $"class Outer{name} {{ {network} }}");
        Assert.All(actions, action => Assert.Equal(title, action.Title));
    }

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

    [Fact]
    public async Task MakesAllPartial() => await AssertFixAll(
        new MakePartial(), nameof(MakePartial),
        [
            ("[NeuralNetwork(3)] [Dense(2)] class A; [NeuralNetwork(3)] [Dense(2)] sealed class B;",
                "[NeuralNetwork(3)] [Dense(2)] partial class A; [NeuralNetwork(3)] [Dense(2)] sealed partial class B;"),
            ("class Outer { [NeuralNetwork(3)] [Dense(2)] class C; [NeuralNetwork(3)] [Dense(2)] partial class D; }",
                "partial class Outer { [NeuralNetwork(3)] [Dense(2)] partial class C; [NeuralNetwork(3)] [Dense(2)] partial class D; }"),
            ("[NeuralNetwork(3)] [Dense(2)] partial class E; class F;", "[NeuralNetwork(3)] [Dense(2)] partial class E; class F;"),
        ]);

    [Theory]
    [InlineData("MeanSquaredError", "Loss = Loss.MeanSquaredError", "Activation.Tanh")]
    [InlineData("Softmax", "Loss = Loss.CrossEntropy", "Activation.Softmax")]
    public async Task FitsAll(string key, string loss, string output) => await AssertFixAll(
        new FitLossAndOutput(), key,
        [
            (Networks("Loss = Loss.CrossEntropy", "Activation.Tanh", "A", "B"), Networks(loss, output, "A", "B")),
            (Networks("Loss = Loss.CrossEntropy", "Activation.Tanh", "C"), Networks(loss, output, "C")),
        ]);

    [Fact]
    public async Task RemovesAllOfAnOption() => await AssertFixAll(
        new RemoveOption(), "Alpha",
        [
            ("[NeuralNetwork(3)] [Dense(4, Alpha = 1)] [Dense(2, Alpha = 1, Bias = false)] partial class A;",
                "[NeuralNetwork(3)] [Dense(4)] [Dense(2, Bias = false)] partial class A;"),
            ("[NeuralNetwork(3)] [Dense(4, Activation.ELU, Alpha = 2)] [Dense(2, Activation.Tanh, Alpha = 1)] partial class B;",
                "[NeuralNetwork(3)] [Dense(4, Activation.ELU, Alpha = 2)] [Dense(2, Activation.Tanh)] partial class B;"),
        ]);

    /// <summary>An editor may ask about what was said of an older text, whose places are elsewhere or nowhere in this one.</summary>
    [Theory]
    [InlineData("[NeuralNetwork(3)] [Dense(2)] class N;")]
    [InlineData("[NeuralNetwork(3, Loss = Loss.CrossEntropy)] [Dense(2, Activation.Tanh)] partial class N;")]
    [InlineData("[NeuralNetwork(3)] [Dense(2, Activation.Tanh, Alpha = 1)] partial class N;")]
    public async Task DoesNothingAboutWhatIsNoLongerThere(string declaration)
    {
        string[] edits =
        [
            .. Enumerable.Range(0, declaration.Length).Select(end => declaration[..end]),
            .. Enumerable.Range(0, declaration.Length).Select(start => declaration[start..]),
            "[A, B()] [C(1)] enum D;", new string(' ', 200), declaration.Replace(" = ", "="), declaration.Replace("(", "( /* x */ "),
        ];
        foreach (string edit in edits)
        {
            (Workspace workspace, _, CodeAction[] actions) = await Offer(declaration, edit);
            using Workspace disposed = workspace;
            foreach (CodeAction action in actions)
                await action.GetOperationsAsync(default);
        }
    }

    private static string Networks(string loss, string output, params string[] names) =>
        string.Join(" ", names.Select(name => $"[NeuralNetwork(3, {loss})] [Dense(2, {output})] partial class {name};"));

    /// <summary>That this is offered, and leaves a document in which nothing is wrong.</summary>
    private static async Task AssertFix(string before, string title, string after)
    {
        (Workspace workspace, DocumentId id, CodeAction[] actions) = await Offer(before);
        using Workspace disposed = workspace;
        await Apply(workspace, actions.Single(action => action.Title == title));
        await AssertDocument(workspace.CurrentSolution.GetDocument(id)!, after);
        await AssertClean(workspace.CurrentSolution.Projects.Single());
    }

    /// <summary>That the same done in a whole project leaves nothing wrong in any of its documents.</summary>
    private static async Task AssertFixAll(CodeFixProvider provider, string key, (string Before, string After)[] documents)
    {
        using Workspace workspace = Open([.. documents.Select(document => document.Before)]);
        Project project = workspace.CurrentSolution.Projects.Single();
        var diagnostics = new KnownDiagnostics((await Run(project)).Diagnostics);
        var context = new FixAllContext(
            project.Documents.First(), provider, FixAllScope.Project, key, provider.FixableDiagnosticIds, diagnostics, default);
        await Apply(workspace, (await provider.GetFixAllProvider()!.GetFixAsync(context))!);
        project = workspace.CurrentSolution.Projects.Single();
        foreach ((Document document, (_, string after)) in project.Documents.Zip(documents))
            await AssertDocument(document, after);
        await AssertClean(project);
    }

    private static async Task Apply(Workspace workspace, CodeAction action) =>
        (await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single().Apply(workspace, default);

    private static async Task AssertDocument(Document document, string text) =>
        Assert.Equal(Head + text, (await document.GetTextAsync()).ToString());

    private static async Task AssertClean(Project project) => (await Run(project)).AssertClean();

    private static async Task<GeneratorRun> Run(Project project) =>
        GeneratorHarness.Run((CSharpCompilation)(await project.GetCompilationAsync())!);

    private static AdhocWorkspace Open(params string[] declarations)
    {
        var workspace = new AdhocWorkspace();
        CSharpCompilation compilation = GeneratorHarness.Compile();
        Project project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Consumer", "Consumer", LanguageNames.CSharp,
            compilationOptions: compilation.Options, parseOptions: GeneratorHarness.Parsing, metadataReferences: compilation.References));
        foreach ((int i, string declaration) in declarations.Index())
            workspace.AddDocument(project.Id, $"N{i}.cs", SourceText.From(Head + declaration));
        return workspace;
    }

    /// <summary>Compiles a document, and asks the code fixes what to do about what the analyzer says of it.</summary>
    /// <param name="declaration">The document.</param>
    /// <param name="edited">What the document has become meanwhile, if anything.</param>
    private static async Task<(Workspace Workspace, DocumentId Document, CodeAction[] Actions)> Offer(
        string declaration, string? edited = null)
    {
        AdhocWorkspace workspace = Open(declaration);
        Document document = workspace.CurrentSolution.Projects.Single().Documents.Single();
        var actions = new List<CodeAction>();
        GeneratorRun run = await Run(document.Project);
        if (edited is not null)
            document = document.WithText(SourceText.From(Head + edited));
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

    /// <summary>What the analyzer has said of a project.</summary>
    private sealed class KnownDiagnostics(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellation) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellation)
        {
            SyntaxTree? tree = await document.GetSyntaxTreeAsync(cancellation);
            return diagnostics.Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellation) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }

    private const string Head = "using GenNet;\n";

    private const string Custom = """
        struct G : GenNet.Activations.IActivation
        {
            public V Forward<V>(V z) where V : struct, GenNet.Numerics.IVector<V> => z;
            public V Derivative<V>(V z, V a) where V : struct, GenNet.Numerics.IVector<V> => V.Create(1);
        }
        """;
}
