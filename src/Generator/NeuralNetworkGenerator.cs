using GenNet.Generator.Emission;
using GenNet.Generator.Model;
using GenNet.Generator.Parsing;
using GenNet.Generator.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generator;

/// <summary>
/// Writes the members of classes that carry <c>[NeuralNetwork]</c>: declaration, parse, plan, emit.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class NeuralNetworkGenerator : IIncrementalGenerator
{
    /// <summary>The pipeline's step that holds equatable specifications; an edit that changes none stops there.</summary>
    public const string SpecificationStep = "Specification";

    /// <summary>The pipeline's step that holds the plans.</summary>
    public const string PlanStep = "Plan";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ParseResult> results = context.SyntaxProvider.ForAttributeWithMetadataName(
            NetworkParser.NetworkAttribute, static (node, _) => node is TypeDeclarationSyntax, NetworkParser.Parse);

        IncrementalValuesProvider<NetworkPlan> plans = results
            .Where(static result => result.Spec is not null)
            .Select(static (result, _) => result.Spec!)
            .WithTrackingName(SpecificationStep)
            .Select(static (spec, _) => Planner.Plan(spec))
            .WithTrackingName(PlanStep);
        context.RegisterSourceOutput(plans, static (output, plan) =>
        {
            foreach (GeneratedFile file in NetworkEmitter.Emit(plan))
                output.AddSource(file.Name, file.Text);
        });

        // Diagnostics keep their locations, so that a pragma can suppress them, and so are never equal to the last ones: reporting
        // them anew at every edit is cheap, and writes no source.
        context.RegisterSourceOutput(results.SelectMany(static (result, _) => result.Diagnostics), static (output, diagnostic) =>
            output.ReportDiagnostic(diagnostic));
    }
}
