using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GenNet.CodeFixes;

/// <summary>Finds what a diagnostic speaks of, which an edit may have moved or removed since.</summary>
internal static class DiagnosedNode
{
    /// <summary>The node at a place; null where there is none of that kind any more.</summary>
    public static TNode? Find<TNode>(SyntaxNode root, TextSpan span) where TNode : SyntaxNode =>
        root.FullSpan.Contains(span) ? root.FindNode(span) as TNode : null;
}
