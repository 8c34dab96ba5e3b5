using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Benchmarks;

/// <summary>A part of a network's generated text.</summary>
internal enum Part
{
    /// <summary>The members that the user calls, with their documentation.</summary>
    Surface,

    /// <summary>The forward pass.</summary>
    Forward,

    /// <summary>The loss and the backward pass.</summary>
    Backward,

    /// <summary>Both passes of a single sample.</summary>
    Row,
}

/// <summary>Takes the bodies and the documentation of a part's methods out of a file.</summary>
internal sealed class Without(Part part) : CSharpSyntaxRewriter
{
    private static readonly ArrowExpressionClauseSyntax s_throw =
        SyntaxFactory.ArrowExpressionClause(SyntaxFactory.ParseExpression("throw null!"));

    public string From(SyntaxTree tree) => Visit(tree.GetRoot()).ToFullString();

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax method) => Of(method) != part
        ? method
        : method.WithBody(null).WithExpressionBody(s_throw.WithLeadingTrivia(SyntaxFactory.Space))
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken)).WithLeadingTrivia(SyntaxFactory.LineFeed);

    private static Part Of(MethodDeclarationSyntax method) => Path.GetFileName(method.SyntaxTree.FilePath) switch
    {
        _ when method.Identifier.Text.Contains("Row", StringComparison.Ordinal) => Part.Row,
        string file when file.EndsWith(".Forward.g.cs", StringComparison.Ordinal) => Part.Forward,
        string file when file.EndsWith(".Backward.g.cs", StringComparison.Ordinal) => Part.Backward,
        _ => Part.Surface,
    };
}
