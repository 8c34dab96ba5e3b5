using System.Collections.Immutable;
using GenNet.Generator.Parsing;
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
                ParseResult result = NetworkParser.Parse((INamedTypeSymbol)symbol.Symbol, symbol.Compilation, symbol.CancellationToken);
                foreach (Diagnostic diagnostic in result.Diagnostics)
                    symbol.ReportDiagnostic(diagnostic);
            },
            SymbolKind.NamedType);
    }
}
