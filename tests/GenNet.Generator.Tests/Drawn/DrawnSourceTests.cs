using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Abstractions;

namespace GenNet.Generator.Tests.Drawn;

/// <summary>
/// Declarations that FsCheck draws, with what surrounds them: each gives code that compiles without a warning at the highest level, or
/// an error that is the compiler's own or a rule's.
/// </summary>
/// <remarks>
/// <c>GENNET_DRAWN=n</c> in the environment draws n sources instead of <see cref="DefaultCount"/>, and <c>GENNET_DRAWN_SEED=s</c> those
/// from seed s on: <c>GENNET_DRAWN=1 GENNET_DRAWN_SEED=s</c> is the one of a failure. <c>GENNET_DRAWN_TEXT=folder</c> leaves what is
/// generated there, to compare the text before a change with that after.
/// </remarks>
[Trait("Speed", "Slow")]
public sealed class DrawnSourceTests(ITestOutputHelper output)
{
    private const int DefaultCount = 150;
    private const int MaxLineLength = 140;

    /// <summary>What the declarations refer to.</summary>
    private const string Own = """
        using GenNet.Numerics;

        namespace Own
        {
            public struct Curve : GenNet.Activations.IActivation
            {
                public V Forward<V>(V z) where V : struct, IVector<V> => z;
                public V Derivative<V>(V z, V a) where V : struct, IVector<V> => V.Create(1);
            }

            public struct @struct<T> : GenNet.Activations.IActivation
            {
                public V Forward<V>(V z) where V : struct, IVector<V> => z;
                public V Derivative<V>(V z, V a) where V : struct, IVector<V> => V.Create(1);
            }

            [global::System.Obsolete]
            public struct OldCurve : GenNet.Activations.IActivation
            {
                public V Forward<V>(V z) where V : struct, IVector<V> => z;
                public V Derivative<V>(V z, V a) where V : struct, IVector<V> => V.Create(1);
            }

            public struct Distance : GenNet.Losses.ILoss
            {
                public static bool IsMean => true;
                public V Value<V>(V a, V y) where V : struct, IVector<V> => a - y;
                public V Derivative<V>(V a, V y) where V : struct, IVector<V> => V.Create(1);
            }

            public class Base { protected int State { get; set; } public virtual void Describe() { } }

            public class Demanding { public required string Title { get; init; } }

            public class Picky { public Picky(int needed) => Needed = needed; public int Needed { get; } }
        }
        """;

    [Fact]
    public void ADeclarationCompilesCleanlyOrIsAnError()
    {
        int count = Setting("GENNET_DRAWN", DefaultCount), seed = Setting("GENNET_DRAWN_SEED", 1);
        Outcome[] outcomes = [.. Enumerable.Range(seed, count).AsParallel().AsOrdered().Select(Check)];
        output.WriteLine(
            $"{outcomes.Count(outcome => outcome.IsWritten)} of {count} sources were right, "
            + $"{outcomes.Count(outcome => outcome.Rules.Length > 0)} broke a rule: "
            + string.Join(", ", outcomes.SelectMany(outcome => outcome.Rules).CountBy(rule => rule).OrderBy(rule => rule.Key)
                .Select(rule => $"{rule.Key} x {rule.Value}")));
        string[] flaws = [.. outcomes.Where(outcome => outcome.Flaw is not null).Select(outcome => outcome.Flaw!)];
        Assert.True(flaws.Length == 0, $"{flaws.Length} of {count}:\n\n{string.Join("\n\n", flaws.Take(5))}");
        Assert.InRange(outcomes.Count(outcome => outcome.IsWritten), count / 5, count);
        Assert.InRange(outcomes.Count(outcome => outcome.Rules.Length > 0), count / 5, count);
    }

    [Fact]
    public void EveryAttributeIsDrawn()
    {
        // These read files beside the sources, whose graphs are drawn in the folders of their formats.
        Type[] ofFiles =
            [typeof(NeuralNetworkFromOnnxAttribute), typeof(NeuralNetworkFromNamAttribute), typeof(NeuralNetworkFromRTNeuralAttribute)];
        string drawn = string.Concat(Enumerable.Range(1, DefaultCount).Select(seed => DrawnSource.Draw(seed).Text));
        IEnumerable<string> attributes = typeof(LayerAttribute).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(Attribute)) && !type.IsAbstract).Except(ofFiles)
            .Select(type => type.Name[..^nameof(Attribute).Length]);
        Assert.DoesNotContain(attributes, name => !Regex.IsMatch(drawn, $@"global::GenNet\.{name}\b"));
    }

    private static Outcome Check(int seed)
    {
        DrawnSource source = DrawnSource.Draw(seed);
        CSharpParseOptions parsing = GeneratorHarness.Parsing.WithLanguageVersion(source.Language);
        CSharpCompilation compilation = GeneratorHarness.Compile([Own, source.Text], parsing).WithOptions(source.Options);
        GeneratorRun run = GeneratorHarness.Run(compilation);
        if (Environment.GetEnvironmentVariable("GENNET_DRAWN_TEXT") is { Length: > 0 } folder)
            LeaveText(run, Directory.CreateDirectory(Path.Combine(folder, seed.ToString(CultureInfo.InvariantCulture))).FullName);
        string[] before = [.. Messages(compilation.GetDiagnostics())], after = [.. Messages(run.Output.GetDiagnostics())];
        string[] rules =
            [.. run.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Id)];
        bool isRefused = rules.Length > 0
            || compilation.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        string? flaw =
            run.Result.Exception is Exception exception ? exception.ToString() :
            run.Files.Values.SelectMany(text => text.Split('\n'))
                .FirstOrDefault(line => line.Length > MaxLineLength) is string tooLong ? tooLong :
            run.Files.Values.SelectMany(UnreadLocals.In).FirstOrDefault() is string unread ? unread :
            after.Except(before).FirstOrDefault() is string added && (!isRefused || run.Files.Count > 0) ? added :
            run.Files.Count == 0 && !isRefused
                && source.Text.Contains("[global::GenNet.", StringComparison.Ordinal) ? "Nothing is written, and nothing said." : null;
        return new(
            run.Files.Count > 0, rules,
            flaw is null
                ? null
                : $"seed {seed}, C# {source.Language.ToDisplayString()}: {flaw}\n{string.Join('\n', run.Diagnostics)}\n{source.Text}");
    }

    private static void LeaveText(GeneratorRun run, string folder)
    {
        foreach ((string name, string text) in run.Files)
            File.WriteAllText(Path.Combine(folder, name), text);
    }

    private static IEnumerable<string> Messages(IEnumerable<Diagnostic> diagnostics) => diagnostics
        .Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden)
        .Select(diagnostic => diagnostic.ToString());

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>What came of one source.</summary>
    /// <param name="IsWritten">Whether a network is generated.</param>
    /// <param name="Rules">The rules that it breaks.</param>
    /// <param name="Flaw">What should not be; null where all is well.</param>
    private sealed record Outcome(bool IsWritten, string[] Rules, string? Flaw);
}
