using System.Collections.Immutable;
using System.Composition;
using GenNet.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.CodeFixes;

/// <summary>Removes an option that has no effect.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveOption : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [Diagnostics.MeaninglessOption.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        AttributeArgumentListSyntax? list = DiagnosedNode.Find<AttributeSyntax>(root, context.Span)?.ArgumentList;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            string name = diagnostic.Properties[FixHints.Option]!;
            AttributeArgumentSyntax? option =
                list?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);
            if (option is null)
                continue;
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Remove '{name}'",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.RemoveNode(option, SyntaxRemoveOptions.KeepNoTrivia)!)),
                    equivalenceKey: name),
                diagnostic);
        }
    }
}
