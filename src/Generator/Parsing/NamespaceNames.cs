using Microsoft.CodeAnalysis;

namespace GenNet.Generator.Parsing;

internal static class NamespaceNames
{
    /// <summary>The names that a namespace's full name is made of, outermost first.</summary>
    public static IEnumerable<string> ConstituentNames(this INamespaceSymbol @namespace) =>
        @namespace.IsGlobalNamespace ? [] : [.. @namespace.ContainingNamespace.ConstituentNames(), @namespace.Name];
}
