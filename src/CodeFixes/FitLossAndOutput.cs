using System.Collections.Immutable;
using System.Composition;
using GenNet.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace GenNet.CodeFixes;

/// <summary>Chooses a loss that fits the last layer's activation, or an activation that fits the loss.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class FitLossAndOutput : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [Diagnostics.LossDoesNotFit.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        Diagnostic diagnostic = context.Diagnostics[0];
        var network = DiagnosedNode.Find<AttributeSyntax>(root, diagnostic.Location.SourceSpan);
        var output = DiagnosedNode.Find<AttributeSyntax>(root, diagnostic.AdditionalLocations[0].SourceSpan);
        if (network?.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == "Loss") is not { } given
            || output?.ArgumentList is not { Arguments.Count: > 0 })
        {
            return;
        }

        foreach (string loss in diagnostic.Properties[FixHints.Losses]!.Split(' '))
        {
            ExpressionSyntax fitting = Member("Loss", loss).WithTriviaFrom(given.Expression);
            Register($"Use the loss {loss}", given.Expression, fitting, loss);
        }

        foreach (string activation in diagnostic.Properties[FixHints.Outputs]!.Split(' '))
        {
            AttributeSyntax fitting = WithActivation(output, Member("Activation", activation));
            Register($"Use the activation {activation} in the last layer", output, fitting, activation);
        }

        void Register(string title, SyntaxNode before, SyntaxNode after, string key) => context.RegisterCodeFix(
            CodeAction.Create(
                title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(before, after))), equivalenceKey: key),
            diagnostic);
    }

    /// <summary>The activation is the second argument or the one with its name; without it, it is the Identity.</summary>
    private static AttributeSyntax WithActivation(AttributeSyntax layer, ExpressionSyntax activation)
    {
        AttributeArgumentListSyntax list = layer.ArgumentList!;
        AttributeArgumentSyntax[] positional = [.. list.Arguments.Where(argument => argument.NameEquals is null)];
        AttributeArgumentSyntax? given =
            positional.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "activation")
            ?? positional.Skip(1).FirstOrDefault(argument => argument.NameColon is null);
        if (given is not null)
            return layer.ReplaceNode(given.Expression, activation.WithTriviaFrom(given.Expression));
        AttributeArgumentSyntax added = SyntaxFactory.AttributeArgument(activation).WithLeadingTrivia(SyntaxFactory.Space);
        return layer.WithArgumentList(list.WithArguments(list.Arguments.Insert(1, added)));
    }

    /// <summary>A member of one of GenNet's enums, as short as the place allows.</summary>
    private static ExpressionSyntax Member(string type, string name) =>
        SyntaxFactory.ParseExpression($"global::GenNet.{type}.{name}").WithAdditionalAnnotations(Simplifier.Annotation);
}
