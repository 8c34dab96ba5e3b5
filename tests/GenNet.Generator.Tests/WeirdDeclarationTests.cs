using Microsoft.CodeAnalysis;

namespace GenNet.Generator.Tests;

/// <summary>Declarations that nobody writes on purpose, or only half way through typing: the generator must not throw at any.</summary>
public sealed class WeirdDeclarationTests
{
    private const string Network = "[NeuralNetwork(3)] [Dense(2)]";

    /// <summary>Declarations that the compiler or the generator refuses.</summary>
    public static TheoryData<string> Refused { get; } = new(
        "[NeuralNetwork] [Dense(2)] partial class N;",
        "[NeuralNetwork()] [Dense()] partial class N;",
        "[NeuralNetwork(3)] [Dense] partial class N;",
        "[NeuralNetwork(3)] [Dense(] partial class N;",
        "[NeuralNetwork(3] partial class N",
        "[NeuralNetwork(3)] [Dense(2)] partial class",
        "[NeuralNetwork(3)] [Dense(2)] class",
        "[NeuralNetwork(\"3\")] [Dense(2)] partial class N;",
        "[NeuralNetwork(3)] [Dense(\"2\")] partial class N;",
        "[NeuralNetwork(3)] [Dense(2, 5)] partial class N;",
        "[NeuralNetwork(3)] [Dense(2, Activation.Tahn)] partial class N;",
        "[NeuralNetwork(3)] [Dense(2, null)] partial class N;",
        "[NeuralNetwork(null)] [Dense(2)] partial class N;",
        "[NeuralNetwork(3.5)] [Dense(2L)] partial class N;",
        "[NeuralNetwork(3, 4)] [Dense(2, Activation.Tanh, 7)] partial class N;",
        "[NeuralNetwork(outputs: 3)] [Dense(size: 2)] partial class N;",
        "[NeuralNetwork(3, Loss = null)] [Dense(2)] partial class N;",
        "[NeuralNetwork(3, Loss = \"CrossEntropy\")] [Dense(2)] partial class N;",
        "[NeuralNetwork(3)] [Dense(2, Bias = 1)] partial class N;",
        "[NeuralNetwork(3)] [Dense(2, Alpha = \"1\")] partial class N;",
        "[NeuralNetwork(3)] [Dense(2, Slope = 1)] partial class N;",
        "[NeuralNetwork(Size)] [Dense(2)] partial class N { static int Size = 3; }",
        "[NeuralNetwork(int.MaxValue + 1)] [Dense(2)] partial class N;",
        "[NeuralNetwork(int.MinValue)] [Dense(int.MaxValue)] partial class N;",
        "[NeuralNetwork(3)] [NeuralNetwork(4)] [Dense(2)] partial class N;",
        $"{Network} partial class N; {Network} partial class N;",
        $"{Network} class N; {Network} class N;",
        $"{Network} partial class N; {Network} partial record N;",
        $"{Network} partial class N; {Network} partial struct N;",
        $"{Network} partial record N;",
        $"{Network} partial record struct N;",
        $"{Network} partial struct N;",
        $"{Network} ref partial struct N;",
        $"{Network} partial interface N;",
        $"{Network} enum N;",
        $"{Network} delegate void N();",
        $"{Network} static partial class N;",
        $"{Network} abstract partial class N;",
        $"{Network} sealed abstract partial class N;",
        $"{Network} partial class N<T>;",
        $"{Network} file partial class N;",
        $"file partial class Outer {{ {Network} partial class N; }}",
        $"class Outer {{ {Network} partial class N; }}",
        $"partial class Outer<T> {{ {Network} partial class N; }}",
        $"partial class Outer {{ partial interface Middle<in T> {{ {Network} partial class N; }} }}",
        $"{Network} partial class N : N;",
        $"{Network} partial class N : Missing;",
        $"{Network} partial class N : System.Array;",
        $"{Network} partial class N<T>(T x);",
        $"{Network} void N() {{ }}",
        $"[assembly: NeuralNetwork(3)] [module: Dense(2)] class N;",
        $"class N {{ {Network} int x; }}");

    /// <summary>Declarations that are odd but right.</summary>
    public static TheoryData<string> Accepted { get; } = new(
        $"{Network} public partial class @class;",
        $"namespace @namespace.@event {{ {Network} partial class @int; }}",
        $"namespace A {{ partial class @params {{ {Network} partial class @base; }} }}",
        $"{Network} partial class @record;",
        $"{Network} partial class @partial; partial class @where {{ {Network} partial class @required; }}",
        $"{Network} partial class Größe; namespace 深層.学習 {{ {Network} partial class ネット; }}",
        $"{Network} partial class E\u0301tude; {Network} partial class Étude2; {Network} partial class Net\\u0041;",
        $"{Network} partial class Global;",
        $"namespace A.B.C; {Network} partial class N;",
        $"namespace A {{ namespace B.C {{ {Network} partial class N; }} }}",
        $"partial interface Outer {{ {Network} partial class N; }}",
        $"partial struct Outer {{ {Network} private partial class N; }}",
        $"ref partial struct Outer {{ {Network} private partial class N; }}",
        $"readonly partial record struct Outer(int X) {{ {Network} internal partial class N; }}",
        $"partial record Outer(int X) {{ {Network} protected internal partial class N; }}",
        $"static partial class Outer {{ {Network} private protected partial class N; }}",
        $"public partial class A {{ protected partial class B "
            + $"{{ {Network} private sealed partial class N {{ {Network} partial class M; }} }} }}",
        $"{Network} partial class Net; {Network} partial class NET; {Network} partial class nET; {Network} partial class NET1;",
        $"namespace A {{ {Network} partial class B_C; }}"
            + $"namespace A_B {{ {Network} partial class C; }} namespace A.B {{ {Network} partial class C; }}",
        $"namespace A {{ partial class B {{ {Network} partial class C; }} }}"
            + $"namespace A_B {{ {Network} partial class C; }} {Network} partial class A_B_C;",
        $"namespace GenNet {{ {Network} partial class Tanh; {Network} partial class Network; {Network} partial class Reduction2; }}",
        $"namespace GenNet.Generated {{ {Network} partial class N; }}",
        $"namespace MyApp.GenNet {{ [global::GenNet.NeuralNetwork(3)] [global::GenNet.Dense(2)] partial class N; }}",
        $"namespace MyApp.System {{ {Network} partial class Span; {Network} partial class Optimizer; }}",
        $"using Net = GenNet.NeuralNetworkAttribute; using D = GenNet.DenseAttribute; [Net(3), D(2)] partial class N;",
        "[NeuralNetwork(inputs: 3), Dense(activation: Activation.Tanh, units: 2), global::GenNet.DenseAttribute(4)] partial class N;",
        "[NeuralNetwork(N.Size)] [Dense(N.Size * 2 - 1)] partial class N { public const int Size = 3; }",
        $"{Network} partial class N; partial class N {{ }} partial class N {{ public int More; }}",
        $"interface I {{ }} {Network} partial class N : I, INeuralNetwork<N, float>;",
        $"class Base {{ }} {Network} partial class N : Base;",
        $"[System.Serializable] {Network} [System.Obsolete] partial class N;");

    [Theory]
    [MemberData(nameof(Refused))]
    public void WhatIsWrongIsAnErrorAndNoException(string declaration)
    {
        GeneratorRun run = GeneratorHarness.Run("using GenNet;\n" + declaration);
        Assert.Null(run.Result.Exception);
        Assert.Contains(run.CompilerDiagnostics.Concat(run.Diagnostics), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain(run.CompilerDiagnostics, GeneratorRun.IsInGeneratedFile);
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void WhatIsOddButRightCompiles(string declaration)
    {
        GeneratorRun run = GeneratorHarness.Run("using GenNet;\n" + declaration);
        Assert.Null(run.Result.Exception);
        Assert.NotEmpty(run.Files);
        Assert.Empty(run.Diagnostics);
        Assert.DoesNotContain(run.CompilerDiagnostics, GeneratorRun.IsInGeneratedFile);
        Assert.DoesNotContain(run.CompilerDiagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        // The generated parts are parts of the declared classes, and no classes of their own.
        INamedTypeSymbol[] networks = [.. run.Output.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>()
            .Where(type => type.GetMembers("ParameterCount").Length > 0)];
        Assert.Equal(run.Files.Count / 3, networks.Length);
        Assert.All(networks, network =>
            Assert.Contains(network.GetAttributes(), attribute => attribute.AttributeClass!.Name == nameof(NeuralNetworkAttribute)));
    }

    /// <summary>The compiler takes both for A.B; there is an error, but there are two networks.</summary>
    [Fact]
    public void TwoTypesOfTheSameFullNameAreNoException()
    {
        GeneratorRun run = GeneratorHarness.Run(
            $"using GenNet; namespace A {{ {Network} partial class B; }} partial class A {{ {Network} partial class B; }}");
        Assert.Null(run.Result.Exception);
        Assert.Contains(run.CompilerDiagnostics, diagnostic => diagnostic.Id == "CS0101");
    }

    [Fact]
    public void ClashingFileNamesAreToldApartWhateverTheOrder()
    {
        string[] names = ["Net", "net", "NET"];
        string[] declarations = [.. names.Select(name => $"using GenNet; {Network} partial class {name};")];
        IReadOnlyDictionary<string, string> files = GeneratorHarness.Run(declarations).Files;
        Assert.Equal(
            ["NET.g.cs", "Net-2.g.cs", "net-3.g.cs"],
            files.Keys.Where(name => !name.Contains("ward", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(files, GeneratorHarness.Run([.. declarations.Reverse()]).Files);
    }
}
