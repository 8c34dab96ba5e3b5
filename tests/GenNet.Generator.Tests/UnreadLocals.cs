using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generator.Tests;

/// <summary>Finds locals of generated text that nothing reads: a reader looks in vain for what they are for.</summary>
internal static class UnreadLocals
{
    public static IEnumerable<string> In(string text) =>
        from declared in CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<LocalDeclarationStatementSyntax>()
        from variable in declared.Declaration.Variables
        where !declared.Parent!.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(name => name.Identifier.ValueText == variable.Identifier.ValueText)
        select declared.ToString();
}
