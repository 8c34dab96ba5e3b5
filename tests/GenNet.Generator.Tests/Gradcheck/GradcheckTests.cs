using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using GenNet.Tests.Reference;
using GenNet.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit.Abstractions;

namespace GenNet.Generator.Tests.Gradcheck;

/// <summary>
/// Networks that nobody chose: FsCheck draws declarations, Roslyn compiles them with the generator, and their derivatives are held
/// against central differences of their own loss and outputs, and against the plain reference network.
/// </summary>
/// <remarks>
/// <c>GENNET_GRADCHECK=n</c> in the environment checks n networks instead of <see cref="DefaultCount"/>, and <c>GENNET_GRADCHECK_SEED=s</c>
/// those from seed s on: <c>GENNET_GRADCHECK=1 GENNET_GRADCHECK_SEED=s</c> is the one network of a failure.
/// </remarks>
[Trait("Speed", "Slow")]
public sealed class GradcheckTests(ITestOutputHelper output)
{
    private const int DefaultCount = 60;
    private const int DefaultSeed = 1;
    private const int NetworksPerCompilation = 60;

    private const double Step = 1e-6;

    private static readonly Tolerance s_differences = new(Relative: 1e-3, Absolute: 1e-5);

    [Fact]
    public void DerivativesAreCentralDifferencesAndThoseOfTheReference() => Check(Drawn(Declarations.Draw));

    [Fact]
    public void DerivativesOfGraphsAreToo() => Check(Drawn(Declarations.DrawGraph));

    // Predictions apply the last activation in place, and derivatives of outputs then go on from there.
    [Fact]
    public void DerivativesAreRightWhereALossIsFusedBehindWhatTheBackwardPassReads()
    {
        string[] before =
        [
            "Dense(3, Activation.Tanh)", "Dense(3, Activation.Softmax)", "Dense(3, Activation.PReLU)",
            "Dense(3)]\n[BatchNorm(Epsilon = 0.1)",
            "Dense(3)]\n[LayerNorm(Epsilon = 0.1, Affine = false)", "Dense(3)]\n[Activate(Activation.Identity)",
        ];
        Check(
        [
            .. (from layers in before
                from last in new[] { Activation.Softmax, Activation.Sigmoid }
                from unroll in new[] { Unroll.Auto, Unroll.Never }
                select (layers, last, unroll))
                .Select((network, seed) => (Declaration)new GraphDeclaration(
                    seed, Options: "", $"[Input(\"x\", 4)]\n[{network.layers}]\n[Activate(Activation.{network.last}, Name = \"a\")]\n",
                    new(1, Activation.Identity, "", Bias: true, HasDropout: false, Normalization: ""),
                    "[Output(\"a\")]", Loss.Auto, Reduction.Mean, network.unroll, Samples: 5)),
        ]);
    }

    // Statistics over the frames of one window, of several, and over the rows that come of these.
    [Fact]
    public void DerivativesThroughTheStatisticsOfFramesAreRight()
    {
        const string sum = "[Add(\"c\")]", rows = "[Last]\n[BatchNorm(Epsilon = 0.1)]";
        Check(
        [
            .. new[] { (sum, 1), (sum, 3), (rows, 3) }.Select(((string Layers, int Samples) end, int seed) => new GraphDeclaration(
                seed, Options: "Steps = 4, ",
                "[Input(\"x\", 3)]\n[BatchNorm(Epsilon = 0.1)]\n[Conv1D(4, 2, Activation.Tanh, Name = \"c\")]\n"
                + $"[BatchNorm(Epsilon = 0.1)]\n[LSTM(4)]\n[Add(\"c\")]\n[BatchNorm(Epsilon = 0.1)]\n{end.Layers}\n",
                new(2, Activation.Identity, "", Bias: true, HasDropout: false, Normalization: ""),
                Outputs: "", Loss.SquaredError, Reduction.Mean, Unroll.Auto, end.Samples)),
        ]);
    }

    private static Declaration[] Drawn(Func<int, Declaration> draw) =>
        [.. Enumerable.Range(Setting("GENNET_GRADCHECK_SEED", DefaultSeed), Setting("GENNET_GRADCHECK", DefaultCount)).Select(draw)];

    private void Check(Declaration[] networks)
    {
        var clock = Stopwatch.StartNew();
        int count = networks.Length;
        Outcome[] outcomes =
        [
            .. networks.Chunk(NetworksPerCompilation).SelectMany(declarations =>
            {
                Assembly networks = Compile(declarations);
                return declarations.AsParallel().AsOrdered().Select(declaration => Check(declaration, networks)).ToArray();
            }),
        ];
        Outcome[] leftOut = [.. outcomes.Where(outcome => outcome.Point is null)];

        foreach (IEnumerable<Comparison> kind in outcomes.SelectMany(outcome => outcome.Comparisons).GroupBy(comparison => comparison.With))
            output.WriteLine($"worst against {kind.MaxBy(comparison => comparison.Worst)!.Description}");

        output.WriteLine(
            $"{count} networks of {outcomes.Sum(outcome => outcome.ParameterCount):N0} parameters, "
            + $"{outcomes.Sum(outcome => outcome.Declaration.Samples):N0} samples in {clock.Elapsed.TotalSeconds:F0} s; for kinks and size "
            + $"{outcomes.Sum(outcome => outcome.Point?.SamplesRefused):N0} samples and "
            + $"{outcomes.Sum(outcome => outcome.Point?.ParametersRefused):N0} sets of parameters were drawn again");
        foreach (Outcome outcome in leftOut)
            output.WriteLine($"left out, because it is at a kink everywhere:\n{outcome.Declaration.ToSource(Precision.Double)}");
        Assert.InRange(leftOut.Length, 0, 1 + (count / 100));
        string[] wrong = [.. outcomes.Where(outcome => !outcome.IsRight).Select(outcome => outcome.Message)];
        Assert.True(wrong.Length == 0, string.Join("\n\n", wrong));
    }

    [Fact]
    public void EveryMemberOfEveryEnumIsDrawn()
    {
        Declaration[] drawn = [.. Enumerable.Range(DefaultSeed, DefaultCount).Select(Declarations.Draw)];
        AreAll(drawn.SelectMany(declaration => declaration.Layers).Select(layer => layer.Activation));
        AreAll(drawn.Select(declaration => declaration.Loss));
        AreAll(drawn.Select(declaration => declaration.Reduction));
        AreAll(drawn.Select(declaration => declaration.Unroll));
        Assert.Equal([1, 2, 3, 4, 5], drawn.Select(declaration => declaration.Layers.Length).Distinct().Order());

        static void AreAll<TEnum>(IEnumerable<TEnum> values) where TEnum : struct, Enum =>
            Assert.Equal(Enum.GetValues<TEnum>(), values.Distinct().Order());
    }

    [Fact]
    public void EveryKindIsDrawn()
    {
        string[] drawn =
        [
            .. Enumerable.Range(DefaultSeed, DefaultCount).SelectMany(seed => new[] { Declarations.Draw(seed), Declarations.DrawGraph(seed) })
                .Select(declaration => declaration.ToSource(Precision.Double)),
        ];
        Assert.All(DeclaredKinds.All, kind => Assert.Contains(drawn, source => Regex.IsMatch(source, $@"\b{kind}\b")));
    }

    [Fact]
    public void LossesFitTheOutputsThatTheGeneratorLetsThrough()
    {
        (Loss Loss, Activation Output)[] pairs =
            [.. Enum.GetValues<Loss>().SelectMany(loss => Enum.GetValues<Activation>().Select(activation => (loss, activation)))];
        string Name((Loss Loss, Activation Output) pair) => $"{pair.Loss}Of{pair.Output}";
        GeneratorRun run = GeneratorHarness.Run(["using GenNet;", .. pairs.Select(pair => $"""
            [GenNet.NeuralNetwork(inputs: 2, Loss = GenNet.Loss.{pair.Loss})]
            [GenNet.Dense(2, GenNet.Activation.{pair.Output})]
            public sealed partial class {Name(pair)};
            """)]);

        IEnumerable<string> refused = run.Diagnostics.Where(diagnostic => diagnostic.Id == "GN0007")
            .Select(diagnostic => diagnostic.Location.SourceTree!.ToString().Split("class ")[1].TrimEnd(';', '\n'));
        Assert.Equal(
            pairs.Where(pair => !LossFacts.Outputs(pair.Loss).Contains(pair.Output)).Select(Name).Order(StringComparer.Ordinal),
            refused.Order(StringComparer.Ordinal));
    }

    /// <summary>Compiles each declaration in both precisions.</summary>
    private static Assembly Compile(Declaration[] declarations)
    {
        string source = string.Join("\n\n", declarations.SelectMany(
            declaration => Enum.GetValues<Precision>().Select(precision => declaration.ToSource(precision))));
        CSharpCompilation compilation = GeneratorHarness.Compile($"using GenNet;\n\n{source}");
        GeneratorRun run = GeneratorHarness.Run(
            compilation.WithOptions(GeneratorHarness.Options.WithOptimizationLevel(OptimizationLevel.Release)));
        using var image = new MemoryStream();
        EmitResult result = run.Output.Emit(image);
        Assert.True(result.Success, string.Join('\n', run.Diagnostics.Concat(result.Diagnostics).Append((object)source)));
        image.Position = 0;
        return new AssemblyLoadContext(nameof(GradcheckTests), isCollectible: true).LoadFromStream(image);
    }

    private static Outcome Check(Declaration declaration, Assembly networks)
    {
        Type type = networks.GetType(declaration.NameOf(Precision.Double))!;
        var reference = ReferenceNetwork.Of(type);
        if (Point.Draw(reference, declaration.Samples, declaration.Seed) is not { } point)
            return new(declaration, null, reference.Parameters.Length, []);
        Results expected = Results.Of(reference, point);
        Subject network = Subject.Of(type), twin = Subject.Of(networks.GetType(declaration.NameOf(Precision.Single))!);

        Comparison differences = new("central differences"), doubles = new("the reference");
        Comparison singles = new("the reference in single precision");
        Results actual = Results.Of(network, point);
        Results.OfDifferences(network, reference, point, Step).Compare(actual, differences, _ => s_differences);
        expected.Compare(actual, doubles, Double);
        expected.Compare(Results.Of(twin, point), singles, Single);
        return new(declaration, point, reference.Parameters.Length, [differences, doubles, singles]);
    }

    /// <summary>Another order of summation, where terms may cancel.</summary>
    private static Tolerance Double(double[] expected) => new(Relative: 1e-9, Absolute: 1e-15 + (1e-12 * expected.Max(Math.Abs)));

    /// <summary>
    /// The same in single precision: the errors of up to five layers of sums of up to forty terms. All derivatives may cancel to 0, as
    /// those of a LayerNorm of equal numbers do, and leave some units of 2^-24 of their terms.
    /// </summary>
    private static Tolerance Single(double[] expected) => new(Relative: 1e-4, Absolute: 1e-6 + (2e-5 * expected.Max(Math.Abs)));

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>What came of one declaration.</summary>
    /// <param name="Point">Where it was checked; null where there is no such point.</param>
    private sealed record Outcome(Declaration Declaration, Point? Point, int ParameterCount, Comparison[] Comparisons)
    {
        public bool IsRight => Comparisons.All(comparison => comparison.IsRight);

        public string Message =>
            $"{string.Join('\n', Comparisons.Select(comparison => comparison.Description))}\n{Declaration.ToSource(Precision.Double)}";
    }
}
