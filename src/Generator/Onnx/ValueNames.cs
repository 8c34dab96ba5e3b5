using GenNet.Generator.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generator.Onnx;

/// <summary>Names for a network's inputs or outputs, which are those of the model where C# can have them.</summary>
internal static class ValueNames
{
    /// <summary>A name for each of several values; none for a single one, as in a declaration.</summary>
    /// <param name="names">The names in the model.</param>
    /// <param name="kind">What they are called, with their numbers, where one of them is no name in C#, or two are alike.</param>
    /// <param name="structs">The structs of spans that have members of these names.</param>
    public static string?[] Of(string[] names, string kind, params string[] structs)
    {
        if (names.Length == 1)
            return [null];
        string[] members = Array.ConvertAll(names, SpanNames.PascalCase);
        bool areNames = names.All(SyntaxFacts.IsValidIdentifier) && members.All(SyntaxFacts.IsValidIdentifier)
            && members.Distinct().Count() == members.Length
            && !Array.Exists(members, member => Array.Exists(structs, name => SpanNames.IsTaken(member, name)));
        return areNames ? names : [.. names.Select((_, i) => $"{kind}{i + 1}")];
    }
}
