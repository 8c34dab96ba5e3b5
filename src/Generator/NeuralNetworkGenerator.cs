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

    /// <summary>The pipeline's step that holds the files which need another name than their network's; almost always none.</summary>
    public const string FileNamesStep = "FileNames";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ParseResult> results = context.SyntaxProvider.ForAttributeWithMetadataName(
            NetworkParser.NetworkAttribute, static (node, _) => node is TypeDeclarationSyntax, NetworkParser.Parse);

        IncrementalValuesProvider<NetworkSpec> specifications = results
            .Where(static result => result.Spec is not null)
            .Select(static (result, _) => result.Spec!)
            .WithTrackingName(SpecificationStep);
        IncrementalValueProvider<EquatableArray<RenamedFile>> renamed = specifications
            .Select(static (spec, _) => spec.Type)
            .Collect()
            .Select(static (types, _) => FileNames.Clashes(types))
            .WithTrackingName(FileNamesStep);
        IncrementalValuesProvider<NetworkPlan> plans = specifications
            .Select(static (spec, _) => Planner.Plan(spec))
            .WithTrackingName(PlanStep);
        context.RegisterSourceOutput(plans.Combine(renamed), static (output, pair) =>
        {
            (NetworkPlan plan, EquatableArray<RenamedFile> renamed) = pair;
            foreach (GeneratedFile file in NetworkEmitter.Emit(plan, FileNames.Of(plan.Spec.Type, renamed)))
                output.AddSource(file.Name, file.Text);
        });

        IncrementalValuesProvider<Diagnostic> strayLayers = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                NetworkParser.DenseAttribute, static (node, _) => node is TypeDeclarationSyntax, NetworkParser.FindStrayLayers)
            .Where(static diagnostic => diagnostic is not null)
            .Select(static (diagnostic, _) => diagnostic!);

        // Diagnostics keep their locations, so that a pragma can suppress them, and so are never equal to the last ones: reporting
        // them anew at every edit is cheap, and writes no source.
        context.RegisterSourceOutput(results.SelectMany(static (result, _) => result.Diagnostics), Report);
        context.RegisterSourceOutput(strayLayers, Report);

        static void Report(SourceProductionContext output, Diagnostic diagnostic) => output.ReportDiagnostic(diagnostic);
    }
}
