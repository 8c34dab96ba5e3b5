using System.Collections.Immutable;
using GenNet.Generator.Model;

namespace GenNet.Generator.Emission;

/// <summary>A network whose files cannot have its own name.</summary>
internal sealed record RenamedFile(TypeSpec Type, string Name);

/// <summary>
/// Names a network's files after it. The compiler takes file names that differ in case only for the same, and refuses the second:
/// of such networks, all but the ordinally first have a number in their files' names.
/// </summary>
internal static class FileNames
{
    public static EquatableArray<RenamedFile> Clashes(ImmutableArray<TypeSpec> types) => types
        .OrderBy(type => type.QualifiedName, StringComparer.Ordinal)
        .ThenBy(type => type.Containers.Count)
        .GroupBy(type => type.QualifiedName, StringComparer.OrdinalIgnoreCase)
        .SelectMany(group => group.Skip(1).Select((type, i) => new RenamedFile(type, $"{type.QualifiedName}-{i + 2}")))
        .ToEquatableArray();

    public static string Of(TypeSpec type, EquatableArray<RenamedFile> renamed) =>
        renamed.FirstOrDefault(file => file.Type == type)?.Name ?? type.QualifiedName;
}
