using System.Collections.Immutable;
using GenNet.Generator.Emission;
using GenNet.Generator.Formats;
using GenNet.Generator.Model;
using GenNet.Generator.Parsing;
using GenNet.Generator.Planning;
using GenNet.Generator.Weights;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generator;

/// <summary>
/// Writes the members of classes that carry <c>[NeuralNetwork]</c>: declaration, parse, plan, emit. What is wrong with a declaration
/// says the <see cref="NeuralNetworkAnalyzer"/>.
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

    /// <summary>The pipeline's step that holds the specifications of networks from models' files.</summary>
    public const string ModelStep = "Model";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<NetworkSpec> declared = context.SyntaxProvider
            .ForAttributeWithMetadataName(NetworkParser.NetworkAttribute, static (node, _) => node is TypeDeclarationSyntax, Parse)
            .Where(static spec => spec is not null)
            .Combine(context.AdditionalTextsProvider.Where(WeightsFile.Is).Select(static (text, _) => WeightsFile.Read(text)).Collect())
            .Select(static (pair, _) => Baking.Bake(pair.Left!, pair.Right).Spec)
            .Where(static spec => spec is not null)
            .Select(static (spec, _) => spec!)
            .WithTrackingName(SpecificationStep);
        IncrementalValueProvider<ImmutableArray<NetworkSpec>> all = declared.Collect();
        foreach (ModelFormat format in ModelFormat.All)
            all = all.Combine(FromFiles(context, format).Collect()).Select(static (specs, _) => specs.Left.AddRange(specs.Right));

        IncrementalValuesProvider<NetworkSpec> specifications = all.SelectMany(static (specs, _) => specs);
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
    }

    private static NetworkSpec? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        return NetworkParser.IsFirst(type, context.Attributes[0])
            ? NetworkParser.Parse(type, context.SemanticModel.Compilation, cancellation).Spec
            : null;
    }

    /// <summary>The networks of classes that name files of a format.</summary>
    private static IncrementalValuesProvider<NetworkSpec> FromFiles(
        IncrementalGeneratorInitializationContext context, ModelFormat format) => context.SyntaxProvider
            .ForAttributeWithMetadataName(format.Attribute, static (node, _) => node is TypeDeclarationSyntax, ParseModel)
            .Where(static declaration => declaration is not null)
            .Combine(context.AdditionalTextsProvider.Collect())
            .Select(static (pair, _) => ModelBaking.Bake(pair.Left!, pair.Right).Spec)
            .Where(static spec => spec is not null)
            .Select(static (spec, _) => spec!)
            .WithTrackingName(ModelStep);

    private static ModelDeclaration? ParseModel(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        ModelDeclaration? declaration = NetworkParser.ParseModel(type, context.SemanticModel.Compilation, cancellation).Declaration;
        return declaration is not null && NetworkParser.IsFirst(type, context.Attributes[0]) ? declaration : null;
    }
}
