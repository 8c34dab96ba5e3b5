extern alias generator;

using System.Reflection;
using generator::GenNet.Generator;
using generator::GenNet.Generator.Layers;
using generator::GenNet.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generator.Tests;

/// <summary>Generated code compiles without a warning at the highest level, whatever surrounds it.</summary>
public sealed class CompilationTests
{
    /// <summary>A network of each form, with something of everything.</summary>
    private const string Networks = """
        [global::GenNet.NeuralNetwork(3)]
        [global::GenNet.Dense(2, global::GenNet.Activation.PReLU)]
        [global::GenNet.Dense(3, global::GenNet.Activation.Softmax, Bias = false)]
        [global::GenNet.Dense(1, global::GenNet.Activation.Sigmoid)]
        public sealed partial class Small { public Small(string name) : this(name.Length) { } public float Predict(float x) => x; }

        [global::GenNet.NeuralNetwork(40)]
        [global::GenNet.Dense(20, global::GenNet.Activation.PReLU)]
        [global::GenNet.Dense(3, global::GenNet.Activation.Softmax, Bias = false)]
        [global::GenNet.Dense(17, global::GenNet.Activation.ELU, Alpha = 0.5)]
        public sealed partial class Large { }
        """;

    public static TheoryData<Activation> Activations { get; } = [.. Enum.GetValues<Activation>()];

    [Theory]
    [MemberData(nameof(Activations))]
    public void EveryActivationCompilesAnywhere(Activation activation) => GeneratorHarness.Run(string.Concat(
        from unroll in new[] { Unroll.Full, Unroll.Never }
        from precision in Enum.GetValues<Precision>()
        select $"""
            [GenNet.NeuralNetwork(5, Unroll = GenNet.Unroll.{unroll}, Precision = GenNet.Precision.{precision})]
            [GenNet.Dense(18, GenNet.Activation.{activation})]
            [GenNet.Dense(4, GenNet.Activation.{activation}, Bias = false)]
            [GenNet.Dense(3, GenNet.Activation.{activation})]
            public partial class {activation}{unroll}{precision};

            """)).AssertClean(expected: "GN0013");

    [Fact]
    public void SummaryDrawsTheNetwork()
    {
        GeneratorRun run = GeneratorHarness.Run("""
            namespace Zoo { partial class @event {
            [GenNet.NeuralNetwork(1300)]
            [GenNet.Dense(7, GenNet.Activation.PReLU, L2 = 0.25, Bias = false)]
            [GenNet.Dropout(0.5)]
            [GenNet.Dense(1)]
            public partial class N; } }
            """).AssertClean();
        using var image = new MemoryStream();
        Assert.True(run.Output.Emit(image).Success);
        var summary = (string)Assembly.Load(image.ToArray()).GetType("Zoo.event+N")!.GetProperty("Summary")!.GetValue(null)!;
        Assert.Equal("""
            Zoo.event.N: 1300 -> 7 -> 1, 9,115 parameters.

              x   1,300  ################################
                      |  W1 [7 x 1300], alpha1 [7]
              a1      7  #                                 Dense with L2 0.25, PReLU, dropout 0.5
                      |  W2 [1 x 7], b2 [1]
              a2      1  #                                 Dense
            """, string.Join('\n', summary.Split('\n').Take(7)));
    }

    [Theory]
    [InlineData(Unroll.Full)]
    [InlineData(Unroll.Never)]
    public void PenaltiesAreInTheHeader(Unroll unroll)
    {
        string surface = GeneratorHarness.Run($"""
            [GenNet.NeuralNetwork(3, Unroll = GenNet.Unroll.{unroll})]
            [GenNet.Dense(4, GenNet.Activation.PReLU, L1 = 1e-5, L2 = 0.25)]
            [GenNet.Dense(2, L2 = 3, L1 = 0)]
            [GenNet.Dense(1)]
            public partial class N;
            """).AssertClean().Files["N.g.cs"];
        Assert.Contains("Dense with L1 1E-05 with L2 0.25, PReLU ", surface, StringComparison.Ordinal);
        Assert.Contains("Dense with L2 3 ", surface, StringComparison.Ordinal);
        Assert.Contains("Penalty: L1 sum abs(W) + L2 sum W^2 over a layer's weights", surface, StringComparison.Ordinal);
        string inOneLine = string.Join(' ', surface.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("global::GenNet.Initializer.HeUniform, L1: 1E-05, L2: 0.25)", inOneLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Loss.MeanSquaredError, Activation.ReLU)]
    [InlineData(Loss.SquaredError, Activation.Tanh)]
    [InlineData(Loss.CrossEntropy, Activation.Identity)]
    [InlineData(Loss.CrossEntropy, Activation.Softmax)]
    [InlineData(Loss.BinaryCrossEntropy, Activation.Identity)]
    [InlineData(Loss.BinaryCrossEntropy, Activation.Sigmoid)]
    [InlineData(Loss.NegativeLogLikelihood, Activation.LogSoftmax)]
    [InlineData(Loss.KullbackLeibler, Activation.Softmax)]
    [InlineData(Loss.KullbackLeibler, Activation.LogSoftmax)]
    [InlineData(Loss.MeanAbsoluteError, Activation.GELU)]
    [InlineData(Loss.Huber, Activation.LogSoftmax)]
    [InlineData(Loss.Hinge, Activation.Identity)]
    [InlineData(Loss.LogCosh, Activation.Softmax)]
    [InlineData(Loss.PoissonNegativeLogLikelihood, Activation.Identity)]
    public void EveryLossCompiles(Loss loss, Activation output) => GeneratorHarness.Run(string.Concat(
        from unroll in new[] { Unroll.Full, Unroll.Never }
        from reduction in Enum.GetValues<Reduction>()
        select $"""
            [GenNet.NeuralNetwork(5, Unroll = GenNet.Unroll.{unroll}, Loss = GenNet.Loss.{loss}, Reduction = GenNet.Reduction.{reduction})]
            [GenNet.Dense(2, GenNet.Activation.{output})]
            public partial class {unroll}{reduction};

            """)).AssertClean();

    public static TheoryData<string, CSharpCompilationOptions> CompilerOptions { get; } = new()
    {
        { "defaults", GeneratorHarness.Options },
        { "nullable disabled", GeneratorHarness.Options.WithNullableContextOptions(NullableContextOptions.Disable) },
        { "checked", GeneratorHarness.Options.WithOverflowChecks(true) },
        { "optimized", GeneratorHarness.Options.WithOptimizationLevel(OptimizationLevel.Release) },
        { "unsafe", GeneratorHarness.Options.WithAllowUnsafe(true) },
        { "warnings are errors", GeneratorHarness.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error) },
    };

    [Theory]
    [MemberData(nameof(CompilerOptions))]
    public void CompilesWithAllOptions(string name, CSharpCompilationOptions options)
    {
        Assert.NotEmpty(name);
        GeneratorHarness.Run(GeneratorHarness.Compile(Networks).WithOptions(options)).AssertClean();
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public void CompilesFromCSharp11On(LanguageVersion version) =>
        GeneratorHarness.Run(GeneratorHarness.Compile([Networks], GeneratorHarness.Parsing.WithLanguageVersion(version))).AssertClean();

    [Theory]
    [InlineData("namespace MyApp.GenNet;", "")]
    [InlineData("namespace MyApp.System;", "")]
    [InlineData("namespace System;", "")]
    [InlineData("namespace GenNet;", "")]
    [InlineData("namespace GenNet.Networks.Mine;", "")]
    [InlineData("namespace MyApp;", "class System { } class GenNet { }")]
    [InlineData("namespace MyApp;", "class Block { } class V { } class Network { } class Layer1 { } class Dense { } class Tanh { }")]
    [InlineData("namespace GenNet;", "class Block { } class V { } class Network { } class Layer1 { } class Identity { } class ELU { }")]
    [InlineData("namespace MyApp;", "class Span { } class ReadOnlySpan { } class Optimizer { } class Single { }")]
    [InlineData("namespace MyApp;", "class Reduction { } class Initializer { } class INeuralNetwork { }")]
    [InlineData("namespace MyApp;", "class ParameterStore { } class ParameterLayout { } class MethodImpl { } class ArgumentException { }")]
    [InlineData("", "class Block { } class V { } class Network { } class Layer1 { } class IVector { } class Elementwise { }")]
    [InlineData("using Block = System.String; using V = System.Int32; namespace MyApp;", "class Number { }")]
    public void UsersNamesDoNotMatter(string @namespace, string types) =>
        GeneratorHarness.Run($"{@namespace}\n{types}\n{Networks}").AssertClean();

    [Fact]
    public void GlobalUsingsDoNotMatter() => GeneratorHarness.Run(
        "global using System; global using GenNet; global using Block = System.String; global using V = System.Int32;",
        "global using Dense = System.Uri;",
        "global using static System.Math; global using System.Numerics; global using GenNet.Kernels; global using GenNet.Activations;",
        Networks).AssertClean();

    [Fact]
    public void DeclarationComesThrough()
    {
        Assert.All(Enum.GetNames<Activation>(), name =>
            Assert.Equal(name, OutputActivation(Spec($"Dense(2, Activation.{name})"))));
        Assert.All(Enum.GetNames<Initializer>().Except(["Auto"]), name =>
            Assert.Equal(name, FirstLayer(Spec($"Dense(2, Initializer = Initializer.{name})")).Initializer.ToString()));
        Assert.All(Enum.GetNames<Loss>().Except(["Auto"]), name =>
            Assert.Equal(name, Spec(Output(name), $"Loss = Loss.{name}").Outputs[0].Loss.ToString()));
        Assert.All(Enum.GetNames<Reduction>(), name =>
            Assert.Equal(name, Spec("Dense(2)", $"Reduction = Reduction.{name}").Reduction.ToString()));
        Assert.All(Enum.GetNames<Precision>(), name =>
            Assert.Equal(name, Spec("Dense(2)", $"Precision = Precision.{name}").Precision.ToString()));
        Assert.All(Enum.GetNames<Unroll>(), name =>
            Assert.Equal(name, Spec("Dense(2)", $"Unroll = Unroll.{name}").Unroll.ToString()));

        NetworkSpec spec = Spec(
            "Dense(activation: Activation.ELU, units: 7, Bias = false, Alpha = 0.5, Initializer = Initializer.Constant, InitialValue = 3)");
        DenseLayer layer = FirstLayer(spec);
        Assert.Equal((1, 3, 7, false, 3.0), (layer.Number, layer.Inputs, layer.Units, layer.HasBias, layer.InitialValue));
        Assert.Equal(0.5, Assert.IsType<ActivationLayer>(spec.Layers[1]).Alpha);
    }

    private static DenseLayer FirstLayer(NetworkSpec spec) => Assert.IsType<DenseLayer>(spec.Layers[0]);

    /// <summary>The activation after the only dense layer; the identity is none.</summary>
    private static string OutputActivation(NetworkSpec spec) => spec.Layers.Count == 1 ? "Identity" : spec.Layers[1].Kind;

    [Theory]
    [InlineData("Softmax", "CrossEntropy", "GlorotUniform", 0)]
    [InlineData("Sigmoid", "BinaryCrossEntropy", "GlorotUniform", 0)]
    [InlineData("Tanh", "MeanSquaredError", "GlorotUniform", 0)]
    [InlineData("ReLU", "MeanSquaredError", "HeUniform", 0)]
    [InlineData("PReLU", "MeanSquaredError", "HeUniform", 0.25)]
    [InlineData("ELU", "MeanSquaredError", "HeUniform", 1)]
    [InlineData("LeakyReLU", "MeanSquaredError", "HeUniform", 0.01)]
    [InlineData("SELU", "MeanSquaredError", "LeCunNormal", 0)]
    [InlineData("LogSoftmax", "MeanSquaredError", "GlorotUniform", 0)]
    [InlineData("HardTanh", "MeanSquaredError", "GlorotUniform", -1)]
    public void WhatIsNotSaidIsChosen(string activation, string loss, string initializer, double alpha)
    {
        NetworkSpec spec = Spec($"Dense(2, Activation.{activation})");
        DenseLayer layer = FirstLayer(spec);
        Assert.Equal((loss, initializer, true), (spec.Outputs[0].Loss.ToString(), layer.Initializer.ToString(), layer.HasBias));
        Assert.Equal(alpha, Assert.IsType<ActivationLayer>(spec.Layers[1]).Alpha);
    }

    [Fact]
    public void CustomTypesComeThrough()
    {
        const string types = """
            namespace @class.Own
            {
                using GenNet.Numerics;

                public static class Outer<T>
                {
                    internal struct @struct : GenNet.Activations.IActivation
                    {
                        public V Forward<V>(V z) where V : struct, IVector<V> => z;
                        public V Derivative<V>(V z, V a) where V : struct, IVector<V> => V.Create(1);
                    }
                }

                public struct Distance : GenNet.Losses.ILoss
                {
                    public static bool IsMean => true;
                    public V Value<V>(V a, V y) where V : struct, IVector<V> => a - y;
                    public V Derivative<V>(V a, V y) where V : struct, IVector<V> => V.Create(1);
                }
            }
            """;
        foreach (Unroll unroll in Enum.GetValues<Unroll>())
        {
            GeneratorHarness.Run(types, $"""
                [GenNet.NeuralNetwork(3, CustomLoss = typeof(@class.Own.Distance), Unroll = GenNet.Unroll.{unroll})]
                [GenNet.Dense(4, typeof(@class.Own.Outer<int[]>.@struct))]
                [GenNet.Dense(2, typeof(@class.Own.Outer<string>.@struct))]
                partial class N;
                """).AssertClean();
        }
    }

    private static string Output(string loss) => loss switch
    {
        "NegativeLogLikelihood" or "KullbackLeibler" => "Dense(2, Activation.LogSoftmax)",
        _ => "Dense(2)",
    };

    private static NetworkSpec Spec(string layer, string option = "Loss = Loss.Auto")
    {
        GeneratorRun run = GeneratorHarness.Run($"using GenNet; [NeuralNetwork(3, {option})] [{layer}] partial class N;");
        return (NetworkSpec)Assert.Single(Assert.Single(run.Result.TrackedSteps[NeuralNetworkGenerator.SpecificationStep]).Outputs).Value;
    }
}
