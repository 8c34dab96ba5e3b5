using FsCheck;
using FsCheck.Fluent;

namespace GenNet.Generator.Tests.Gradcheck;

/// <summary>Draws declarations, of all members of the enums, so that a new one is drawn without a change here.</summary>
internal static class Declarations
{
    /// <summary>Narrow layers more often than wide ones, which say little more and take longer to compile.</summary>
    private static readonly Gen<int> s_width = Gen.Frequency((2, Gen.Choose(1, 8)), (1, Gen.Choose(9, 40)));

    /// <summary>Single samples, remainders of a register tile, and several chunks of lanes.</summary>
    private static readonly Gen<int> s_samples = Gen.Frequency((3, Gen.Choose(1, 8)), (1, Gen.Choose(9, 70)));

    private static readonly Gen<bool> s_bias = Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)));

    private static readonly Gen<bool> s_dropout = Gen.Frequency((1, Gen.Constant(true)), (4, Gen.Constant(false)));

    /// <summary>An epsilon so large that units which are almost equal are still differentiated rightly by steps.</summary>
    private static readonly Gen<string> s_normalization = Gen.Frequency(
        (8, Gen.Constant("")), (1, Gen.Constant("\n[LayerNorm(Epsilon = 0.1)]")),
        (1, Gen.Constant("\n[LayerNorm(Epsilon = 0.1, Affine = false)]")), (1, Gen.Constant("\n[BatchNorm(Epsilon = 0.1)]")));

    private static readonly Gen<string> s_embedding = Gen.Frequency(
        (5, Gen.Constant("")),
        (1, from count in Gen.Choose(1, 12) from size in Gen.Choose(1, 5) select $"[Embedding({count}, {size})]\n"));

    /// <summary>The declaration that a seed stands for, always the same one.</summary>
    public static Declaration Draw(int seed) => InBatches(DeclarationOf(seed).Sample(1, new Rnd((ulong)seed), 50).Single());

    /// <summary>
    /// Samples that are normalised together: two at least, and so few that at some point they are all clear of kinks. Few windows too, each
    /// of which is several frames.
    /// </summary>
    private static Declaration InBatches(Declaration declaration) => declaration with
    {
        Samples = declaration is GraphDeclaration { HasWindows: true }
            ? (declaration.NormalizesBatches ? 2 : 1) + (declaration.Samples % 4)
            : declaration.NormalizesBatches ? 2 + (declaration.Samples % 7)
            : declaration.Samples,
    };

    /// <summary>The graph that a seed stands for.</summary>
    public static Declaration DrawGraph(int seed) => InBatches(GraphOf(seed).Sample(1, new Rnd((ulong)seed), 50).Single());

    private static Gen<Declaration> GraphOf(int seed) =>
        from loss in AnyOf<Loss>()
        from output in LayerOf(Gen.Elements(LossFacts.Outputs(loss)), Gen.Constant(false), Gen.Constant(""))
        from reduction in AnyOf<Reduction>()
        from unroll in AnyOf<Unroll>()
        from samples in s_samples
        let graph = DrawnGraph.Of(new Random(seed))
        select (Declaration)new GraphDeclaration(
            seed, graph.Options, graph.Layers, output, graph.Outputs, loss, reduction, unroll, samples);

    private static Gen<Declaration> DeclarationOf(int seed) =>
        from inputs in s_width
        from embedding in s_embedding
        from loss in AnyOf<Loss>()
        from hidden in Gen.Choose(0, 4).SelectMany(count => LayerOf(AnyOf<Activation>(), s_dropout, s_normalization).ArrayOf(count))
        from output in LayerOf(Gen.Elements(LossFacts.Outputs(loss)), Gen.Constant(false), Gen.Constant(""))
        from reduction in AnyOf<Reduction>()
        from unroll in AnyOf<Unroll>()
        from samples in s_samples
        select new Declaration(seed, inputs, embedding, [.. hidden, output], loss, reduction, unroll, samples);

    private static Gen<Layer> LayerOf(Gen<Activation> activations, Gen<bool> dropout, Gen<string> normalizations) =>
        from units in s_width
        from activation in activations
        from numbers in Gen.Elements("", ActivationFacts.OtherNumbers(activation))
        from bias in s_bias
        from hasDropout in dropout
        from normalization in normalizations
        select new Layer(units, activation, numbers, bias, hasDropout, normalization);

    private static Gen<TEnum> AnyOf<TEnum>() where TEnum : struct, Enum => Gen.Elements(Enum.GetValues<TEnum>());
}
