using Microsoft.CodeAnalysis;

namespace GenNet.Benchmarks;

/// <summary>A generator that finds the networks and does nothing with them: what Roslyn itself takes.</summary>
[Generator(LanguageNames.CSharp)]
internal sealed class Finder : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.SyntaxProvider.ForAttributeWithMetadataName(
            "GenNet.NeuralNetworkAttribute", static (_, _) => true, static (network, _) => network.Attributes.Length),
        static (_, _) => { });
}
