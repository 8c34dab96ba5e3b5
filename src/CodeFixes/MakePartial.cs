using System.Collections.Immutable;
using System.Composition;
using GenNet.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.CodeFixes;

/// <summary>Adds the modifier <c>partial</c> to a network and to the types around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakePartial : CodeFixProvider
{
    // What an editor's menu shows, and a screen reader says, in one go.
    private const int LongestTitle = 80;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [Diagnostics.NotPartial.Id, Diagnostics.ContainerNotPartial.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        TypeDeclarationSyntax[] types =
        [
            .. DiagnosedNode.Find<SyntaxNode>(root, context.Span)?.AncestorsAndSelf().OfType<TypeDeclarationSyntax>()
                .Where(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword)) ?? [],
        ];
        if (types.Length == 0)
            return;
        string title = $"Make {string.Join(" and ", Enumerable.Reverse(types).Select(type => $"'{type.Identifier.ValueText}'"))} partial";
        if (title.Length > LongestTitle)
            title = types.Length == 1 ? "Make the type partial" : $"Make the {types.Length} types partial";
        context.RegisterCodeFix(
            CodeAction.Create(
                title,
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNodes(types, (_, type) => WithPartial(type)))),
                equivalenceKey: nameof(MakePartial)),
            context.Diagnostics);
    }

    /// <summary>The type with <c>partial</c> as its last modifier, before what keyword it has.</summary>
    private static TypeDeclarationSyntax WithPartial(TypeDeclarationSyntax type)
    {
        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return type.Modifiers.Count > 0
            ? type.AddModifiers(partial)
            : type.WithKeyword(type.Keyword.WithLeadingTrivia()).AddModifiers(partial.WithLeadingTrivia(type.Keyword.LeadingTrivia));
    }
}
