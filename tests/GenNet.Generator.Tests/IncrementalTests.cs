extern alias generator;

using generator::GenNet.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generator.Tests;

/// <summary>What an edit makes the generator do again, and what it does not.</summary>
public sealed class IncrementalTests
{
    private const string SourceOutputStep = "SourceOutput";

    private const string First = """
        using GenNet;

        [NeuralNetwork(inputs: 64)]
        [Dense(32, Activation.ReLU)]
        [Dense(10, Activation.Softmax)]
        public sealed partial class First;

        static class Other { public static int X = 1; }
        """;

    private const string Second = """
        using GenNet;
        [NeuralNetwork(inputs: 2)] [Dense(1, Activation.Sigmoid)] public sealed partial class Second;
        """;

    private static readonly string[] s_steps =
        [NeuralNetworkGenerator.SpecificationStep, NeuralNetworkGenerator.FileNamesStep, NeuralNetworkGenerator.PlanStep, SourceOutputStep];

    [Theory]
    [InlineData("X = 1", "X = 2")]
    [InlineData("static class Other", "/* first */ static class Other")]
    [InlineData("using GenNet;", "using GenNet;\n\n// Everything moves down.\n")]
    [InlineData("Dense(32, Activation.ReLU)", "Dense(units: 8 * 4, activation: Activation.ReLU)")]
    [InlineData("public sealed partial class First;", "internal partial class First { int _mine; }")]
    [InlineData("Activation.ReLU", "Activation.ReLU, Alpha = 0.5")] // GN0008
    public void EditThatSaysTheSameEmitsNothing(string before, string after)
    {
        Dictionary<string, IncrementalStepRunReason[]> reasons = ReasonsAfter(First.Replace(before, after));
        IncrementalStepRunReason[] idle = [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged];
        Assert.All(s_steps, step => Assert.All(reasons[step], reason => Assert.Contains(reason, idle)));
        Assert.All(reasons[SourceOutputStep], reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void EditInAnotherFileEmitsNothing()
    {
        Dictionary<string, IncrementalStepRunReason[]> reasons = ReasonsAfter(First, "class Third;");
        Assert.All(reasons[SourceOutputStep], reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Theory]
    [InlineData("Dense(32", "Dense(33")]
    [InlineData("inputs: 64", "inputs: 65")]
    [InlineData("Activation.ReLU", "Activation.Tanh")]
    [InlineData("Activation.ReLU", "Activation.ReLU, Bias = false")]
    [InlineData("Activation.ReLU", "Activation.ReLU, Initializer = Initializer.Zeros")]
    [InlineData("inputs: 64", "inputs: 64, Loss = Loss.SquaredError")]
    [InlineData("inputs: 64", "inputs: 64, Reduction = Reduction.Sum")]
    [InlineData("inputs: 64", "inputs: 64, Unroll = Unroll.Never")]
    [InlineData("inputs: 64", "inputs: 64, Steps = 4")]
    [InlineData("inputs: 64", "inputs: 64, Steps = 4, BurnIn = 1")]
    public void EditOfOneNetworkEmitsItAlone(string before, string after)
    {
        Dictionary<string, IncrementalStepRunReason[]> reasons = ReasonsAfter(First.Replace(before, after));
        Assert.Equal(IncrementalStepRunReason.Modified, reasons[NeuralNetworkGenerator.SpecificationStep][0]);
        Assert.Equal(IncrementalStepRunReason.Modified, reasons[NeuralNetworkGenerator.PlanStep][0]);
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], reasons[SourceOutputStep]);
    }

    [Fact]
    public void RenamedNetworkIsEmittedAlone()
    {
        Dictionary<string, IncrementalStepRunReason[]> reasons = ReasonsAfter(First.Replace("class First", "class Third"));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], reasons[SourceOutputStep]);
        Assert.Equal(IncrementalStepRunReason.Unchanged, Assert.Single(reasons[NeuralNetworkGenerator.FileNamesStep]));
    }

    [Fact]
    public void ChangedFileNameIsEmitted()
    {
        Dictionary<string, IncrementalStepRunReason[]> reasons = ReasonsAfter(First.Replace("class First", "class SECOND"));
        Assert.Equal(IncrementalStepRunReason.Modified, Assert.Single(reasons[NeuralNetworkGenerator.FileNamesStep]));
        Assert.DoesNotContain(IncrementalStepRunReason.Cached, reasons[SourceOutputStep]);
    }

    /// <summary>A warning or error that comes and goes writes no source anew.</summary>
    [Theory]
    [InlineData(
        "[NeuralNetwork(3)] [Dense(1, Activation.Softmax)] partial class N;",
        "[NeuralNetwork(3)] [Dense(1, Activation.Softmax)]  partial class N;")]
    [InlineData("class N;", "[NeuralNetwork(0)] [Dense(1)] partial class N;")]
    [InlineData("[NeuralNetwork(3)] [Dense(0)] partial class N;", "[NeuralNetwork(0)] [Dense(1)] class N;")]
    public void EditOfADiagnosticEmitsNothing(string before, string after)
    {
        Dictionary<string, IncrementalStepRunReason[]> reasons = ReasonsAfter(First, "using GenNet; " + after, "using GenNet; " + before);
        Assert.DoesNotContain(IncrementalStepRunReason.New, reasons[NeuralNetworkGenerator.SpecificationStep]);
        Assert.All(reasons[SourceOutputStep].SkipLast(1), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    /// <summary>Why each step's outputs are what they are after an edit of the first file and of a third.</summary>
    private static Dictionary<string, IncrementalStepRunReason[]> ReasonsAfter(string first, string third = "", string thirdBefore = "")
    {
        CSharpCompilation before = GeneratorHarness.Compile(First, Second, thirdBefore);
        CSharpCompilation after = Replace(Replace(before, 0, first), 2, third);
        GeneratorDriver driver = GeneratorHarness.CreateDriver().RunGenerators(before);
        GeneratorRunResult result = driver.RunGenerators(after).GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return s_steps.ToDictionary(
            name => name, name => result.TrackedSteps[name].SelectMany(step => step.Outputs).Select(output => output.Reason).ToArray());
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, int index, string text)
    {
        SyntaxTree tree = compilation.SyntaxTrees[index];
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, GeneratorHarness.Parsing, tree.FilePath));
    }
}
