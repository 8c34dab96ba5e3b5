using System.Collections.Immutable;
using GenNet.Generator.Formats;
using GenNet.Generator.Parsing;
using GenNet.Generator.Weights;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generator;

/// <summary>
/// Says what is wrong with a declaration, as the parser finds it that the generator uses too. An analyzer, so that severities
/// can be configured, editors offer code fixes, and no diagnostic makes the generator run.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NeuralNetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Parsing.Diagnostics.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(
            static symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                ParseResult result = NetworkParser.Parse(type, symbol.Compilation, symbol.CancellationToken);
                ModelParseResult model = NetworkParser.ParseModel(type, symbol.Compilation, symbol.CancellationToken);
                foreach (Diagnostic diagnostic in result.Diagnostics.AddRange(model.Diagnostics))
                    symbol.ReportDiagnostic(diagnostic);
                WeightsProblem? found = null;
                if (result.Spec is { WeightsFile: string name } spec)
                    found = Baking.Bake(spec, Named(name).Select(WeightsFile.Read)).Problem;
                else if (model.Declaration is ModelDeclaration declaration)
                    found = ModelBaking.Bake(declaration, symbol.Options.AdditionalFiles).Problem;
                if (found is WeightsProblem problem)
                {
                    symbol.ReportDiagnostic(Parsing.Diagnostics.Create(
                        Parsing.Diagnostics.All.Single(rule => rule.Id == problem.Rule),
                        NetworkParser.Location(type, symbol.CancellationToken),
                        problem.Arguments));
                }

                IEnumerable<AdditionalText> Named(string name) =>
                    symbol.Options.AdditionalFiles.Where(text => Baking.IsNamed(text.Path, name));
            },
            SymbolKind.NamedType);
    }
}
